using System.Text.Json;
using System.Text.Json.Serialization;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Contract;

/// <summary>How a child ended, as somebody typed it: a wait status, or what a shell, Python or Windows makes of one.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Form">Whose number it is, in one word: <c>status</c>, <c>shell</c>, <c>ksh93</c>, <c>yash</c>, <c>returncode</c>, <c>ntstatus</c>.</param>
/// <param name="Status">The status; for a shell's value, the reading of a killed child where there are two.</param>
/// <param name="Says">What it is, in a line.</param>
[JsonConverter(typeof(StatusTextConverter))]
internal sealed record StatusText(string Text, string Form, WaitStatus Status, string Says)
{
    private const string ShellMark = "$?=";
    private const int LastSignal = 64;
    private const int LargestCode = 255;
    private const uint FirstNtStatus = 0x80000000;

    /// <summary>Where each shell's values for a killed child begin: each adds the signal's number to that.</summary>
    private static readonly (string Name, int Base)[] Shells = [("shell", 128), ("ksh93", 256), ("yash", 384)];

    private static string Expected { get; } =
        $"expected a number from 0 to {int.MaxValue}, decimal, 0x, 0o or 0b (waitpid's, Perl's $?); '$?=139' for a shell's; -11 for Python's returncode";

    /// <summary>A number that means something else where a shell showed it; <c>null</c> where it does not.</summary>
    public string? ShellHint => Form == "status" && Text.All(char.IsAsciiDigit) && Shells.Any(shell => IsKilled(shell.Base, Status.Raw))
        ? $"if a shell's $? showed {Text}: sandbox decode '{ShellMark}{Text}'"
        : null;

    /// <summary>Reads a status.</summary>
    /// <exception cref="UsageException">It is none; the message says what is wanted.</exception>
    public static StatusText Parse(string text)
    {
        if (text.StartsWith(ShellMark, StringComparison.Ordinal))
            return OfShell(text, text[ShellMark.Length..]);
        bool negative = text is ['-', ..];
        string unsigned = negative ? text[1..] : text;
        (string digits, int radix) = unsigned switch
        {
            ['0', 'x' or 'X', ..] => (unsigned[2..], 16),
            ['0', 'o' or 'O', ..] => (unsigned[2..], 8),
            ['0', 'b' or 'B', ..] => (unsigned[2..], 2),
            _ => (unsigned, 10),
        };
        return ToNumber(digits, radix) switch
        {
            // Windows programs print an NTSTATUS with and without its sign.
            { } number when (negative ? 0x1_0000_0000 - number : number) is >= FirstNtStatus and <= uint.MaxValue and var bits
                && (!negative || number > ushort.MaxValue) => OfWindows(text, (uint)bits),
            { } number when negative => OfReturnCode(text, (int)number),
            <= int.MaxValue and { } number => OfWait(text, new WaitStatus((int)number)),
            _ => throw new UsageException($"{Quoted.Of(text)} is no wait status; {Expected}{Hint(text)}"),
        };
    }

    private static StatusText OfWait(string text, WaitStatus status)
    {
        int raw = status.Raw;
        string bits = raw <= 0xffff ? $"0b{raw >> 8:b8}_{raw & 0xff:b8}" : $"0b{raw:b}";
        return new StatusText(text, "status", status, $"{status}, status {status.Hex}, {bits}");
    }

    private static StatusText OfShell(string text, string digits)
    {
        if (ToNumber(digits, 10) is { } code)
        {
            foreach ((string name, int start) in Shells)
            {
                if (!IsKilled(start, code))
                    continue;
                int number = (int)code - start;
                WaitStatus killed = WaitStatus.OfSignal(number);
                string says = code <= LargestCode
                    ? $"exited {code} or {killed}: a shell shows both as {code}; below, the killed child, status {killed.Hex}"
                    : $"{killed}: {name} shows {start} + {number}, and no exit code is that large; status {killed.Hex}";
                return new StatusText(text, name, killed, says);
            }
            WaitStatus exited = WaitStatus.OfExit((int)code);
            if (code <= LargestCode)
                return new StatusText(text, "shell", exited, $"{exited}, status {exited.Hex}");
        }
        throw new UsageException($"{Quoted.Of(text)} is no exit status of a shell; expected '$?=0' to '$?=255', or for a killed child "
            + string.Join(", ", Shells.Skip(1).Select(shell => $"'$?={shell.Base + 1}' to '$?={shell.Base + LastSignal}' ({shell.Name})")));
    }

    private static StatusText OfReturnCode(string text, int number)
    {
        if (number is < 1 or > LastSignal)
            throw new UsageException($"{Quoted.Of(text)} is no returncode of a killed child; expected -1 to -{LastSignal}, as Python's subprocess gives it");
        WaitStatus killed = WaitStatus.OfSignal(number);
        return new StatusText(text, "returncode", killed, $"{killed}: minus the signal, as Python's subprocess gives it, without the core bit; status {killed.Hex}");
    }

    private static StatusText OfWindows(string text, uint bits)
    {
        if (NtStatus.Find(bits) is not { } known)
        {
            throw new UsageException($"{Quoted.Of(text)} is no wait status; as a Windows NTSTATUS, 0x{bits:X8}, it is none of those that tell of a signal here ("
                + $"{string.Join(", ", NtStatus.All.Select(one => $"0x{one.Value:X8}"))})");
        }
        int signal = SignalTable.Find(known.Signal)!.Number;
        WaitStatus here = WaitStatus.OfSignal(signal);
        return new StatusText(text, "ntstatus", here,
            $"{known.Name} (0x{bits:X8}), a Windows NTSTATUS and no wait status: {known.Meaning}; here it would be {SignalTable.Told(signal)}, status {here.Hex}");
    }

    private static bool IsKilled(int start, long code) => code > start && code <= start + LastSignal;

    // Without quotes the shell puts its own last status in the place of $?.
    private static string Hint(string text) =>
        text.Split('=') is [var left, _] && left.Length > 0 && left.All(char.IsAsciiDigit)
            ? $" (in single quotes: the shell has made {Quoted.Bare(left)} of the $?)"
            : "";

    private static long? ToNumber(string digits, int radix)
    {
        long value = 0;
        if (digits.Length == 0)
            return null;
        foreach (char digit in digits)
        {
            int worth = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            value = (value * radix) + worth;
            if (worth >= radix || value > uint.MaxValue)
                return null;
        }

        return value;
    }
}

/// <summary>A status that was typed as a status object, with what was typed and whose number it is.</summary>
internal sealed class StatusTextConverter : JsonConverter<StatusText>
{
    /// <inheritdoc/>
    public override StatusText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StatusText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WaitStatusConverter.WriteFields(writer, value.Status);
        writer.WriteString("given"u8, value.Text);
        writer.WriteString("form"u8, value.Form);
        writer.WriteEndObject();
    }
}

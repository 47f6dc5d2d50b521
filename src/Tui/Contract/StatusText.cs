using Sandbox.Core.Status;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Contract;

/// <summary>A wait status as somebody typed it.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Status">The status; for a shell's value, the reading of a killed child where there are two.</param>
/// <param name="ShellCode">The value of <c>$?</c>, where that was given and not a status.</param>
internal sealed record StatusText(string Text, WaitStatus Status, int? ShellCode)
{
    private const string ShellMark = "$?=";
    private const int LastSignal = 64;

    /// <summary>Whether a shell shows the same <c>$?</c> for an exit code and for a signal.</summary>
    public bool Ambiguous => ShellCode is > 128 and <= 128 + LastSignal;

    /// <summary>Reads a status.</summary>
    /// <exception cref="UsageException">It is none; the message says what is wanted.</exception>
    public static StatusText Parse(string text)
    {
        if (text.StartsWith(ShellMark, StringComparison.Ordinal))
            return OfShell(text, text[ShellMark.Length..]);
        (string digits, int radix) = text switch
        {
            ['0', 'x' or 'X', ..] => (text[2..], 16),
            ['0', 'o' or 'O', ..] => (text[2..], 8),
            ['0', 'b' or 'B', ..] => (text[2..], 2),
            _ => (text, 10),
        };
        if (ToNumber(digits, radix) is { } raw)
            return new StatusText(text, new WaitStatus(raw), null);
        throw new UsageException(
            $"{Quoted.Of(text)} is no wait status; expected a number from 0 to {int.MaxValue}, decimal, 0x, 0o or 0b, or '$?=139' for a shell's"
            + Hint(text));
    }

    private static StatusText OfShell(string text, string digits)
    {
        if (ToNumber(digits, 10) is not { } code || code > 255)
            throw new UsageException($"{Quoted.Of(text)} is no exit status of a shell; expected '$?=0' to '$?=255'");
        bool signaled = code is > 128 and <= 128 + LastSignal;
        return new StatusText(text, signaled ? WaitStatus.OfSignal(code - 128) : WaitStatus.OfExit(code), code);
    }

    // Without quotes the shell puts its own last status in the place of $?.
    private static string Hint(string text) =>
        text.Split('=') is [var left, _] && left.Length > 0 && left.All(char.IsAsciiDigit)
            ? $" (in single quotes: the shell has made {Quoted.Bare(left)} of the $?)"
            : "";

    private static int? ToNumber(string digits, int radix)
    {
        long value = 0;
        if (digits.Length == 0)
            return null;
        foreach (char digit in digits)
        {
            int worth = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            value = (value * radix) + worth;
            if (worth >= radix || value > int.MaxValue)
                return null;
        }

        return (int)value;
    }
}

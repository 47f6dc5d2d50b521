using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Status;

/// <summary>The calls that a host makes to wait, or to make ready for it.</summary>
public enum HostCallKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>waitpid(2); the target is a pid, or -1 for any child.</summary>
    WaitPid,

    /// <summary>waitid(2) with P_PIDFD; the target is the descriptor.</summary>
    WaitId,

    /// <summary>poll(2) without a timeout; the target is how many descriptors are looked at.</summary>
    Poll,

    /// <summary>pidfd_open(2); the target is a pid.</summary>
    PidFdOpen,

    /// <summary>read(2) of a signalfd; the target is the descriptor.</summary>
    ReadSignal,
}

/// <summary>A call with the values that were passed to it. In JSON it is its text in C.</summary>
/// <param name="Kind">Which call.</param>
/// <param name="Target">What it is about; <see cref="HostCallKind"/> says what that is.</param>
/// <param name="Options">The options of waitpid and waitid; otherwise 0.</param>
[JsonConverter(typeof(HostCallConverter))]
public readonly record struct HostCall(HostCallKind Kind, int Target, int Options = 0)
{
    private static readonly (int Bit, string Name)[] OptionNames =
    [
        (WaitH.WNOHANG, nameof(WaitH.WNOHANG)),
        (WaitH.WUNTRACED, nameof(WaitH.WUNTRACED)),
        (WaitH.WEXITED, nameof(WaitH.WEXITED)),
        (WaitH.WCONTINUED, nameof(WaitH.WCONTINUED)),
    ];

    /// <summary>Each call's text: what stands before the target, what behind it, and whether options follow that.</summary>
    private static readonly (HostCallKind Kind, string Before, string Behind, bool TakesOptions)[] Forms =
    [
        (HostCallKind.WaitPid, "waitpid(", ", &status, ", true),
        (HostCallKind.WaitId, "waitid(P_PIDFD, ", ", &info, ", true),
        (HostCallKind.Poll, "poll(fds, ", ", -1)", false),
        (HostCallKind.PidFdOpen, "pidfd_open(", ", 0)", false),
        (HostCallKind.ReadSignal, "read(", ", &info, sizeof info)", false),
    ];

    /// <summary>Whether it lasts until there is something to be told.</summary>
    public bool Blocks => Kind != HostCallKind.PidFdOpen && (Options & WaitH.WNOHANG) == 0;

    /// <summary>The call that a text in C is: the inverse of <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">It is none of these calls.</exception>
    public static HostCall Parse(string text)
    {
        foreach ((HostCallKind kind, string before, string behind, bool takesOptions) in Forms)
        {
            int end = text.IndexOf(behind, StringComparison.Ordinal);
            if (!text.StartsWith(before, StringComparison.Ordinal) || end < before.Length)
                continue;
            string target = text[before.Length..end], rest = text[(end + behind.Length)..];
            int? options = takesOptions ? OptionsOf(rest) : rest.Length == 0 ? 0 : null;
            if (options is { } known && int.TryParse(target, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
                return new HostCall(kind, number, known);
        }
        throw new FormatException("a call is one of waitpid, waitid, poll, pidfd_open and read, written as in C");
    }

    /// <summary>The call as C, with the values that were passed: <c>waitpid(4711, &amp;status, 0)</c>.</summary>
    public override string ToString()
    {
        foreach ((HostCallKind kind, string before, string behind, bool takesOptions) in Forms)
        {
            if (kind == Kind)
                return string.Create(CultureInfo.InvariantCulture, $"{before}{Target}{behind}{(takesOptions ? $"{OptionsText(Options)})" : "")}");
        }
        return "";
    }

    private static string OptionsText(int options) => options == 0
        ? "0"
        : string.Join(" | ", OptionNames.Where(name => (options & name.Bit) != 0).Select(name => name.Name));

    /// <summary>The options that a text ends with, its closing parenthesis included; <c>null</c> where they are none.</summary>
    private static int? OptionsOf(string text)
    {
        if (text is not [.. var words, ')'])
            return null;
        int options = 0;
        foreach (string word in words == "0" ? [] : words.Split(" | "))
        {
            int bit = Array.Find(OptionNames, name => name.Name == word).Bit;
            if (bit == 0)
                return null;
            options |= bit;
        }
        return options;
    }
}

/// <summary>A call as its text in C.</summary>
public sealed class HostCallConverter : JsonConverter<HostCall>
{
    /// <inheritdoc/>
    public override HostCall Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return HostCall.Parse(reader.GetString() ?? "");
        }
        catch (FormatException other)
        {
            throw new JsonException(other.Message, other);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, HostCall value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

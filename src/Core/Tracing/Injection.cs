using System.Globalization;
using Sandbox.Core.Headers;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tracing;

/// <summary>What is done to a traced program from outside: at a call that it makes, at a moment, or before it starts. The family is closed.</summary>
/// <param name="Asked">As it was asked for.</param>
public abstract record Injection(string Asked)
{
    /// <summary>What the option takes, for messages.</summary>
    public const string Forms = "CALL:N:ERRNO, CALL:N:SIGNAL, CALL:N:=NUMBER, SECONDSs:SIGNAL, limit:NAME=NUMBER; N may be *";

    /// <summary>Something happens at a call.</summary>
    /// <param name="Asked">As it was asked for.</param>
    /// <param name="Calls">The calls that count, one kind or several of one family.</param>
    /// <param name="Nth">At which of them, the first is 1; <c>null</c> for each.</param>
    /// <param name="Returned">What the call returns in place of being made, an error as minus its number; <c>null</c> where it is made.</param>
    /// <param name="Signal">The signal that the caller gets; <c>null</c> for none.</param>
    public sealed record AtCall(string Asked, CallFamily Calls, int? Nth, long? Returned, int? Signal) : Injection(Asked);

    /// <summary>The program gets a signal at a moment.</summary>
    /// <param name="Asked">As it was asked for.</param>
    /// <param name="Seconds">How long after its start.</param>
    /// <param name="Signal">The signal.</param>
    public sealed record AtMoment(string Asked, double Seconds, int Signal) : Injection(Asked);

    /// <summary>The program starts with a limit.</summary>
    /// <param name="Asked">As it was asked for.</param>
    /// <param name="Resource">Which, in the words of the option: <c>nofile</c>.</param>
    /// <param name="Value">The soft limit, in the unit of setrlimit(2).</param>
    public sealed record Limit(string Asked, string Resource, ulong Value) : Injection(Asked);

    /// <summary>The limits that can be set, as prlimit(1) calls them.</summary>
    public static IReadOnlyList<string> Limits { get; } = ["cpu", "as", "fsize", "nofile", "stack", "nproc"];

    /// <summary>The injection that a text asks for.</summary>
    /// <param name="text">One of <see cref="Forms"/>.</param>
    /// <param name="problem">What is wrong with it, in words; <c>null</c> where nothing is.</param>
    /// <returns><c>null</c> where something is wrong.</returns>
    public static Injection? Read(string text, out string? problem)
    {
        string[] parts = text.Split(':');
        (Injection? injection, problem) = parts switch
        {
            ["limit", var limit] => ReadLimit(text, limit),
            [[.. var seconds, 's'], var signal] when IsNumber(seconds) => ReadMoment(text, seconds, signal),
            [var call, var nth, var effect] => ReadCall(text, call, nth, effect),
            _ => (null, $"{Quoted.Of(text)} is no injection; expected {Forms}"),
        };
        return injection;
    }

    private static (Injection?, string?) ReadLimit(string text, string limit)
    {
        if (limit.Split('=') is not [var name, var number] || !Limits.Contains(name))
            return (null, $"{Quoted.Of(limit)} is no limit; expected NAME=NUMBER, with a name of {string.Join(", ", Limits)}");
        return ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? (new Limit(text, name, value), null)
            : (null, $"{Quoted.Of(number)} is no limit of {name}; expected a whole number");
    }

    private static (Injection?, string?) ReadMoment(string text, string seconds, string signal) =>
        SignalTable.Find(signal) is { } found
            ? (new AtMoment(text, double.Parse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), found.Number), null)
            : (null, $"{Quoted.Of(signal)} is no signal; expected a name or a number of kill -l");

    private static (Injection?, string?) ReadCall(string text, string call, string nth, string effect)
    {
        if (CallFamily.Find(call) is not { } family)
            return (null, $"{Quoted.Of(call)} is no call; expected {string.Join(", ", CallFamily.Words)}, or the name of a system call such as write");
        int? number = null;
        if (nth != "*")
        {
            if (!int.TryParse(nth, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) || parsed < 1)
                return (null, $"{Quoted.Of(nth)} does not say at which {call}; expected a whole number from 1 on, or * for each");
            number = parsed;
        }
        if (effect is ['=', .. var value])
        {
            return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long returned)
                ? (new AtCall(text, family, number, returned, null), null)
                : (null, $"{Quoted.Of(value)} is nothing that a call returns; expected a whole number");
        }
        if (ErrnoH.NumberOf(effect) is { } errno)
            return (new AtCall(text, family, number, -errno, null), null);
        return SignalTable.Find(effect) is { } signal
            ? (new AtCall(text, family, number, null, signal.Number), null)
            : (null, $"{Quoted.Of(effect)} is neither an error nor a signal; expected a name such as EAGAIN or SIGKILL, or =NUMBER for what the call returns");
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
}

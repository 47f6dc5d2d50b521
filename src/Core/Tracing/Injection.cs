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
    public const string Forms = "CALL:N:ERRNO, CALL:N:SIGNAL, CALL:N:=NUMBER, child:N:SIGNAL, SECONDSs:SIGNAL[:SECONDSs], slow:MS, limit:NAME=NUMBER; N may be *";

    private const int SlowestMs = 60_000;

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
    /// <param name="Continued">After how many seconds more it gets SIGCONT; <c>null</c> for never.</param>
    public sealed record AtMoment(string Asked, double Seconds, int Signal, double? Continued = null) : Injection(Asked);

    /// <summary>A process that the program starts, or one that such a process starts, gets a signal before it does anything.</summary>
    /// <param name="Asked">As it was asked for.</param>
    /// <param name="Nth">The how manieth that is started, the first is 1; <c>null</c> for each.</param>
    /// <param name="Signal">The signal.</param>
    public sealed record AtBirth(string Asked, int? Nth, int Signal) : Injection(Asked);

    /// <summary>Every process but the first stands still for a while: when it begins, and at each of its calls that stop.</summary>
    /// <param name="Asked">As it was asked for.</param>
    /// <param name="Milliseconds">How long, each time.</param>
    public sealed record Slow(string Asked, int Milliseconds) : Injection(Asked);

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
            ["slow", var time] => ReadSlow(text, time),
            [[.. var seconds, 's'], var signal] when IsNumber(seconds) => ReadMoment(text, seconds, signal, null),
            [[.. var seconds, 's'], var signal, [.. var more, 's']] when IsNumber(seconds) && IsNumber(more) => ReadMoment(text, seconds, signal, more),
            ["child", var nth, var signal] => ReadBirth(text, nth, signal),
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

    private static (Injection?, string?) ReadMoment(string text, string seconds, string signal, string? more) =>
        SignalTable.Find(signal) is { } found ? (new AtMoment(text, Number(seconds), found.Number, more is null ? null : Number(more)), null) : (null, NoSignal(signal));

    private static (Injection?, string?) ReadBirth(string text, string nth, string signal)
    {
        if (!IsNth(nth, out int? number))
            return (null, $"{Quoted.Of(nth)} does not say which child; expected a whole number from 1 on, or * for each");
        return SignalTable.Find(signal) is { } found ? (new AtBirth(text, number, found.Number), null) : (null, NoSignal(signal));
    }

    private static (Injection?, string?) ReadSlow(string text, string time) =>
        int.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds) && milliseconds is > 0 and <= SlowestMs
            ? (new Slow(text, milliseconds), null)
            : (null, $"{Quoted.Of(time)} is no time to stand still; expected whole milliseconds from 1 to {SlowestMs}");

    private static string NoSignal(string word) => $"{Quoted.Of(word)} is no signal; expected a name or a number of kill -l";

    private static bool IsNth(string text, out int? number)
    {
        bool one = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) && parsed >= 1;
        number = one ? parsed : null;
        return one || text == "*";
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static (Injection?, string?) ReadCall(string text, string call, string nth, string effect)
    {
        if (CallFamily.Find(call) is not { } family)
            return (null, $"{Quoted.Of(call)} is no call; expected {string.Join(", ", CallFamily.Words)}, or the name of a system call such as write");
        if (!IsNth(nth, out int? number))
            return (null, $"{Quoted.Of(nth)} does not say at which {call}; expected a whole number from 1 on, or * for each");
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

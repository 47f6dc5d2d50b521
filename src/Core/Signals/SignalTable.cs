using System.Collections.Immutable;
using System.Globalization;
using static Sandbox.Core.Signals.SignalAction;

namespace Sandbox.Core.Signals;

/// <summary>
/// The signals of Linux on x86-64 and arm64, numbered and named as bash's <c>kill -l</c> does.
/// 32 and 33 are missing there and here: the C library keeps them for itself (nptl(7)).
/// </summary>
public static class SignalTable
{
    private const int FirstRealTime = 34;
    private const int LastRealTime = 64;

    /// <summary>Every signal, in the order of the numbers.</summary>
    public static ImmutableArray<Signal> All { get; } = [.. Standard(), .. RealTime()];

    /// <summary>The signal with a number, or <c>null</c> where <c>kill -l</c> knows none.</summary>
    public static Signal? Find(int number)
    {
        // Not a dictionary: 62 rows are looked through faster than one is made, and programs that start afresh look once.
        foreach (Signal signal in All)
        {
            if (signal.Number == number)
                return signal;
        }
        return null;
    }

    /// <summary>
    /// The signal that a person means: a name with or without SIG in any case (<c>segv</c>, <c>SIGRTMIN+2</c>,
    /// the aliases IOT, CLD and POLL), or a number. <c>null</c> where there is none.
    /// </summary>
    public static Signal? Find(string text)
    {
        text = text.Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return Find(number);
        string name = WithoutPrefix(text);
        foreach ((string known, Signal signal) in Names())
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
                return signal;
        }
        return null;
    }

    /// <summary>The name of a signal's number as <c>kill -l</c> prints it; for a number it does not know, the bare number.</summary>
    public static string NameOf(int number) => Find(number)?.Name ?? number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A signal in a sentence: <c>SIGSEGV (11)</c>; <c>signal 32</c> where <c>kill -l</c> knows no name.</summary>
    public static string Told(int number) =>
        Find(number) is { } signal ? string.Create(CultureInfo.InvariantCulture, $"{signal.Name} ({number})") : string.Create(CultureInfo.InvariantCulture, $"signal {number}");

    private static string WithoutPrefix(string name) =>
        name.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? name[3..] : name;

    private static IEnumerable<(string Name, Signal Signal)> Names()
    {
        foreach (Signal signal in All)
            yield return (WithoutPrefix(signal.Name), signal);
        yield return ("IOT", Find(6)!);
        yield return ("CLD", Find(17)!);
        yield return ("POLL", Find(29)!);
        foreach (Signal signal in All)
        {
            if (signal.Number < FirstRealTime)
                continue;
            // bash writes the lower half from RTMIN and the upper from RTMAX; people write either.
            int up = signal.Number - FirstRealTime, down = LastRealTime - signal.Number;
            if (down <= 14 && up > 0)
                yield return ($"RTMIN+{up}", signal);
            else if (down > 0)
                yield return ($"RTMAX-{down}", signal);
        }
    }

    private static IEnumerable<Signal> RealTime()
    {
        for (int number = FirstRealTime; number <= LastRealTime; number++)
        {
            int up = number - FirstRealTime, down = LastRealTime - number;
            string name = (up, down) switch
            {
                (0, _) => "SIGRTMIN",
                (_, 0) => "SIGRTMAX",
                ( <= 15, _) => $"SIGRTMIN+{up}",
                _ => $"SIGRTMAX-{down}",
            };
            yield return new Signal(number, name, Terminate, "real-time signal: queued, carries a value");
        }
    }

    private static IEnumerable<Signal> Standard() =>
    [
        new(1, "SIGHUP", Terminate, "terminal hung up, or controlling process ended"),
        new(2, "SIGINT", Terminate, "interrupt from the keyboard (Ctrl-C)"),
        new(3, "SIGQUIT", SignalAction.Core, "quit from the keyboard (Ctrl-\\)"),
        new(4, "SIGILL", SignalAction.Core, "illegal instruction"),
        new(5, "SIGTRAP", SignalAction.Core, "breakpoint or trace trap"),
        new(6, "SIGABRT", SignalAction.Core, "abort(3)"),
        new(7, "SIGBUS", SignalAction.Core, "access to memory that has no backing"),
        new(8, "SIGFPE", SignalAction.Core, "arithmetic error, such as division by zero"),
        new(9, "SIGKILL", Terminate, "kill; cannot be caught, blocked or ignored"),
        new(10, "SIGUSR1", Terminate, "for the program's own use"),
        new(11, "SIGSEGV", SignalAction.Core, "invalid memory access"),
        new(12, "SIGUSR2", Terminate, "for the program's own use"),
        new(13, "SIGPIPE", Terminate, "write to a pipe that nobody reads"),
        new(14, "SIGALRM", Terminate, "alarm(2) ran out"),
        new(15, "SIGTERM", Terminate, "request to terminate"),
        new(16, "SIGSTKFLT", Terminate, "stack fault on a coprocessor; unused"),
        new(17, "SIGCHLD", Ignore, "a child stopped, continued or ended"),
        new(18, "SIGCONT", Continue, "continue if stopped"),
        new(19, "SIGSTOP", Stop, "stop; cannot be caught, blocked or ignored"),
        new(20, "SIGTSTP", Stop, "stop from the keyboard (Ctrl-Z)"),
        new(21, "SIGTTIN", Stop, "background process reads from the terminal"),
        new(22, "SIGTTOU", Stop, "background process writes to the terminal"),
        new(23, "SIGURG", Ignore, "urgent data on a socket"),
        new(24, "SIGXCPU", SignalAction.Core, "CPU time limit exceeded"),
        new(25, "SIGXFSZ", SignalAction.Core, "file size limit exceeded"),
        new(26, "SIGVTALRM", Terminate, "virtual timer ran out"),
        new(27, "SIGPROF", Terminate, "profiling timer ran out"),
        new(28, "SIGWINCH", Ignore, "terminal window changed size"),
        new(29, "SIGIO", Terminate, "input or output is possible"),
        new(30, "SIGPWR", Terminate, "power failure"),
        new(31, "SIGSYS", SignalAction.Core, "bad system call, as seccomp sees it"),
    ];
}

using System.Globalization;

namespace Sandbox.Soak;

/// <summary>signal(7) for x86 and ARM: the names, and which signals end a process that has left them alone.</summary>
internal static class SignalRules
{
    /// <summary>What SIGRTMIN is in the GNU C library, which keeps two for itself.</summary>
    public const int RealTimeMin = 34;

    /// <summary>What SIGRTMAX is.</summary>
    public const int RealTimeMax = 64;

    private static readonly string[] Standard =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM",
        "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    /// <summary>Those that a process which has left them alone does not notice.</summary>
    private static readonly int[] Ignored = [17, 18, 23, 28];

    /// <summary>Those that stop it.</summary>
    private static readonly int[] Stopping = [19, 20, 21, 22];

    /// <summary>All signals that end a process by default.</summary>
    public static IReadOnlyList<int> Ending { get; } =
        [.. Enumerable.Range(1, 31).Concat(Enumerable.Range(RealTimeMin, RealTimeMax - RealTimeMin + 1)).Except(Ignored).Except(Stopping)];

    /// <summary>The name as bash's <c>kill -l</c> has it.</summary>
    public static string NameOf(int signal)
    {
        if (signal < Standard.Length)
            return Standard[signal];
        int above = signal - RealTimeMin, below = RealTimeMax - signal;
        return above == 0 ? "SIGRTMIN" : below == 0 ? "SIGRTMAX"
            : above <= 15 ? string.Create(CultureInfo.InvariantCulture, $"SIGRTMIN+{above}") : string.Create(CultureInfo.InvariantCulture, $"SIGRTMAX-{below}");
    }
}

namespace Sandbox.Chaos;

/// <summary>A signal for one process, and for no other that may have got its number since.</summary>
internal static class Shot
{
    /// <summary>What is sent, and what it is called.</summary>
    public static IReadOnlyList<(int Signal, string Name)> Kinds { get; } =
    [
        (LibC.SIGKILL, "KILL"), (LibC.SIGTERM, "TERM"), (LibC.SIGHUP, "HUP"), (LibC.SIGINT, "INT"), (LibC.SIGQUIT, "QUIT"), (LibC.SIGSTOP, "STOP, then CONT"),
    ];

    /// <summary>Sends a signal, and after a stop the one that continues it.</summary>
    /// <returns>Whether the process was still there.</returns>
    /// <param name="target">The process, as it was seen.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="stoppedMs">How long it stays stopped.</param>
    public static async Task<bool> At(ProcessEntry target, int signal, int stoppedMs)
    {
        int descriptor = (int)LibC.syscall(LibC.SYS_pidfd_open, target.Pid, 0, 0, 0);
        if (descriptor < 0)
            return false;
        try
        {
            // From now on the number cannot become another's.
            if (ProcessEntry.Find(target.Pid) is not { State: not 'Z' } now || now.Started != target.Started || !Send(descriptor, signal))
                return false;
            if (signal == LibC.SIGSTOP)
            {
                await Eventually.Moment(stoppedMs);
                Send(descriptor, LibC.SIGCONT);
            }
            return true;
        }
        finally
        {
            _ = LibC.close(descriptor);
        }
    }

    private static bool Send(int descriptor, int signal) => LibC.syscall(LibC.SYS_pidfd_send_signal, descriptor, signal, 0, 0) == 0;
}

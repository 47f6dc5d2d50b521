using Sandbox.Core.Catalogue;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Host;

/// <summary>The wait strategies that are a loop around waitpid(2).</summary>
internal static unsafe class PlainWaits
{
    /// <summary>For each child in turn, blocking: the lab's way.</summary>
    public static void InOrder(WaitRoom room)
    {
        for (int index = 0; index < room.Pids.Length; index++)
        {
            while (room.Holds(index))
                room.WaitPid(room.Pids[index], 0);
        }
    }

    /// <summary>Whichever child ends first, blocking.</summary>
    public static void Any(WaitRoom room)
    {
        while (room.IsOccupied())
            room.WaitPid(-1, 0);
    }

    /// <summary>A look every few milliseconds that never blocks.</summary>
    public static void Poll(WaitRoom room)
    {
        while (room.IsOccupied())
        {
            if (room.WaitPid(-1, WaitH.WNOHANG) == 0)
                room.Pause(WaitCatalogue.PollPauseMs);
        }
    }

    /// <summary>Like a shell: told too when a child is stopped, and when it goes on.</summary>
    public static void JobControl(WaitRoom room)
    {
        while (room.IsOccupied())
            room.WaitPid(-1, WaitH.WUNTRACED | WaitH.WCONTINUED);
    }

    /// <summary>Has the kernel reap the children itself; see wait(2), NOTES.</summary>
    public static void IgnoreSigchld(HostRun run)
    {
        SigAction ignore = new() { Handler = SignalH.SIG_IGN };
        Raw.SigAction(SignalH.SIGCHLD, &ignore, null);
    }
}

using Sandbox.Core.Hosting;
using Sandbox.Core.Native;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Waits;

/// <summary>SIGCHLD set to SIG_IGN: the kernel reaps the children itself, and nobody learns how they ended; see wait(2), NOTES.</summary>
public sealed unsafe class IgnoreWait : WaitStrategy
{
    /// <inheritdoc/>
    public override string Id => "ignore";

    /// <inheritdoc/>
    public override string Summary => "SIGCHLD ignored: no zombies and no statuses; each wait lasts until the child is gone, and fails with ECHILD";

    /// <inheritdoc/>
    public override string Call => "signal(SIGCHLD, SIG_IGN); waitpid(pid[i], &status, 0)";

    internal override WorkerState WithoutStatus => WorkerState.Unknown;

    internal override bool LeavesZombies => false;

    internal override void Prepare(HostRun run)
    {
        SigAction ignore = new() { Handler = SignalH.SIG_IGN };
        Raw.SigAction(SignalH.SIGCHLD, &ignore, null);
    }

    internal override void WaitForAll(WaitRoom room)
    {
        foreach (int pid in room.Pids)
        {
            while (room.Holds(pid))
                room.WaitPid(pid, 0);
        }
    }
}

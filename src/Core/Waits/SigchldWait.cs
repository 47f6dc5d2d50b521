using Sandbox.Core.Hosting;
using Sandbox.Core.Native;

namespace Sandbox.Core.Waits;

/// <summary>
/// SIGCHLD, blocked and read from a descriptor. A standard signal that is pending already does not come a second time (signal(7)), so
/// each one read stands for one death or for many.
/// </summary>
public sealed unsafe class SigchldWait : WaitStrategy
{
    /// <inheritdoc/>
    public override string Id => "sigchld";

    /// <inheritdoc/>
    public override string Summary => "SIGCHLD through a signalfd, then look until no ended child is left: several deaths, one signal";

    /// <inheritdoc/>
    public override string Call => "read(sfd, &info, sizeof info); waitpid(-1, &status, WNOHANG)";

    internal override bool HoldsWorkers => true;

    internal override int BlockedSignal => SignalH.SIGCHLD;

    internal override void Prepare(HostRun run)
    {
        // In this thread, and before the first child can end: one that comes unblocked is ignored by default, and lost. The
        // runtime's own threads were started with it blocked.
        SigSet sigchld = SignalH.SetOf(SignalH.SIGCHLD);
        Raw.SigProcMask(SignalH.SIG_BLOCK, &sigchld, null);
        run.SignalFd = Raw.SignalFd(-1, &sigchld, SignalFdH.SFD_CLOEXEC);
        if (run.SignalFd < 0)
            throw new Runs.MachineRefusedException($"signalfd failed with {ErrnoH.NameOf(Raw.Errno)}");
    }

    internal override void WaitForAll(WaitRoom room)
    {
        while (room.Occupied)
        {
            if (room.ReadSignal() < 0)
                continue;
            while (room.Occupied && room.WaitPid(-1, WaitH.WNOHANG) > 0)
            {
            }
        }
    }
}

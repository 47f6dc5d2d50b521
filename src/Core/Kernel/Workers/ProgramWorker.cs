using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// A forked child that becomes somebody else's program. All of it runs before exec, in a forked child: it calls nothing but
/// <see cref="Raw"/>. What the board says of the worker afterwards its host writes there.
/// </summary>
internal static unsafe class ProgramWorker
{
    /// <summary>Where the program finds the array, and where it writes its sum.</summary>
    public const int ArrayFd = 3, SumFd = 4;

    // A shell's: found but not to be executed, and not found.
    private const int CannotExecute = 126, NotFound = 127;

    private const int Out = 1, Error = 2;

    /// <summary>The child's life; does not return.</summary>
    public static void Live(WorkerJob* job)
    {
        WorkerSlot* slot = job->Slot;
        (slot->Pid, slot->Tid, slot->StartedAt) = (Raw.GetPid(), Raw.GetPid(), Clock.Now);
        Gates.Pass(job->Header, slot, job->ReadStep);
        // Its descriptors first: a limit may leave no room for them.
        ProgramCall* call = job->Program;
        Give(call->Array, ArrayFd);
        Give(call->Sum, SumFd);
        // Both say nothing: what is on the terminal is the sandbox's own.
        Give(Out, Error);
        // What the sandbox was started with beside these is not the program's. Kernels before 5.9 do not know the call.
        Raw.Syscall(SyscallH.SYS_close_range, SumFd + 1, int.MaxValue, 0, 0, 0, 0);
        WorkerLimits.Apply(job);
        if (job->Faulty)
        {
            Gates.Pass(job->Header, slot, job->FaultStep);
            slot->FaultAt = Clock.Now;
            Volatile.Write(ref slot->Stage, (int)WorkerStage.Faulting);
            while (call->AwaitsSender && Volatile.Read(ref slot->SenderReady) == 0)
                Worker.Rest(100_000);
            if (job->Fault != null)
                job->Fault(job);
        }
        else
        {
            Volatile.Write(ref slot->Stage, (int)WorkerStage.Summing);
        }
        LeaveTheHost();
        Raw.Syscall(SyscallH.SYS_execve, (nint)call->Path, (nint)call->Arguments, (nint)call->Environment, 0, 0, 0);
        int errno = Raw.Errno;
        Volatile.Write(ref slot->ExecError, errno);
        Raw.Exit(errno == ErrnoH.ENOENT ? NotFound : CannotExecute);
    }

    /// <summary>What exec would hand on of the host's ways: an ignored SIGCHLD, a blocked signal. No privilege comes with the program's file.</summary>
    private static void LeaveTheHost()
    {
        SigAction usual = default;
        Raw.SigAction(SignalH.SIGCHLD, &usual, null);
        SigSet none = default;
        Raw.SigProcMask(SignalH.SIG_SETMASK, &none, null);
        // With another user's rights it could not be ended by us.
        Raw.PrCtl(PrCtlH.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    }

    /// <summary>Gives the program a descriptor under a number.</summary>
    public static void Give(int fd, int number) => Raw.Syscall(SyscallH.SYS_dup3, fd, number, 0, 0, 0, 0);
}

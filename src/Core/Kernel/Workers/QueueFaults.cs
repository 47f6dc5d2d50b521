using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>What a worker does with signals that are blocked: they wait until somebody takes them. Safe in a forked child.</summary>
internal static unsafe class QueueFaults
{
    /// <summary>Sends itself so many of a standard and of a real-time signal, and then takes what is there.</summary>
    public static void SignalQueue(WorkerJob* job)
    {
        SigSet both = SignalSets.Of(SignalH.SIGUSR1, SignalH.SIGRTMIN), before;
        Raw.SigProcMask(SignalH.SIG_BLOCK, &both, &before);
        // To this very thread: another one of the process has not blocked them, and would end it.
        nint pid = Raw.GetPid(), tid = Raw.Syscall(SyscallH.SYS_gettid, 0, 0, 0, 0, 0, 0);
        int refused = 0;
        for (long sent = 0; sent < job->Argument; sent++)
        {
            Raw.Syscall(SyscallH.SYS_tgkill, pid, tid, SignalH.SIGUSR1, 0, 0, 0);
            // The one error that it can have: RLIMIT_SIGPENDING leaves no room in the queue.
            if (Raw.Syscall(SyscallH.SYS_tgkill, pid, tid, SignalH.SIGRTMIN, 0, 0, 0) != 0)
                refused++;
        }
        int standard = 0, realTime = 0, number;
        TimeSpec none = default;
        while ((number = Raw.SigTimedWait(&both, null, &none)) > 0 || Raw.Errno == ErrnoH.EINTR)
        {
            standard += number == SignalH.SIGUSR1 ? 1 : 0;
            realTime += number == SignalH.SIGRTMIN ? 1 : 0;
        }
        Raw.SigProcMask(SignalH.SIG_SETMASK, &before, null);
        (job->Slot->StandardArrived, job->Slot->RealTimeArrived, job->Slot->SignalsRefused) = (standard, realTime, refused);
        Volatile.Write(ref job->Slot->SignalsSent, (int)job->Argument);
    }
}

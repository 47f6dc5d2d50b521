using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>A barrier: a point at which workers wait for each other, in whatever process they are. Safe in a forked child.</summary>
internal static unsafe class WorkerBarrier
{
    /// <summary>Waits until so many have come here since the run began: a second round expects twice as many.</summary>
    public static void Wait(SharedArea* shared, int expected)
    {
        if (Interlocked.Increment(ref shared->Arrived) == expected)
            Raw.Syscall(SyscallH.SYS_futex, (nint)(&shared->Arrived), FutexH.FUTEX_WAKE, int.MaxValue, 0, 0, 0);
        int arrived;
        while ((arrived = Volatile.Read(ref shared->Arrived)) < expected)
            Raw.Syscall(SyscallH.SYS_futex, (nint)(&shared->Arrived), FutexH.FUTEX_WAIT, arrived, 0, 0, 0);
    }
}

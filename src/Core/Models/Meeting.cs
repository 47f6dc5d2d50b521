using System.Runtime.CompilerServices;
using Sandbox.Core.Hosting;
using Sandbox.Core.Native;

namespace Sandbox.Core.Models;

/// <summary>A point at which workers wait for each other. Safe in a forked child.</summary>
internal static unsafe class Meeting
{
    /// <summary>Comes, and waits until so many have come since the run began: a second meeting expects twice as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Attend(FaultGround* ground, int expected)
    {
        if (Interlocked.Increment(ref ground->Arrived) == expected)
            Raw.Syscall(SyscallH.SYS_futex, (nint)(&ground->Arrived), FutexH.FUTEX_WAKE, int.MaxValue, 0, 0, 0);
        int arrived;
        while ((arrived = Volatile.Read(ref ground->Arrived)) < expected)
            Raw.Syscall(SyscallH.SYS_futex, (nint)(&ground->Arrived), FutexH.FUTEX_WAIT, arrived, 0, 0, 0);
    }
}

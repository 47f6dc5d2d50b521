using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>Room for a mutex of the C library.</summary>
[NotInC("room for pthread_mutex_t on any machine: 40 bytes on x86-64, 48 on arm64; C alone looks inside")]
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct PThreadMutex
{
}

/// <summary>Room for a spin lock of the C library: an int.</summary>
[NotInC("pthread_spinlock_t is a volatile int, and C alone looks inside")]
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct SpinLockWord
{
    public int Word;
}

/// <summary>Room for a semaphore of the C library.</summary>
[NotInC("room for sem_t, 32 bytes on 64-bit machines; C alone looks inside")]
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct PosixSemaphore
{
    public long Words;
}

/// <summary>Constants of <c>&lt;pthread.h&gt;</c>.</summary>
[CConstant("pthread.h")]
internal static class PThreadH
{
    public const int PTHREAD_MUTEX_STALLED = 0;
    public const int PTHREAD_MUTEX_ROBUST = 1;
    public const int PTHREAD_PROCESS_PRIVATE = 0;
    public const int PTHREAD_PROCESS_SHARED = 1;
}

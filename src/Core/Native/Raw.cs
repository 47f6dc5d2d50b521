using System.Runtime.InteropServices;

namespace Sandbox.Core.Native;

/// <summary>
/// The C library as a forked child may use it: plain pointers, resolved before the first fork and called without a GC
/// transition. Everything on a child's path goes through here; a call by <c>DllImport</c> could bind, compile or take a
/// lock on first use, in a process where the thread that holds the lock does not exist.
/// </summary>
internal static unsafe class Raw
{
    private static readonly nint Process = NativeLibrary.GetMainProgramHandle();

    /// <summary>
    /// <c>_Fork(3)</c>: fork without the C library's and the runtime's atfork handlers; <c>fork(2)</c> where glibc is older than 2.34.
    /// </summary>
    public static readonly delegate* unmanaged[SuppressGCTransition]<int> Fork =
        (delegate* unmanaged[SuppressGCTransition]<int>)Either("_Fork", "fork");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, void> Exit =
        (delegate* unmanaged[SuppressGCTransition]<int, void>)Export("_exit");

    public static readonly delegate* unmanaged[SuppressGCTransition]<void> Abort =
        (delegate* unmanaged[SuppressGCTransition]<void>)Export("abort");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int> GetPid =
        (delegate* unmanaged[SuppressGCTransition]<int>)Export("getpid");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int> GetParentPid =
        (delegate* unmanaged[SuppressGCTransition]<int>)Export("getppid");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, int, int> Kill =
        (delegate* unmanaged[SuppressGCTransition]<int, int, int>)Export("kill");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, SigAction*, SigAction*, int> SigAction =
        (delegate* unmanaged[SuppressGCTransition]<int, SigAction*, SigAction*, int>)Export("sigaction");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, SigSet*, SigSet*, int> SigProcMask =
        (delegate* unmanaged[SuppressGCTransition]<int, SigSet*, SigSet*, int>)Export("sigprocmask");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, nuint, nuint, nuint, nuint, int> PrCtl =
        (delegate* unmanaged[SuppressGCTransition]<int, nuint, nuint, nuint, nuint, int>)Export("prctl");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, RLimit*, int> GetRLimit =
        (delegate* unmanaged[SuppressGCTransition]<int, RLimit*, int>)Export("getrlimit");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, RLimit*, int> SetRLimit =
        (delegate* unmanaged[SuppressGCTransition]<int, RLimit*, int>)Export("setrlimit");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, RUsage*, int> GetRUsage =
        (delegate* unmanaged[SuppressGCTransition]<int, RUsage*, int>)Export("getrusage");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, int*, int, RUsage*, int> Wait4 =
        (delegate* unmanaged[SuppressGCTransition]<int, int*, int, RUsage*, int>)Export("wait4");

    public static readonly delegate* unmanaged[SuppressGCTransition]<PollFd*, nuint, int, int> Poll =
        (delegate* unmanaged[SuppressGCTransition]<PollFd*, nuint, int, int>)Export("poll");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, SigSet*, int, int> SignalFd =
        (delegate* unmanaged[SuppressGCTransition]<int, SigSet*, int, int>)Export("signalfd");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint> Read =
        (delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint>)Export("read");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int> ClockGetTime =
        (delegate* unmanaged[SuppressGCTransition]<int, TimeSpec*, int>)Export("clock_gettime");

    public static readonly delegate* unmanaged[SuppressGCTransition]<TimeSpec*, TimeSpec*, int> NanoSleep =
        (delegate* unmanaged[SuppressGCTransition]<TimeSpec*, TimeSpec*, int>)Export("nanosleep");

    public static readonly delegate* unmanaged[SuppressGCTransition]<void*, nuint, int, int, int, nint, void*> MMap =
        (delegate* unmanaged[SuppressGCTransition]<void*, nuint, int, int, int, nint, void*>)Export("mmap");

    public static readonly delegate* unmanaged[SuppressGCTransition]<void*, nuint, int> MUnmap =
        (delegate* unmanaged[SuppressGCTransition]<void*, nuint, int>)Export("munmap");

    public static readonly delegate* unmanaged[SuppressGCTransition]<void*, nuint, int, int> MProtect =
        (delegate* unmanaged[SuppressGCTransition]<void*, nuint, int, int>)Export("mprotect");

    public static readonly delegate* unmanaged[SuppressGCTransition]<void*, nuint, int, int> MAdvise =
        (delegate* unmanaged[SuppressGCTransition]<void*, nuint, int, int>)Export("madvise");

    public static readonly delegate* unmanaged[SuppressGCTransition]<byte*, uint, int> MemFdCreate =
        (delegate* unmanaged[SuppressGCTransition]<byte*, uint, int>)Export("memfd_create");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, nint, int> FTruncate =
        (delegate* unmanaged[SuppressGCTransition]<int, nint, int>)Export("ftruncate");

    /// <summary><c>open(2)</c>, with the mode that it takes with O_CREAT.</summary>
    public static readonly delegate* unmanaged[SuppressGCTransition]<byte*, int, int, int> Open =
        (delegate* unmanaged[SuppressGCTransition]<byte*, int, int, int>)Export("open");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint, nint> PRead =
        (delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint, nint>)Export("pread");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, int> Close =
        (delegate* unmanaged[SuppressGCTransition]<int, int>)Export("close");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint> Write =
        (delegate* unmanaged[SuppressGCTransition]<int, void*, nuint, nint>)Export("write");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int*, int, int> Pipe2 =
        (delegate* unmanaged[SuppressGCTransition]<int*, int, int>)Export("pipe2");

    public static readonly delegate* unmanaged[SuppressGCTransition]<nuint, void*> Malloc =
        (delegate* unmanaged[SuppressGCTransition]<nuint, void*>)Export("malloc");

    public static readonly delegate* unmanaged[SuppressGCTransition]<nuint, int> MallocTrim =
        (delegate* unmanaged[SuppressGCTransition]<nuint, int>)Export("malloc_trim");

    public static readonly delegate* unmanaged[SuppressGCTransition]<byte*> GnuGetLibCVersion =
        (delegate* unmanaged[SuppressGCTransition]<byte*>)Export("gnu_get_libc_version");

    public static readonly delegate* unmanaged[SuppressGCTransition]<void*, void> Free =
        (delegate* unmanaged[SuppressGCTransition]<void*, void>)Export("free");

    public static readonly delegate* unmanaged[SuppressGCTransition]<uint, uint> Alarm =
        (delegate* unmanaged[SuppressGCTransition]<uint, uint>)Export("alarm");

    public static readonly delegate* unmanaged[SuppressGCTransition]<int> Pause =
        (delegate* unmanaged[SuppressGCTransition]<int>)Export("pause");

    public static readonly delegate* unmanaged[SuppressGCTransition]<PThreadMutex*, void*, int> MutexInit =
        (delegate* unmanaged[SuppressGCTransition]<PThreadMutex*, void*, int>)Export("pthread_mutex_init");

    public static readonly delegate* unmanaged[SuppressGCTransition]<PThreadMutex*, int> MutexLock =
        (delegate* unmanaged[SuppressGCTransition]<PThreadMutex*, int>)Export("pthread_mutex_lock");

    public static readonly delegate* unmanaged[SuppressGCTransition]<void*, int> MutexAttributesInit =
        (delegate* unmanaged[SuppressGCTransition]<void*, int>)Export("pthread_mutexattr_init");

    public static readonly delegate* unmanaged[SuppressGCTransition]<void*, int, int> MutexAttributesShared =
        (delegate* unmanaged[SuppressGCTransition]<void*, int, int>)Export("pthread_mutexattr_setpshared");

    /// <summary><c>syscall(2)</c>, for what the C library has no function for: gettid before 2.30, futex.</summary>
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, nint, nint, nint, nint, nint, nint, nint> Syscall =
        (delegate* unmanaged[SuppressGCTransition]<nint, nint, nint, nint, nint, nint, nint, nint>)Export("syscall");

    /// <summary>Where errno of the calling thread lies.</summary>
    public static readonly delegate* unmanaged[SuppressGCTransition]<int*> ErrnoLocation =
        (delegate* unmanaged[SuppressGCTransition]<int*>)Export("__errno_location");

    /// <summary>The calling thread's errno, to be read right after a call that failed.</summary>
    public static int Errno => *ErrnoLocation();

    private static nint Export(string name) => NativeLibrary.GetExport(Process, name);

    private static nint Either(string name, string other) =>
        NativeLibrary.TryGetExport(Process, name, out nint address) ? address : Export(other);
}

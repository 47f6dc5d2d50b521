using System.Runtime.InteropServices;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>
/// The C library as a forked child may use it: called directly, without a GC transition. The native compiler links these symbols
/// when the program starts (DirectPInvoke in Core's project file), so that a child's first call of one binds nothing, allocates
/// nothing and takes no lock. Everything on a child's path goes through here. What may block is in <see cref="LibC"/>: no function is bound twice.
/// </summary>
internal static unsafe partial class Raw
{
    private const string Library = "libc";

    /// <summary><c>fork(3)</c>, which takes malloc's locks before, and gives them back on both sides; <c>_Fork(3)</c> would leave them to the child as they are.</summary>
    [LibraryImport(Library, EntryPoint = "fork"), SuppressGCTransition]
    public static partial int Fork();

    /// <summary><c>clone(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "clone"), SuppressGCTransition]
    public static partial int Clone(void* start, void* stackTop, int flags, void* argument);

    /// <summary><c>_exit(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "_exit"), SuppressGCTransition]
    public static partial void Exit(int code);

    /// <summary><c>abort(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "abort"), SuppressGCTransition]
    public static partial void Abort();

    /// <summary><c>getpid(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "getpid"), SuppressGCTransition]
    public static partial int GetPid();

    /// <summary><c>getppid(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "getppid"), SuppressGCTransition]
    public static partial int GetParentPid();

    /// <summary><c>kill(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "kill"), SuppressGCTransition]
    public static partial int Kill(int pid, int signal);

    /// <summary><c>sigaction(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "sigaction"), SuppressGCTransition]
    public static partial int SigAction(int signal, SigAction* action, SigAction* old);

    /// <summary><c>sigprocmask(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "sigprocmask"), SuppressGCTransition]
    public static partial int SigProcMask(int how, SigSet* set, SigSet* old);

    /// <summary><c>sigtimedwait(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "sigtimedwait"), SuppressGCTransition]
    public static partial int SigTimedWait(SigSet* set, SigInfo* info, TimeSpec* timeout);

    /// <summary><c>prctl(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "prctl"), SuppressGCTransition]
    public static partial int PrCtl(int option, nuint a, nuint b, nuint c, nuint d);

    /// <summary><c>getrlimit(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "getrlimit"), SuppressGCTransition]
    public static partial int GetRLimit(int resource, RLimit* limit);

    /// <summary><c>setrlimit(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "setrlimit"), SuppressGCTransition]
    public static partial int SetRLimit(int resource, RLimit* limit);

    /// <summary><c>getrusage(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "getrusage"), SuppressGCTransition]
    public static partial int GetRUsage(int who, RUsage* usage);

    /// <summary><c>signalfd(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "signalfd"), SuppressGCTransition]
    public static partial int SignalFd(int fd, SigSet* set, int flags);

    /// <summary><c>clock_gettime(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "clock_gettime"), SuppressGCTransition]
    public static partial int ClockGetTime(int clock, TimeSpec* time);

    /// <summary><c>nanosleep(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "nanosleep"), SuppressGCTransition]
    public static partial int NanoSleep(TimeSpec* time, TimeSpec* left);

    /// <summary><c>mmap(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "mmap"), SuppressGCTransition]
    public static partial void* MMap(void* address, nuint length, int protection, int flags, int fd, nint offset);

    /// <summary><c>munmap(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "munmap"), SuppressGCTransition]
    public static partial int MUnmap(void* address, nuint length);

    /// <summary><c>mprotect(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "mprotect"), SuppressGCTransition]
    public static partial int MProtect(void* address, nuint length, int protection);

    /// <summary><c>madvise(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "madvise"), SuppressGCTransition]
    public static partial int MAdvise(void* address, nuint length, int advice);

    /// <summary><c>memfd_create(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "memfd_create"), SuppressGCTransition]
    public static partial int MemFdCreate(byte* name, uint flags);

    /// <summary><c>ftruncate(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "ftruncate"), SuppressGCTransition]
    public static partial int FTruncate(int fd, nint length);

    /// <summary><c>open(2)</c>, with the mode that it takes with O_CREAT.</summary>
    [LibraryImport(Library, EntryPoint = "open"), SuppressGCTransition]
    public static partial int Open(byte* path, int flags, int mode);

    /// <summary><c>pread(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "pread"), SuppressGCTransition]
    public static partial nint PRead(int fd, void* buffer, nuint count, nint offset);

    /// <summary><c>close(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "close"), SuppressGCTransition]
    public static partial int Close(int fd);

    /// <summary><c>pipe2(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "pipe2"), SuppressGCTransition]
    public static partial int Pipe2(int* fds, int flags);

    /// <summary><c>malloc(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "malloc"), SuppressGCTransition]
    public static partial void* Malloc(nuint size);

    /// <summary><c>free(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "free"), SuppressGCTransition]
    public static partial void Free(void* block);

    /// <summary><c>alarm(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "alarm"), SuppressGCTransition]
    public static partial uint Alarm(uint seconds);

    /// <summary><c>pause(2)</c></summary>
    [LibraryImport(Library, EntryPoint = "pause"), SuppressGCTransition]
    public static partial int Pause();

    /// <summary><c>pthread_mutex_init(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_mutex_init"), SuppressGCTransition]
    public static partial int MutexInit(PThreadMutex* mutex, void* attributes);

    /// <summary><c>pthread_mutex_lock(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_mutex_lock"), SuppressGCTransition]
    public static partial int MutexLock(PThreadMutex* mutex);

    /// <summary><c>pthread_mutex_unlock(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_mutex_unlock"), SuppressGCTransition]
    public static partial int MutexUnlock(PThreadMutex* mutex);

    /// <summary><c>pthread_mutex_consistent(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_mutex_consistent"), SuppressGCTransition]
    public static partial int MutexConsistent(PThreadMutex* mutex);

    /// <summary><c>pthread_mutexattr_setrobust(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_mutexattr_setrobust"), SuppressGCTransition]
    public static partial int MutexAttributesRobust(void* attributes, int robust);

    /// <summary><c>pthread_spin_init(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_spin_init"), SuppressGCTransition]
    public static partial int SpinInit(SpinLockWord* spin, int shared);

    /// <summary><c>pthread_spin_lock(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_spin_lock"), SuppressGCTransition]
    public static partial int SpinLock(SpinLockWord* spin);

    /// <summary><c>pthread_spin_unlock(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_spin_unlock"), SuppressGCTransition]
    public static partial int SpinUnlock(SpinLockWord* spin);

    /// <summary><c>sem_init(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "sem_init"), SuppressGCTransition]
    public static partial int SemaphoreInit(PosixSemaphore* semaphore, int shared, uint value);

    /// <summary><c>sem_wait(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "sem_wait"), SuppressGCTransition]
    public static partial int SemaphoreWait(PosixSemaphore* semaphore);

    /// <summary><c>sem_post(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "sem_post"), SuppressGCTransition]
    public static partial int SemaphorePost(PosixSemaphore* semaphore);

    /// <summary><c>pthread_mutexattr_init(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_mutexattr_init"), SuppressGCTransition]
    public static partial int MutexAttributesInit(void* attributes);

    /// <summary><c>pthread_mutexattr_setpshared(3)</c></summary>
    [LibraryImport(Library, EntryPoint = "pthread_mutexattr_setpshared"), SuppressGCTransition]
    public static partial int MutexAttributesShared(void* attributes, int shared);

    /// <summary><c>syscall(2)</c>, for what the C library has no function for: gettid before 2.30, futex.</summary>
    [LibraryImport(Library, EntryPoint = "syscall"), SuppressGCTransition]
    public static partial nint Syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);

    /// <summary><c>write(2)</c>, by the system call itself: the C library's function is <see cref="LibC"/>'s, which may block.</summary>
    public static nint Write(int fd, void* buffer, nuint count) => Syscall(SyscallH.SYS_write, fd, (nint)buffer, (nint)count, 0, 0, 0);

    /// <summary>Where errno of the calling thread lies.</summary>
    [LibraryImport(Library, EntryPoint = "__errno_location"), SuppressGCTransition]
    public static partial int* ErrnoLocation();

    /// <summary>The calling thread's errno, to be read right after a call that failed.</summary>
    public static int Errno => *ErrnoLocation();
}

using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>
/// Calls of the C library that may block, for processes with many threads and for a host that waits. A GC transition surrounds each, so a
/// waiting thread never holds up the collector. What neither blocks nor needs errno kept is taken from <see cref="Raw"/>: no function is
/// bound twice.
/// </summary>
internal static unsafe partial class LibC
{
    private const string Library = "libc";

    /// <summary>poll(2), made once.</summary>
    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int PollOnce(PollFd* fds, nuint count, int timeoutMs);

    /// <summary>read(2), made once.</summary>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint ReadOnce(int fd, void* buffer, nuint count);

    /// <summary>write(2), made once.</summary>
    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint WriteOnce(int fd, void* bytes, nuint count);

    /// <summary>flock(2).</summary>
    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int fd, int operation);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int fd, int command, int argument);

    [LibraryImport(Library, EntryPoint = "setitimer", SetLastError = true)]
    private static partial int SetITimer(int which, ITimerVal* value, ITimerVal* old);

    [LibraryImport(Library, EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait4(int pid, int* status, int options, RUsage* usage);

    /// <summary>sysconf(3).</summary>
    /// <param name="name">What is asked for: <see cref="UniStdH._SC_CLK_TCK"/>.</param>
    [LibraryImport(Library, EntryPoint = "sysconf")]
    public static partial long SystemConfiguration(int name);

    /// <summary>wait4(2), made once.</summary>
    /// <returns>What it returned; after -1, <paramref name="errno"/> says why.</returns>
    public static int Wait(int pid, int options, out int status, out RUsage usage, out int errno)
    {
        int stored = 0;
        RUsage used = default;
        int returned = Wait4(pid, &stored, options, &used);
        errno = returned < 0 ? Marshal.GetLastPInvokeError() : 0;
        (status, usage) = (stored, used);
        return returned;
    }

    /// <summary>wait4(2) for any child of the calling thread and whatever it traces, made once and without the usage.</summary>
    /// <param name="options">0, or <see cref="WaitH.WNOHANG"/> to return 0 where nothing has happened.</param>
    /// <param name="status">Its wait status.</param>
    /// <param name="errno">Why, after -1.</param>
    /// <returns>What it returned; after -1, <paramref name="errno"/> says why.</returns>
    public static int WaitForAnyOfThread(int options, out int status, out int errno)
    {
        int stored = 0;
        int returned = Wait4(-1, &stored, WaitH.__WALL | WaitH.__WNOTHREAD | options, null);
        errno = returned < 0 ? Marshal.GetLastPInvokeError() : 0;
        status = stored;
        return returned;
    }

    /// <summary>poll(2), taken up again after EINTR only by the caller's loop: an interruption counts as nothing ready.</summary>
    /// <param name="fds">What to look at; the answers are written into it.</param>
    /// <param name="timeoutMs">At most how long to wait in milliseconds; negative is for ever.</param>
    /// <returns>How many are ready.</returns>
    public static int Poll(Span<PollFd> fds, int timeoutMs)
    {
        fixed (PollFd* first = fds)
        {
            int ready = PollOnce(first, (nuint)fds.Length, timeoutMs);
            return ready >= 0 || Marshal.GetLastPInvokeError() == ErrnoH.EINTR ? Math.Max(ready, 0) : throw Failure("poll");
        }
    }

    /// <summary>read(2), again after EINTR.</summary>
    /// <returns>How many bytes came; 0 at the end; -1 where nothing is there yet (EAGAIN).</returns>
    public static int Read(int fd, Span<byte> into)
    {
        fixed (byte* first = into)
        {
            while (true)
            {
                nint count = ReadOnce(fd, first, (nuint)into.Length);
                if (count >= 0)
                    return (int)count;
                switch (Marshal.GetLastPInvokeError())
                {
                    case ErrnoH.EINTR: continue;
                    case ErrnoH.EAGAIN: return -1;
                    default: throw Failure("read");
                }
            }
        }
    }

    /// <summary>pipe2(2), both ends close-on-exec.</summary>
    /// <param name="flags">More flags: O_NONBLOCK.</param>
    public static (int Reader, int Writer) Pipe(int flags = 0)
    {
        int* fds = stackalloc int[2];
        return Raw.Pipe2(fds, FcntlH.O_CLOEXEC | flags) == 0 ? (fds[0], fds[1]) : throw Failure("pipe2", Raw.Errno);
    }

    /// <summary>Takes O_NONBLOCK off a descriptor.</summary>
    public static void Block(int fd)
    {
        if (Control(fd, FcntlH.F_SETFL, 0) != 0)
            throw Failure("fcntl");
    }

    /// <summary>Reads from a file's start.</summary>
    /// <returns>How many bytes came.</returns>
    public static int ReadFromStart(int fd, Span<byte> into)
    {
        fixed (byte* first = into)
        {
            nint count = Raw.PRead(fd, first, (nuint)into.Length, 0);
            return count >= 0 ? (int)count : throw Failure("pread", Raw.Errno);
        }
    }

    /// <summary>Lets SIGALRM come once after a time; see setitimer(2).</summary>
    /// <param name="seconds">After how long.</param>
    /// <param name="again">And then every so many seconds.</param>
    public static void Alarm(double seconds, double again)
    {
        ITimerVal value = new() { Value = Time(seconds), Interval = Time(again) };
        if (SetITimer(ResourceH.ITIMER_REAL, &value, null) != 0)
            throw Failure("setitimer");

        static TimeVal Time(double seconds) =>
            new() { Seconds = (long)seconds, Microseconds = (long)((seconds - Math.Floor(seconds)) * 1e6) };
    }

    /// <summary>The exception for a call that failed just now and never should.</summary>
    public static Exception Failure(string call) => Failure(call, Marshal.GetLastPInvokeError());

    private static InvalidOperationException Failure(string call, int errno) =>
        new($"{call} failed: {ErrnoH.NameOf(errno)}, {Marshal.GetPInvokeErrorMessage(errno)}");
}

/// <summary>One descriptor for <see cref="LibC.Poll"/>; see poll(2).</summary>
[CStruct("poll.h", "struct pollfd")]
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    [CField("fd")] public int Fd;
    [CField("events")] public short Events;
    [CField("revents")] public short Returned;
}

/// <summary>A timer's time and interval; see setitimer(2).</summary>
[CStruct("sys/time.h", "struct itimerval")]
[StructLayout(LayoutKind.Sequential)]
internal struct ITimerVal
{
    [CField("it_interval")] public TimeVal Interval;
    [CField("it_value")] public TimeVal Value;
}

/// <summary>Constants of <c>&lt;unistd.h&gt;</c>.</summary>
[CConstant("unistd.h")]
internal static class UniStdH
{
    public const int _SC_CLK_TCK = 2;
}

/// <summary>Constants of <c>&lt;sys/file.h&gt;</c>.</summary>
[CConstant("sys/file.h")]
internal static class FileH
{
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
}

/// <summary>Constants of <c>&lt;fcntl.h&gt;</c> and <c>&lt;poll.h&gt;</c>.</summary>
[CConstant("fcntl.h poll.h")]
internal static class FcntlH
{
    public const int F_SETFL = 4;
    public const int F_ADD_SEALS = 1033;
    public const int F_SEAL_SHRINK = 2;
    public const int F_SEAL_GROW = 4;
    public const int F_SEAL_FUTURE_WRITE = 16;
    public const int O_RDONLY = 0;
    public const int O_RDWR = 2;
    public const int O_CREAT = 0x40;
    public const int O_NOCTTY = 0x100;
    public const int O_APPEND = 0x400;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;
    public const short POLLIN = 1;
    public const short POLLOUT = 4;
    public const short POLLHUP = 0x10;
}

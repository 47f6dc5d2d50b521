using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

// Without run-time marshalling the calls below are compiled ahead of time: the first frame waits for no compiler.
[assembly: DisableRuntimeMarshalling]

namespace Sandbox.Tui.Terminal;

/// <summary>The calls of the C library that a terminal needs and nothing else does.</summary>
internal static unsafe partial class LibC
{
    public const int ControlCharacters = 32;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int fd, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int fd, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollFd* fds, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint start, int flags);

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsATty(int fd);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int GetWindowSize(int fd, nuint request, WindowSize* size);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int fd, Termios* termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int fd, int when, Termios* termios);

    [LibraryImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    public static partial int Flush(int fd, int queue);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Termios* termios);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int pid, int* status, int flags);

    [LibraryImport("libc", EntryPoint = "getsid")]
    public static partial int GetSession(int pid);

    [LibraryImport("libc", EntryPoint = "getpgid")]
    public static partial int GetGroup(int pid);

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int GetParent();

    /// <summary>The calls' numbers, as <c>errno</c> and the flags have them on Linux.</summary>
    [CConstant("errno.h")]
    public static class Errno
    {
        public const int EINTR = 4;
        public const int EAGAIN = 11;
        public const int EPIPE = 32;
    }

    [CConstant("fcntl.h")]
    public static class OpenFlags
    {
        public const int O_RDWR = 2;
        public const int O_NOCTTY = 0x100;
        public const int O_NONBLOCK = 0x800;
        public const int O_CLOEXEC = 0x80000;
    }

    [CConstant("sys/eventfd.h")]
    public static class EventFlags
    {
        public const int EFD_NONBLOCK = 0x800;
        public const int EFD_CLOEXEC = 0x80000;
    }

    [CConstant("poll.h")]
    public static class PollEvents
    {
        public const short POLLIN = 1;
        public const short POLLOUT = 4;
        public const short POLLERR = 8;
        public const short POLLHUP = 16;
    }

    [CConstant("termios.h")]
    public static class TermiosNames
    {
        public const int TCSANOW = 0;
        public const int TCIFLUSH = 0;
        public const int VTIME = 5;
        public const int VMIN = 6;
        public const int NCCS = ControlCharacters;
    }

    [CConstant("sys/ioctl.h")]
    public static class Requests
    {
        public const int TIOCGWINSZ = 0x5413;
    }

    [CConstant("sys/wait.h")]
    public static class WaitFlags
    {
        public const int WNOHANG = 1;
    }

    [CConstant("signal.h")]
    public static class Signals
    {
        public const int SIGHUP = 1;
        public const int SIGINT = 2;
        public const int SIGQUIT = 3;
        public const int SIGKILL = 9;
        public const int SIGTERM = 15;
        public const int SIGSTOP = 19;
    }
}

[CStruct("poll.h", "struct pollfd")]
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    [CField("fd")] public int Fd;
    [CField("events")] public short Events;
    [CField("revents")] public short Returned;
}

[CStruct("sys/ioctl.h", "struct winsize")]
[StructLayout(LayoutKind.Sequential)]
internal struct WindowSize
{
    [CField("ws_row")] public ushort Rows;
    [CField("ws_col")] public ushort Columns;
    [CField("ws_xpixel")] public ushort PixelsAcross;
    [CField("ws_ypixel")] public ushort PixelsDown;
}

[CStruct("termios.h", "struct termios")]
[StructLayout(LayoutKind.Sequential)]
internal struct Termios
{
    [CField("c_iflag")] public uint Input;
    [CField("c_oflag")] public uint Output;
    [CField("c_cflag")] public uint Control;
    [CField("c_lflag")] public uint Local;
    [CField("c_line")] public byte Line;
    [CField("c_cc")] public ControlBytes Characters;
    [CField("c_ispeed")] public uint InputSpeed;
    [CField("c_ospeed")] public uint OutputSpeed;

    [InlineArray(LibC.ControlCharacters)]
    internal struct ControlBytes
    {
        private byte _first;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>The calls of the C library that a terminal needs and nothing else does: its modes, its size, its sessions.</summary>
internal static unsafe partial class Terminals
{
    private const string Library = "libc";

    /// <summary>isatty(3).</summary>
    [LibraryImport(Library, EntryPoint = "isatty")]
    public static partial int IsATty(int fd);

    /// <summary>ioctl(2) with TIOCGWINSZ.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int GetWindowSize(int fd, nuint request, WindowSize* size);

    /// <summary>tcgetattr(3).</summary>
    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int fd, Termios* termios);

    /// <summary>tcsetattr(3).</summary>
    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int fd, int when, Termios* termios);

    /// <summary>tcflush(3).</summary>
    [LibraryImport(Library, EntryPoint = "tcflush", SetLastError = true)]
    public static partial int Flush(int fd, int queue);

    /// <summary>cfmakeraw(3).</summary>
    [LibraryImport(Library, EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Termios* termios);

    /// <summary>getsid(2).</summary>
    [LibraryImport(Library, EntryPoint = "getsid")]
    public static partial int GetSession(int pid);

    /// <summary>getpgid(2).</summary>
    [LibraryImport(Library, EntryPoint = "getpgid")]
    public static partial int GetGroup(int pid);

    /// <summary>eventfd(2).</summary>
    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint start, int flags);
}

/// <summary>Constants of <c>&lt;sys/eventfd.h&gt;</c>.</summary>
[CConstant("sys/eventfd.h")]
internal static class EventFdH
{
    public const int EFD_NONBLOCK = 0x800;
    public const int EFD_CLOEXEC = 0x80000;
}

/// <summary>Constants of <c>&lt;termios.h&gt;</c>.</summary>
[CConstant("termios.h")]
internal static class TermiosH
{
    public const int TCSANOW = 0;
    public const int TCIFLUSH = 0;
    public const int VTIME = 5;
    public const int VMIN = 6;
    public const int NCCS = 32;
}

/// <summary>Constants of <c>&lt;sys/ioctl.h&gt;</c>.</summary>
[CConstant("sys/ioctl.h")]
internal static class IoCtlH
{
    public const int TIOCGWINSZ = 0x5413;
}

/// <summary>The size of a terminal; see TIOCGWINSZ(2const).</summary>
[CStruct("sys/ioctl.h", "struct winsize")]
[StructLayout(LayoutKind.Sequential)]
internal struct WindowSize
{
    [CField("ws_row")] public ushort Rows;
    [CField("ws_col")] public ushort Columns;
    [CField("ws_xpixel")] public ushort PixelsAcross;
    [CField("ws_ypixel")] public ushort PixelsDown;
}

/// <summary>The modes of a terminal; see termios(3).</summary>
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

    [InlineArray(TermiosH.NCCS)]
    internal struct ControlBytes
    {
        private byte _first;
    }
}

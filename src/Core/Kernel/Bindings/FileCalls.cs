using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>Calls on files and folders that System.IO has no equal of: each says what it does where a path is a link.</summary>
internal static unsafe partial class FileCalls
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenAt(int folder, string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolder(int folder, string path, uint mode);

    [LibraryImport(Library, EntryPoint = "readlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ReadLink(int folder, string path, byte* into, nuint room);

    [LibraryImport(Library, EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(int fromFolder, string from, int toFolder, string to);

    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport(Library, EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(int fromFolder, string from, int toFolder, string to, int flags);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(int folder, string path, int flags);

    [LibraryImport(Library, EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int fd, uint mode);

    [LibraryImport(Library, EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeMode(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Synchronize(int fd);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetStatus(int folder, string path, int flags, uint mask, StatX* status);

    /// <summary>The user that the kernel takes this process for; see geteuid(2).</summary>
    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    /// <summary>What is known of an open file.</summary>
    public static StatX? StatusOf(int fd)
    {
        StatX status;
        return GetStatus(fd, "", StatH.AT_EMPTY_PATH, StatH.STATX_BASIC_STATS, &status) == 0 ? status : null;
    }

    /// <summary>What is known of the file that a path leads to, through links. <c>null</c> where it cannot be told.</summary>
    public static StatX? StatusAt(string path)
    {
        StatX status;
        return GetStatus(StatH.AT_FDCWD, path, 0, StatH.STATX_BASIC_STATS, &status) == 0 ? status : null;
    }

    /// <summary>What is known of a name in a folder: of a link itself, where it is one. <c>null</c> where it cannot be told.</summary>
    public static StatX? StatusAt(int folder, string name)
    {
        StatX status;
        return GetStatus(folder, name, StatH.AT_SYMLINK_NOFOLLOW, StatH.STATX_BASIC_STATS, &status) == 0 ? status : null;
    }
}

/// <summary>What is known of a file; see statx(2). Unlike <c>struct stat</c> it is the same on every architecture.</summary>
[CStruct("sys/stat.h", "struct statx")]
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatX
{
    [FieldOffset(16), CField("stx_nlink")] public uint Names;
    [FieldOffset(20), CField("stx_uid")] public uint Owner;
    [FieldOffset(28), CField("stx_mode")] public ushort Mode;
    [FieldOffset(32), CField("stx_ino")] public ulong Inode;
    [FieldOffset(136), CField("stx_dev_major")] public uint DeviceMajor;
    [FieldOffset(140), CField("stx_dev_minor")] public uint DeviceMinor;

    /// <summary>Its type alone: <see cref="StatH.S_IFREG"/>.</summary>
    public readonly int Type => Mode & StatH.S_IFMT;

    /// <summary>What may be done with it, and by whom.</summary>
    public readonly uint Rights => (uint)(Mode & ~StatH.S_IFMT);

    /// <summary>Its type in a word.</summary>
    public readonly string Kind => Type switch
    {
        StatH.S_IFREG => "a file",
        StatH.S_IFDIR => "a folder",
        StatH.S_IFLNK => "a link",
        StatH.S_IFIFO => "a pipe",
        StatH.S_IFSOCK => "a socket",
        _ => "a device",
    };
}

/// <summary>Constants of <c>&lt;sys/stat.h&gt;</c> and of the part of <c>&lt;fcntl.h&gt;</c> that is about paths.</summary>
[CConstant("stdio.h fcntl.h sys/stat.h")]
internal static class StatH
{
    public const int AT_FDCWD = -100;
    public const int AT_SYMLINK_NOFOLLOW = 0x100;
    public const int AT_SYMLINK_FOLLOW = 0x400;
    public const int AT_REMOVEDIR = 0x200;
    public const int AT_EMPTY_PATH = 0x1000;
    public const uint STATX_BASIC_STATS = 0x7ff;
    public const uint RENAME_NOREPLACE = 1;
    public const int S_IFMT = 0xf000;
    public const int S_IFIFO = 0x1000;
    public const int S_IFDIR = 0x4000;
    public const int S_IFREG = 0x8000;
    public const int S_IFLNK = 0xa000;
    public const int S_IFSOCK = 0xc000;
}

/// <summary>Flags of open(2) that only files need; some have another value on arm64.</summary>
[CConstant("fcntl.h")]
internal static class OpenH
{
    public const int POSIX_FADV_DONTNEED = 4;
    public const int O_WRONLY = 1;
    public const int O_EXCL = 0x80;
    public const int O_PATH = 0x200000;
    public static readonly int O_DIRECTORY = OnArm ? 0x4000 : 0x10000;
    public static readonly int O_NOFOLLOW = OnArm ? 0x8000 : 0x20000;
    public static readonly int O_TMPFILE = 0x400000 | O_DIRECTORY;

    private static bool OnArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}

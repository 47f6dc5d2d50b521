using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>
/// A regular file that is only added to: opened with O_APPEND, which System.IO does not do (it writes at a position of its own), and
/// readable by its owner alone.
/// </summary>
internal sealed unsafe partial class AppendFile : IDisposable
{
    private const int OwnerOnly = 0b110_000_000;

    private readonly SafeFileHandle _file;
    private readonly string _path;

    private AppendFile(SafeFileHandle file, string path) => (_file, _path) = (file, path);

    /// <summary>How many bytes it has.</summary>
    public long Length => RandomAccess.GetLength(_file);

    /// <summary>Its last byte; there must be one.</summary>
    public byte LastByte
    {
        get
        {
            Span<byte> last = stackalloc byte[1];
            return RandomAccess.Read(_file, last, Length - 1) == 1 ? last[0] : (byte)0;
        }
    }

    /// <summary>Opens a file to add to it, and makes it where there is none.</summary>
    /// <exception cref="IOException">The kernel refused, or it is no regular file.</exception>
    public static AppendFile Open(string path)
    {
        AppendFile file = Open(path, FcntlH.O_RDWR | FcntlH.O_APPEND | FcntlH.O_CREAT);
        // One that was there before may be open to others.
        if ((int)File.GetUnixFileMode(file._file) != OwnerOnly)
            File.SetUnixFileMode(file._file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    /// <summary>Opens a file that is there, to read it.</summary>
    /// <exception cref="IOException">The kernel refused, or it is no regular file.</exception>
    public static AppendFile OpenToRead(string path) => Open(path, FcntlH.O_RDONLY);

    /// <summary>Adds bytes with one write(2): they are not mixed with what others add at the same time.</summary>
    /// <exception cref="IOException">Not all of them could be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nint count;
            while ((count = WriteOnce((int)_file.DangerousGetHandle(), first, (nuint)bytes.Length)) < 0 && Marshal.GetLastPInvokeError() == ErrnoH.EINTR)
            {
            }
            if (count < 0)
                throw Refused(_path);
            // A second write for the rest would be a second line for all who write at the same time.
            if (count < bytes.Length)
                throw new IOException($"{_path}: only {count:#,0} of {bytes.Length:#,0} bytes could be written; is the disk full?");
        }
    }

    /// <summary>Takes the file's lock, unless another process has it; it ends with this object. See flock(2).</summary>
    public bool TryLock() => Lock((int)_file.DangerousGetHandle(), FileH.LOCK_EX | FileH.LOCK_NB) == 0;

    /// <summary>Whether this very file still has that name.</summary>
    public bool IsAt(string path)
    {
        StatX mine, there;
        return GetStatus((int)_file.DangerousGetHandle(), "", StatH.AT_EMPTY_PATH, StatH.STATX_BASIC_STATS, &mine) == 0
            && GetStatus(StatH.AT_FDCWD, path, 0, StatH.STATX_BASIC_STATS, &there) == 0
            && (mine.Inode, mine.DeviceMajor, mine.DeviceMinor) == (there.Inode, there.DeviceMajor, there.DeviceMinor);
    }

    /// <summary>All that is in it.</summary>
    public byte[] ReadAll() => Read(Length);

    /// <summary>Its first bytes, as many as there are.</summary>
    /// <param name="most">At most so many.</param>
    public byte[] Read(long most)
    {
        byte[] bytes = new byte[Math.Min(most, Length)];
        int done = 0;
        while (done < bytes.Length && RandomAccess.Read(_file, bytes.AsSpan(done), done) is > 0 and int count)
            done += count;
        return bytes[..done];
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static AppendFile Open(string path, int flags)
    {
        // Not blocking: a pipe in the file's place would be waited for.
        int fd = OpenOnce(path, flags | FcntlH.O_CLOEXEC | FcntlH.O_NONBLOCK | FcntlH.O_NOCTTY, OwnerOnly);
        if (fd < 0)
        {
            // What open(2) says of a socket: "no such device or address".
            throw Marshal.GetLastPInvokeError() == ErrnoH.ENXIO ? NoFile(path) : Refused(path);
        }
        SafeFileHandle file = new(fd, ownsHandle: true);
        StatX status;
        if (GetStatus(fd, "", StatH.AT_EMPTY_PATH, StatH.STATX_BASIC_STATS, &status) == 0 && (status.Mode & StatH.S_IFMT) == StatH.S_IFREG)
            return new AppendFile(file, path);
        file.Dispose();
        throw NoFile(path);
    }

    private static IOException NoFile(string path) => new($"{path} is no regular file");

    private static IOException Refused(string path) => new($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenOnce(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteOnce(int fd, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, StatX* status);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(int fd, int operation);
}

/// <summary>Constants of <c>&lt;sys/file.h&gt;</c>.</summary>
[CConstant("sys/file.h")]
internal static class FileH
{
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
}

/// <summary>What is known of a file; see statx(2). Unlike <c>struct stat</c> it is the same on every architecture.</summary>
[CStruct("sys/stat.h", "struct statx")]
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatX
{
    [FieldOffset(28), CField("stx_mode")] public ushort Mode;
    [FieldOffset(32), CField("stx_ino")] public ulong Inode;
    [FieldOffset(136), CField("stx_dev_major")] public uint DeviceMajor;
    [FieldOffset(140), CField("stx_dev_minor")] public uint DeviceMinor;
}

/// <summary>Constants of <c>&lt;sys/stat.h&gt;</c> and <c>&lt;fcntl.h&gt;</c>.</summary>
[CConstant("fcntl.h sys/stat.h")]
internal static class StatH
{
    public const int AT_FDCWD = -100;
    public const int AT_EMPTY_PATH = 0x1000;
    public const uint STATX_BASIC_STATS = 0x7ff;
    public const int S_IFMT = 0xf000;
    public const int S_IFREG = 0x8000;
}

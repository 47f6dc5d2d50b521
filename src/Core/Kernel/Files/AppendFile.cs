using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>
/// A regular file that is only added to: opened with O_APPEND, which System.IO does not do (it writes at a position of its own), and
/// readable by its owner alone.
/// </summary>
internal sealed unsafe class AppendFile : IDisposable
{
    private const FilePermissions OwnerOnly = FilePermissions.S_IRUSR | FilePermissions.S_IWUSR;

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
        AppendFile file = Open(path, OpenFlags.O_RDWR | OpenFlags.O_APPEND | OpenFlags.O_CREAT);
        // One that was there before may be open to others.
        if ((FilePermissions)File.GetUnixFileMode(file._file) != OwnerOnly)
            File.SetUnixFileMode(file._file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    /// <summary>Opens a file that is there, to read it.</summary>
    /// <exception cref="IOException">The kernel refused, or it is no regular file.</exception>
    public static AppendFile OpenToRead(string path) => Open(path, OpenFlags.O_RDONLY);

    /// <summary>Adds bytes with one write(2): they are not mixed with what others add at the same time.</summary>
    /// <exception cref="IOException">Not all of them could be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nint count;
            while ((count = LibC.WriteOnce((int)_file.DangerousGetHandle(), first, (nuint)bytes.Length)) < 0 && Marshal.GetLastPInvokeError() == ErrnoH.EINTR)
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
    public bool TryLock() => LibC.Lock((int)_file.DangerousGetHandle(), FileH.LOCK_EX | FileH.LOCK_NB) == 0;

    /// <summary>Whether this very file still has that name.</summary>
    public bool IsAt(string path) =>
        Syscall.fstat((int)_file.DangerousGetHandle(), out Stat mine) == 0
        && Syscall.stat(path, out Stat there) == 0
        && (mine.st_ino, mine.st_dev) == (there.st_ino, there.st_dev);

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

    private static AppendFile Open(string path, OpenFlags flags)
    {
        // Not blocking: a pipe in the file's place would be waited for.
        int fd = Syscall.open(path, flags | OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK | OpenFlags.O_NOCTTY, OwnerOnly);
        if (fd < 0)
        {
            // What open(2) says of a socket: "no such device or address".
            throw Marshal.GetLastPInvokeError() == ErrnoH.ENXIO ? NoFile(path) : Refused(path);
        }
        SafeFileHandle file = new(fd, ownsHandle: true);
        if (Syscall.fstat(fd, out Stat status) == 0 && (status.st_mode & FilePermissions.S_IFMT) == FilePermissions.S_IFREG)
            return new AppendFile(file, path);
        file.Dispose();
        throw NoFile(path);
    }

    private static IOException NoFile(string path) => new($"{path} is no regular file");

    private static IOException Refused(string path) => new($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}

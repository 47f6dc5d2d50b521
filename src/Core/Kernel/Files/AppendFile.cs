using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>
/// A regular file that is only added to: opened with O_APPEND, which System.IO does not do (it writes at a position of its own), and
/// readable by its owner alone. No link is followed to it, and one that somebody else made, or that has another name too, is left alone.
/// </summary>
internal sealed unsafe class AppendFile : IDisposable
{
    private const uint OwnerOnly = 0b110_000_000;

    private readonly SafeFileHandle _file;
    private readonly OwnFolder _folder;
    private readonly string _name;

    private AppendFile(SafeFileHandle file, OwnFolder folder, string name) => (_file, _folder, _name) = (file, folder, name);

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
    /// <exception cref="FileRefusedException">The kernel refused, or it is no regular file of this user's with this one name.</exception>
    public static AppendFile Open(OwnFolder folder, string name)
    {
        SafeFileHandle file = Opened(folder, name, FcntlH.O_RDWR | FcntlH.O_APPEND | FcntlH.O_CREAT, out StatX status);
        try
        {
            string path = folder.At(name);
            if (status.Owner != FileCalls.EffectiveUser())
                throw FileRefusedException.Odd(path, $"belongs to another user (uid {status.Owner}); expected a file of the user who runs the sandbox (uid {FileCalls.EffectiveUser()})");
            // None is as good as one: another sandbox has just put a new file into its place.
            if (status.Names > 1)
                throw FileRefusedException.Odd(path, $"has {status.Names:#,0} names, hard links; expected a file with this one name");
            // One that was there before may be open to others, and the umask may have taken rights from a new one.
            if (status.Rights != OwnerOnly && FileCalls.ChangeMode((int)file.DangerousGetHandle(), OwnerOnly) != 0)
                throw FileRefusedException.ByKernel(path);
            return new AppendFile(file, folder, name);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that is there, to read it.</summary>
    /// <exception cref="FileRefusedException">The kernel refused, or it is no regular file.</exception>
    public static AppendFile OpenToRead(OwnFolder folder, string name) => new(Opened(folder, name, FcntlH.O_RDONLY, out _), folder, name);

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
                throw FileRefusedException.ByKernel(_folder.At(_name));
            // A second write for the rest would be a second line for all who write at the same time.
            if (count < bytes.Length)
                throw new IOException($"{_folder.At(_name)}: only {count:#,0} of {bytes.Length:#,0} bytes could be written; is the disk full?");
        }
    }

    /// <summary>Takes the file's lock, unless another process has it; it ends with this object. See flock(2).</summary>
    public bool TryLock() => LibC.Lock((int)_file.DangerousGetHandle(), FileH.LOCK_EX | FileH.LOCK_NB) == 0;

    /// <summary>Whether the last name that led to it has gone: what is in it nobody can read any more.</summary>
    public bool IsGone => FileCalls.StatusOf((int)_file.DangerousGetHandle()) is { Names: 0 };

    /// <summary>How many lines it has.</summary>
    /// <param name="most">At most so many bytes are looked at: a file that is none of ours may have any size.</param>
    public int CountLines(long most)
    {
        byte[] part = new byte[1 << 16];
        int lines = 0;
        for (long at = 0; at < most; at += part.Length)
        {
            int count = RandomAccess.Read(_file, part, at);
            if (count <= 0)
                break;
            lines += part.AsSpan(0, count).Count((byte)'\n');
        }
        return lines;
    }

    /// <summary>Whether this very file still has its name.</summary>
    public bool HasItsName() =>
        FileCalls.StatusOf((int)_file.DangerousGetHandle()) is { } mine
        && FileCalls.StatusAt(_folder.Descriptor, _name) is { } there
        && (mine.Inode, mine.DeviceMajor, mine.DeviceMinor) == (there.Inode, there.DeviceMajor, there.DeviceMinor);

    /// <summary>Its last bytes, as many as there are.</summary>
    /// <param name="most">At most so many.</param>
    public byte[] ReadEnd(long most)
    {
        long length = Length, start = Math.Max(0, length - most);
        return SmallFile.Read(_file, start, length - start);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static SafeFileHandle Opened(OwnFolder folder, string name, int flags, out StatX status) =>
        SmallFile.Open(folder.Descriptor, name, folder.At(name), flags | OpenH.O_NOFOLLOW, OwnerOnly, out status);
}

using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>
/// Writes a file that somebody asked for: it is there whole, or not at all. What is under way has no name, and so is gone when this
/// process is killed; no link is followed, and what is replaced is the name alone, never what another name leads to.
/// </summary>
public static unsafe class NewFile
{
    private const uint ForAll = 0b110_110_110;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="bytes">What.</param>
    /// <param name="replace">Whether a file that is there is replaced.</param>
    /// <exception cref="FileRefusedException">It is there already, or the kernel refused; nothing is left of what was written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool replace)
    {
        (string above, string name) = (Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", Path.GetFileName(path));
        using SafeFileHandle place = Opened(StatH.AT_FDCWD, above, OpenH.O_PATH | OpenH.O_DIRECTORY, path);
        if (FileCalls.StatusAt(Of(place), name) is { } there)
        {
            if (!replace)
                throw FileRefusedException.ByKernel(path, ErrnoH.EEXIST);
            if (there.Type is not (StatH.S_IFREG or StatH.S_IFLNK))
                throw FileRefusedException.Odd(path, FileRefusedException.NoFile(there));
        }
        if (!WriteNameless(Of(place), name, path, bytes, replace))
            WriteBeside(Of(place), name, path, bytes, replace);
    }

    /// <summary>Makes a file for somebody else to write to, as it goes on. One that is there is left alone.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="FileRefusedException">It is there already, or the kernel refused.</exception>
    public static SafeFileHandle Make(string path) =>
        Opened(StatH.AT_FDCWD, path, OpenH.O_WRONLY | FcntlH.O_APPEND | FcntlH.O_CREAT | OpenH.O_EXCL | OpenH.O_NOFOLLOW, path);

    /// <summary>Writes a file that gets its name when it is whole; <c>false</c> where it cannot be had so, for whatever reason: another try says why.</summary>
    private static bool WriteNameless(int place, string name, string path, ReadOnlySpan<byte> bytes, bool replace)
    {
        int fd = FileCalls.OpenAt(place, ".", OpenH.O_TMPFILE | OpenH.O_WRONLY | FcntlH.O_CLOEXEC, ForAll);
        if (fd < 0)
            return false;
        using SafeFileHandle file = new(fd, ownsHandle: true);
        Fill(fd, bytes, path);
        string itself = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{fd}");
        string first = replace ? Beside() : name;
        if (FileCalls.Link(StatH.AT_FDCWD, itself, place, first, StatH.AT_SYMLINK_FOLLOW) != 0)
            return Marshal.GetLastPInvokeError() is ErrnoH.EEXIST ? throw FileRefusedException.ByKernel(path) : false;
        if (replace)
            Place(place, first, name, path, replace);
        return true;
    }

    /// <summary>Writes a file under a name that nobody can guess, and gives it the right one when it is whole.</summary>
    private static void WriteBeside(int place, string name, string path, ReadOnlySpan<byte> bytes, bool replace)
    {
        string first = Beside();
        using SafeFileHandle file = Opened(place, first, OpenH.O_WRONLY | FcntlH.O_CREAT | OpenH.O_EXCL | OpenH.O_NOFOLLOW, path);
        try
        {
            Fill(Of(file), bytes, path);
        }
        catch
        {
            _ = FileCalls.Unlink(place, first, 0);
            throw;
        }
        Place(place, first, name, path, replace);
    }

    private static void Place(int place, string from, string name, string path, bool replace)
    {
        int done = replace
            ? FileCalls.Rename(place, from, place, name)
            : FileCalls.Rename(place, from, place, name, StatH.RENAME_NOREPLACE);
        // Not every file system can rename so; one that can link refuses what is there.
        if (done != 0 && !replace && Marshal.GetLastPInvokeError() == ErrnoH.EINVAL && (done = FileCalls.Link(place, from, place, name, 0)) == 0)
            _ = FileCalls.Unlink(place, from, 0);
        if (done == 0)
            return;
        FileRefusedException refused = FileRefusedException.ByKernel(path);
        _ = FileCalls.Unlink(place, from, 0);
        throw refused;
    }

    private static void Fill(int fd, ReadOnlySpan<byte> bytes, string path)
    {
        fixed (byte* first = bytes)
        {
            for (int done = 0; done < bytes.Length;)
            {
                nint count = LibC.WriteOnce(fd, first + done, (nuint)(bytes.Length - done));
                if (count >= 0)
                    done += (int)count;
                else if (Marshal.GetLastPInvokeError() != ErrnoH.EINTR)
                    throw FileRefusedException.ByKernel(path);
            }
        }
        // A disk that is full, or a quota, may be told of no earlier.
        if (FileCalls.Synchronize(fd) != 0 && Marshal.GetLastPInvokeError() is not (ErrnoH.EINVAL or ErrnoH.EINTR))
            throw FileRefusedException.ByKernel(path);
    }

    private static SafeFileHandle Opened(int folder, string name, int flags, string path)
    {
        int fd = FileCalls.OpenAt(folder, name, flags | FcntlH.O_CLOEXEC, ForAll);
        return fd >= 0 ? new SafeFileHandle(fd, ownsHandle: true) : throw FileRefusedException.ByKernel(path);
    }

    private static string Beside() => $".sandbox-{Guid.NewGuid():N}";

    private static int Of(SafeFileHandle handle) => (int)handle.DangerousGetHandle();
}

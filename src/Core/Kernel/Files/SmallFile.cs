using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>Reads files that somebody else may have put there.</summary>
public static class SmallFile
{
    /// <summary>
    /// The bytes of a regular file, at most one more than <paramref name="most"/>: where that many come, the file is too large.
    /// A pipe is not waited for, a device not read.
    /// </summary>
    /// <exception cref="FileRefusedException">It cannot be read, or is no regular file.</exception>
    public static byte[] Read(string path, int most)
    {
        using SafeFileHandle file = Open(StatH.AT_FDCWD, path, path, FcntlH.O_RDONLY, 0, out _);
        return Read(file, 0, Math.Min(RandomAccess.GetLength(file), most + 1L));
    }

    /// <summary>The same for a file that is this name's alone: neither a link nor a file with another name too is read.</summary>
    /// <exception cref="FileRefusedException">It cannot be read, or is no regular file, or could be another one.</exception>
    public static byte[] ReadUnlinked(string path, int most)
    {
        using SafeFileHandle file = Open(StatH.AT_FDCWD, path, path, FcntlH.O_RDONLY | OpenH.O_NOFOLLOW, 0, out StatX status);
        return status.Names <= 1
            ? Read(file, 0, Math.Min(RandomAccess.GetLength(file), most + 1L))
            : throw FileRefusedException.Odd(path, $"has {status.Names:#,0} names, hard links, and links are not followed; expected a file of its own");
    }

    /// <summary>Whether a path is a link, wherever it leads.</summary>
    /// <param name="path">The path; it need not exist.</param>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>Opens a regular file.</summary>
    internal static SafeFileHandle Open(int folder, string name, string path, int flags, uint mode, out StatX status)
    {
        // Not blocking: a pipe in the file's place would be waited for.
        int fd = FileCalls.OpenAt(folder, name, flags | FcntlH.O_CLOEXEC | FcntlH.O_NONBLOCK | FcntlH.O_NOCTTY, mode);
        if (fd < 0)
            throw FileRefusedException.Of(folder, name, path, followed: (flags & OpenH.O_NOFOLLOW) == 0);
        SafeFileHandle file = new(fd, ownsHandle: true);
        status = FileCalls.StatusOf(fd) ?? default;
        if (status.Type == StatH.S_IFREG)
            return file;
        file.Dispose();
        throw FileRefusedException.Odd(path, FileRefusedException.NoFile(status));
    }

    /// <summary>Bytes of a file, as many as there are.</summary>
    internal static byte[] Read(SafeFileHandle file, long start, long count)
    {
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(done), start + done) is > 0 and int got)
            done += got;
        return done == bytes.Length ? bytes : bytes[..done];
    }
}

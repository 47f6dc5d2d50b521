namespace Sandbox.Core.Kernel.Files;

/// <summary>Reads files that somebody else may have put there.</summary>
public static class SmallFile
{
    /// <summary>
    /// The bytes of a regular file, at most one more than <paramref name="most"/>: where that many come, the file is too large.
    /// A pipe is not waited for, a device not read.
    /// </summary>
    /// <exception cref="IOException">It cannot be read, or is no regular file.</exception>
    public static byte[] Read(string path, int most)
    {
        using AppendFile file = AppendFile.OpenToRead(path);
        return file.Read(most + 1);
    }

    /// <summary>Whether a path is a link, wherever it leads.</summary>
    /// <param name="path">The path; it need not exist.</param>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}

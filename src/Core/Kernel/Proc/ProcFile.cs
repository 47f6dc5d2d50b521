using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>
/// Reads files of <c>/proc</c> by the bare calls of the kernel, off the heap: while a run takes place the processors belong to its
/// workers, and what a host has written each of its children inherits.
/// </summary>
internal static unsafe class ProcFile
{
    /// <summary>Reads a file from its start until it ends or the room does.</summary>
    /// <param name="path">The path, with a zero at its end.</param>
    /// <param name="into">Takes the bytes.</param>
    /// <returns>How many came; 0 where there is no such file, or the process whose it is has gone.</returns>
    public static int Read(ReadOnlySpan<byte> path, Span<byte> into)
    {
        int fd = Open(path), filled = 0;
        if (fd < 0)
            return 0;
        fixed (byte* first = into)
        {
            for (nint got; (got = Raw.PRead(fd, first + filled, (nuint)(into.Length - filled), filled)) > 0; filled += (int)got)
            {
            }
        }
        Raw.Close(fd);
        return filled;
    }

    /// <summary>Opens a file to be read.</summary>
    /// <param name="path">The path, with a zero at its end.</param>
    /// <returns>The descriptor, close-on-exec; negative where it cannot be opened.</returns>
    public static int Open(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
            return Raw.Open(name, FcntlH.O_RDONLY | FcntlH.O_CLOEXEC, 0);
    }
}

using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>Makes a folder with files in it that somebody asked for. One that is there is left alone, whatever it is.</summary>
public static class NewFolder
{
    private const uint ForAll = 0b111_111_111;

    /// <summary>Makes it with files; where that fails, nothing of it is left.</summary>
    /// <param name="path">Where.</param>
    /// <param name="names">The files' names.</param>
    /// <param name="contents">What is in them, in the same order.</param>
    /// <exception cref="FileRefusedException">It is there already, or the kernel refused.</exception>
    public static void Write(string path, string[] names, byte[][] contents)
    {
        if (FileCalls.MakeFolder(StatH.AT_FDCWD, path, ForAll) != 0)
            throw FileRefusedException.ByKernel(path, Marshal.GetLastPInvokeError());
        int made = 0;
        try
        {
            for (; made < names.Length; made++)
                NewFile.Write(Path.Combine(path, names[made]), contents[made], replace: false);
        }
        catch (IOException)
        {
            while (made-- > 0)
                _ = FileCalls.Unlink(StatH.AT_FDCWD, Path.Combine(path, names[made]), 0);
            _ = FileCalls.Unlink(StatH.AT_FDCWD, path, StatH.AT_REMOVEDIR);
            throw;
        }
    }
}

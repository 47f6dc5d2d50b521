using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Files;

/// <summary>Makes a folder with files in it that somebody asked for. One that is there is left alone, whatever it is.</summary>
public static class NewFolder
{
    private const uint ForAll = 0b111_111_111;

    /// <summary>Makes it; where that fails, nothing of it is left.</summary>
    /// <param name="path">Where.</param>
    /// <param name="files">Names and contents.</param>
    /// <exception cref="FileRefusedException">It is there already, or the kernel refused.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        if (FileCalls.MakeFolder(StatH.AT_FDCWD, path, ForAll) != 0)
            throw FileRefusedException.ByKernel(path, Marshal.GetLastPInvokeError());
        List<string> made = [];
        try
        {
            foreach ((string name, byte[] bytes) in files)
            {
                NewFile.Write(Path.Combine(path, name), bytes, replace: false);
                made.Add(name);
            }
        }
        catch (IOException)
        {
            foreach (string name in made)
                _ = FileCalls.Unlink(StatH.AT_FDCWD, Path.Combine(path, name), 0);
            _ = FileCalls.Unlink(StatH.AT_FDCWD, path, StatH.AT_REMOVEDIR);
            throw;
        }
    }
}

using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands;

/// <summary>The file that <c>--output</c> names.</summary>
internal static class OutputFile
{
    /// <summary>Writes it.</summary>
    /// <exception cref="UsageException">It is there already, or it cannot be a file there.</exception>
    /// <exception cref="OutputFailedException">The machine has no room for it.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool force)
    {
        try
        {
            NewFile.Write(path, bytes, force);
        }
        catch (FileRefusedException) when (Folder(path) is { } folder)
        {
            throw NoFolder(folder);
        }
        catch (FileRefusedException refused) when (refused.IsThere)
        {
            throw IsThere(path);
        }
        catch (FileRefusedException refused)
        {
            throw refused.NoRoom
                ? new OutputFailedException(refused.Message)
                : new UsageException($"--output: {Quoted.Of(path)} {Quoted.Bare(refused.Words("written"))}");
        }
    }

    /// <summary>The folder that a file is to be written to, where there is none; otherwise <c>null</c>.</summary>
    public static string? Folder(string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder) ? folder : null;

    /// <summary>What is said of that.</summary>
    public static UsageException NoFolder(string folder) => new($"--output: there is no folder {Quoted.Of(folder)}");

    /// <summary>What is said where a file is there already.</summary>
    public static UsageException IsThere(string path) => new($"--output: {Quoted.Of(path)} is there already; --force writes over it");
}

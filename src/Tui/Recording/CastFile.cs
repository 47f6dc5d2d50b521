using System.Globalization;
using Sandbox.Core.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Recording;

/// <summary>Recordings on the disk: whole, or not there.</summary>
internal static class CastFile
{
    private const int MostNames = 1000;

    /// <summary>What their names end in.</summary>
    public const string Extension = ".cast";

    /// <summary>Writes a recording under the next name that is free in a folder.</summary>
    /// <returns>Where it is, or why it is nowhere.</returns>
    public static Notice WriteNext(Cast cast, string folder)
    {
        int number = 1;
        while (number < MostNames && File.Exists(Path.Combine(folder, NameOf(number))))
            number++;
        try
        {
            Write(Path.Combine(folder, NameOf(number)), cast, replace: false);
            return new Notice($"wrote {NameOf(number)}: asciinema play {NameOf(number)}", Ink.Good);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new Notice($"the recording cannot be written: {Quoted.Bare(refused.Message)}", Ink.Bad);
        }
    }

    /// <summary>Writes a recording.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cast">The recording.</param>
    /// <param name="replace">Whether a file that is there is replaced.</param>
    /// <exception cref="IOException">It is there already, or the disk refused; nothing is left of what was written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, Cast cast, bool replace)
    {
        string whole = Path.GetFullPath(path);
        // In the same folder, so that the last step is a rename, which is done or not done.
        string partial = Path.Combine(Path.GetDirectoryName(whole)!, $".{Path.GetFileName(whole)}.{Environment.ProcessId}");
        try
        {
            using (FileStream file = new(partial, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(cast.Bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(partial, whole, replace);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static string NameOf(int number) => number == 1 ? $"sandbox{Extension}" : string.Create(CultureInfo.InvariantCulture, $"sandbox-{number}{Extension}");
}

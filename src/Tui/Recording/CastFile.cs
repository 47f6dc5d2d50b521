using System.Globalization;
using Sandbox.Core.Kernel.Files;
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
        for (int number = 1; number <= MostNames; number++)
        {
            try
            {
                Write(Path.Combine(folder, NameOf(number)), cast, replace: false);
                return new Notice($"wrote {NameOf(number)}: asciinema play {NameOf(number)}", Ink.Good);
            }
            catch (FileRefusedException refused) when (refused.IsThere)
            {
                // The next name.
            }
            catch (FileRefusedException refused)
            {
                return new Notice($"the recording {Quoted.Bare(refused.Words("written"))}", Ink.Bad);
            }
        }
        return new Notice($"{MostNames:#,0} recordings are there already; the recording was not written", Ink.Bad);
    }

    /// <summary>Writes a recording.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cast">The recording.</param>
    /// <param name="replace">Whether a file that is there is replaced.</param>
    /// <exception cref="FileRefusedException">It is there already, or the disk refused; nothing is left of what was written.</exception>
    public static void Write(string path, Cast cast, bool replace) => NewFile.Write(path, cast.Bytes, replace);

    private static string NameOf(int number) => number == 1 ? $"sandbox{Extension}" : string.Create(CultureInfo.InvariantCulture, $"sandbox-{number}{Extension}");
}

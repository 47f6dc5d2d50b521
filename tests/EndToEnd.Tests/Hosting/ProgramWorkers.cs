using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Programs that tests have as workers: those of the document, and hostile ones.</summary>
internal static partial class ProgramWorkers
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Hostile = new();

    /// <summary>The worker in C that docs/program.md shows.</summary>
    public static Task<string> InC() => Gcc.Program(Block("c sum.c"));

    /// <summary>The one in Python.</summary>
    public static async Task<string> InPython() => await Script(Block("python sum.py"));

    /// <summary>A hostile worker; how it is so is its name.</summary>
    public static Task<string> ThatIs(string name) => Hostile.GetOrAdd(name, _ => new(async () =>
    {
        await using Stream stream = typeof(ProgramWorkers).Assembly.GetManifestResourceStream("hostile-worker.c")!;
        string file = Path.Combine(TestFolders.Create(), name);
        File.Copy(await Gcc.Program(await new StreamReader(stream).ReadToEndAsync()), file);
        return file;
    })).Value;

    /// <summary>A file that may be executed.</summary>
    public static async Task<string> Script(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
    {
        string file = Path.Combine(TestFolders.Create(), "program");
        await File.WriteAllTextAsync(file, text);
        File.SetUnixFileMode(file, mode);
        return file;
    }

    private static string Block(string head) => Blocks().Matches(File.ReadAllText(SourceTree.At("docs", "program.md"))).Single(block => block.Groups["head"].Value == head).Groups["text"].Value;

    [GeneratedRegex("^```(?<head>[^\n]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}

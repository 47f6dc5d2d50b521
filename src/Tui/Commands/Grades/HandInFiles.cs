using Sandbox.Core.Grades;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Grades;

/// <summary>The files that a class handed in. One that cannot be read costs only itself.</summary>
internal static class HandInFiles
{
    private const int MostFiles = 10_000;
    private const long MostBytes = 1L << 30;

    private static readonly string[] Endings = [".json", ".jsonl"];

    /// <summary>Reads files, and those in folders.</summary>
    /// <exception cref="UsageException">A path leads nowhere.</exception>
    public static HandInReading Read(string[] paths, string? field)
    {
        List<HandIn> handIns = [];
        List<SpecProblem> problems = [];
        long bytes = 0;
        foreach ((string path, string student) in paths.SelectMany(path => FilesOf(path, problems)))
        {
            string shown = Quoted.Bare(path);
            if (bytes > MostBytes)
            {
                problems.Add(new SpecProblem(shown, $"the files before it have more than {MostBytes:#,0} bytes together, and it was not read; expected a class, or part of one"));
                break;
            }
            try
            {
                byte[] text = SmallFile.ReadUnlinked(path, HandInReader.MostBytes);
                bytes += text.Length;
                HandInReading read = new HandInReader(shown, text).Read(student, field);
                handIns.AddRange(read.HandIns);
                problems.AddRange(read.Problems);
            }
            catch (FileRefusedException refused)
            {
                problems.Add(new SpecProblem(shown, Quoted.Bare(refused.Words("read"))));
            }
        }
        return new HandInReading([.. handIns], [.. problems]);
    }

    private static IEnumerable<(string Path, string Student)> FilesOf(string path, List<SpecProblem> problems)
    {
        if (!Directory.Exists(path))
        {
            return Path.Exists(path) || SmallFile.IsLink(path)
                ? [(path, Path.GetFileNameWithoutExtension(path))]
                : throw new UsageException($"{Quoted.Of(path)}: there is no such file or folder; expected what scenario run --json printed");
        }
        try
        {
            (string, string)[] found =
            [
                .. Under(path).Select(file => (file, Path.GetFileNameWithoutExtension(file))),
                .. Directory.EnumerateDirectories(path).Where(folder => !SmallFile.IsLink(folder)).Take(MostFiles).Order(StringComparer.Ordinal)
                    .SelectMany(folder => Under(folder).Select(file => (file, Path.GetFileName(folder)))),
            ];
            if (found.Length == 0)
                problems.Add(new SpecProblem(Quoted.Bare(path), $"has no file that ends in {string.Join(" or ", Endings)}; expected what scenario run --json printed"));
            if (found.Length > MostFiles)
                problems.Add(new SpecProblem(Quoted.Bare(path), $"has more than {MostFiles:#,0} files; the others are passed over"));
            return found.Take(MostFiles);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            problems.Add(new SpecProblem(Quoted.Bare(path), $"cannot be read: {Quoted.Bare(refused.Message)}"));
            return [];
        }
    }

    private static IEnumerable<string> Under(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant())).Take(MostFiles + 1).Order(StringComparer.Ordinal);
}

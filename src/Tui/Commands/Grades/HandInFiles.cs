using Sandbox.Core.Grades;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Grades;

/// <summary>The files that a class handed in. One that cannot be read costs only itself.</summary>
/// <param name="field">The field that names the student; <c>null</c> where the file's name does.</param>
internal sealed class HandInFiles(string? field)
{
    private const int MostFiles = 10_000;
    private const long MostBytes = 1L << 30;
    private const string Wanted = "expected what scenario run --json printed";

    private long _bytes;

    /// <summary>What was read.</summary>
    public List<HandIn> HandIns { get; } = [];

    /// <summary>What is wrong with files.</summary>
    public List<SpecProblem> Problems { get; } = [];

    /// <summary>Reads a file, or those in a folder: a file in it is a student's, and so is a folder in it.</summary>
    /// <exception cref="UsageException">The path leads nowhere.</exception>
    public void Read(string path)
    {
        if (!Directory.Exists(path))
        {
            if (!Path.Exists(path) && !SmallFile.IsLink(path))
                throw new UsageException($"{Quoted.Of(path)}: there is no such file or folder; {Wanted}");
            Take(path, Path.GetFileNameWithoutExtension(path));
            return;
        }
        try
        {
            int before = HandIns.Count + Problems.Count;
            foreach (string file in Sorted(Directory.GetFiles(path)))
                TakeNamed(file, Path.GetFileNameWithoutExtension(file));
            foreach (string folder in Sorted(Directory.GetDirectories(path)))
            {
                foreach (string file in SmallFile.IsLink(folder) ? [] : Sorted(Directory.GetFiles(folder)))
                    TakeNamed(file, Path.GetFileName(folder));
            }
            if (HandIns.Count + Problems.Count == before)
                Problems.Add(new SpecProblem(Quoted.Bare(path), $"has no file that ends in .json or .jsonl; {Wanted}"));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Problems.Add(new SpecProblem(Quoted.Bare(path), $"cannot be read: {Quoted.Bare(refused.Message)}"));
        }
    }

    private static string[] Sorted(string[] paths)
    {
        Array.Sort(paths, StringComparer.Ordinal);
        return paths.Length <= MostFiles ? paths : paths[..MostFiles];
    }

    private void TakeNamed(string path, string student)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is ".json" or ".jsonl")
            Take(path, student);
    }

    private void Take(string path, string student)
    {
        string shown = Quoted.Bare(path);
        if (_bytes > MostBytes)
        {
            Problems.Add(new SpecProblem(shown, $"the files before it have more than {MostBytes:#,0} bytes together, and it was not read; expected part of a class"));
            return;
        }
        try
        {
            byte[] text = SmallFile.ReadUnlinked(path, HandInReader.MostBytes);
            _bytes += text.Length;
            HandInReading read = new HandInReader(shown, text).Read(student, field);
            HandIns.AddRange(read.HandIns);
            Problems.AddRange(read.Problems);
        }
        catch (FileRefusedException refused)
        {
            Problems.Add(new SpecProblem(shown, Quoted.Bare(refused.Words("read"))));
        }
    }
}

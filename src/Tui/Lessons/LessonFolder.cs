using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Lessons;

/// <summary>One lesson on the disk: a folder with scenario.json and lesson.md.</summary>
internal static class LessonFolder
{
    public const string JsonName = "scenario.json";
    public const string TextName = "lesson.md";

    /// <summary>Reads a lesson; nothing is started.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="isOwn">Whether it comes with the program: then it may be stored as a package manager likes, with links too.</param>
    public static LessonReading Read(string folder, bool isOwn = false)
    {
        List<SpecProblem> problems = [];
        LessonFile? json = Load(folder, JsonName, isOwn, problems), text = Load(folder, TextName, isOwn, problems);
        // One file missing, and the other is still looked at: everything wrong is told at once.
        LessonReading read = LessonReader.Read(
            IdOf(folder), json ?? new LessonFile(JsonName, []), text ?? new LessonFile(TextName, []));
        IEnumerable<SpecProblem> others = read.Problems.Where(problem =>
            (json is not null || !problem.Origin.StartsWith(JsonName, StringComparison.Ordinal))
            && (text is not null || !problem.Origin.StartsWith(TextName, StringComparison.Ordinal)));
        return new LessonReading(problems.Count == 0 ? read.Lesson : null, [.. problems, .. others]);
    }

    private static string IdOf(string folder)
    {
        try
        {
            return Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        }
        catch (IOException)
        {
            // The working directory was deleted: nothing in it is found either.
            return Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        }
    }

    private static LessonFile? Load(string folder, string name, bool isOwn, List<SpecProblem> problems)
    {
        string path = Path.Combine(folder, name), shown = Quoted.Bare(path);
        try
        {
            return new LessonFile(shown, isOwn ? SmallFile.Read(path, LessonCaps.FileBytes) : SmallFile.ReadUnlinked(path, LessonCaps.FileBytes));
        }
        catch (FileRefusedException refused)
        {
            problems.Add(Path.Exists(path) || SmallFile.IsLink(path)
                ? new SpecProblem(shown, Quoted.Bare(refused.Words("read")))
                : new SpecProblem(shown, $"there is no such file; a scenario is a folder with {JsonName} and {TextName}"));
        }
        return null;
    }
}

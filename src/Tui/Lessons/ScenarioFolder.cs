using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Lessons;

/// <summary>One scenario on the disk: a folder with scenario.json and lesson.md.</summary>
internal static class ScenarioFolder
{
    public const string ScenarioName = "scenario.json";
    public const string LessonName = "lesson.md";

    /// <summary>Reads a scenario; nothing is started.</summary>
    /// <param name="folder">Its folder.</param>
    public static LessonReading Read(string folder)
    {
        List<SpecProblem> problems = [];
        LessonFile? scenario = Load(folder, ScenarioName, problems), lesson = Load(folder, LessonName, problems);
        // One file missing, and the other is still looked at: everything wrong is told at once.
        LessonReading read = LessonReader.Read(
            IdOf(folder), scenario ?? new LessonFile(ScenarioName, []), lesson ?? new LessonFile(LessonName, []));
        IEnumerable<SpecProblem> others = read.Problems.Where(problem =>
            (scenario is not null || !problem.Origin.StartsWith(ScenarioName, StringComparison.Ordinal))
            && (lesson is not null || !problem.Origin.StartsWith(LessonName, StringComparison.Ordinal)));
        return new LessonReading(problems.Count == 0 ? read.Lesson : null, [.. problems, .. others]);
    }

    private static string IdOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static LessonFile? Load(string folder, string name, List<SpecProblem> problems)
    {
        string path = Path.Combine(folder, name), shown = Quoted.Bare(path);
        try
        {
            if (SmallFile.IsLink(path))
                problems.Add(new SpecProblem(shown, "is a link, and links are not followed; expected the file itself"));
            else
                return new LessonFile(shown, SmallFile.Read(path, LessonCaps.FileBytes));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            problems.Add(File.Exists(path) || Directory.Exists(path)
                ? new SpecProblem(shown, $"cannot be read: {Quoted.Bare(refused.Message)}")
                : new SpecProblem(shown, $"there is no such file; a scenario is a folder with {ScenarioName} and {LessonName}"));
        }
        return null;
    }
}

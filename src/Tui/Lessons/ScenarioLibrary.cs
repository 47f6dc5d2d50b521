using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Lessons;

/// <summary>A folder of scenarios.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Origin">Who names it, for messages.</param>
internal sealed record LessonFolder(string Path, string Origin);

/// <summary>Every scenario that there is: the program's own, then those of teachers' folders.</summary>
/// <param name="Scenarios">Those that can be played, in the order of the path of lessons, folder by folder.</param>
/// <param name="Broken">The folders' names of those that cannot.</param>
/// <param name="Problems">What is wrong with them and with the folders.</param>
internal sealed record ScenarioLibrary(ImmutableArray<Lesson> Scenarios, ImmutableArray<string> Broken, ImmutableArray<SpecProblem> Problems)
{
    private const int MostInFolder = 1000;
    private const string Own = "scenarios";

    /// <summary>The program's own folder.</summary>
    /// <param name="programFolder">The folder that the program lies in.</param>
    public static LessonFolder OwnFolder(string programFolder) => new(Path.Combine(programFolder, Own), "the program's own lessons");

    /// <summary>Reads the scenarios of some folders.</summary>
    public static ScenarioLibrary Read(IEnumerable<LessonFolder> folders)
    {
        var scenarios = ImmutableArray.CreateBuilder<Lesson>();
        List<string> broken = [];
        List<SpecProblem> problems = [];
        HashSet<string> ids = [];
        foreach (LessonFolder folder in folders)
        {
            List<Lesson> here = [];
            foreach (string path in FoldersIn(folder, problems))
            {
                LessonReading reading = ScenarioFolder.Read(path);
                problems.AddRange(reading.Problems);
                if (reading.Lesson is not { } scenario)
                    broken.Add(Path.GetFileName(path));
                else if (ids.Add(scenario.Id))
                    here.Add(scenario);
                else
                    problems.Add(new SpecProblem(Quoted.Bare(path), $"there is a scenario {scenario.Id} already; give the folder another name"));
            }
            scenarios.AddRange(here.OrderBy(scenario => scenario.Place ?? int.MaxValue).ThenBy(scenario => scenario.Id, StringComparer.Ordinal));
        }
        return new ScenarioLibrary(scenarios.ToImmutable(), [.. broken], [.. problems]);
    }

    private static string[] FoldersIn(LessonFolder folder, List<SpecProblem> problems)
    {
        try
        {
            string[] found = [.. Directory.EnumerateDirectories(folder.Path).Take(MostInFolder + 1).Order(StringComparer.Ordinal)];
            if (found.Length > MostInFolder)
                problems.Add(new SpecProblem(folder.Origin, $"{Quoted.Of(folder.Path)} has more than {MostInFolder:#,0} folders; the others are passed over"));
            return [.. found.Take(MostInFolder).Where(path => File.Exists(Path.Combine(path, ScenarioFolder.ScenarioName)) || File.Exists(Path.Combine(path, ScenarioFolder.LessonName)))];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(new SpecProblem(folder.Origin, $"the folder {Quoted.Of(folder.Path)} cannot be read: {Quoted.Bare(refused.Message)}"));
            return [];
        }
    }
}

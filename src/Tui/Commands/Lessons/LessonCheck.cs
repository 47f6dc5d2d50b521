using System.CommandLine;
using Sandbox.Core;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary><c>sandbox scenario check</c>: reads a lesson, and where it reads well really runs it.</summary>
internal static class LessonCheck
{
    public static Command Create(CommandContext context)
    {
        Argument<string> path = new("PATH") { Description = "a scenario's folder, its scenario.json, or a folder of scenarios" };
        Option<bool> watch = new("--watch") { Description = "check one scenario at each save, and show it as it will look, until Ctrl-C" };
        Command command = new("check", "say everything that is wrong with a scenario; one that reads well is run, to see whether the runs answer its questions") { path, watch };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(watch))
                return LessonWatch.Watch(context, FoldersOf(parsed.GetValue(path)!));
            using Interruption interruption = new();
            int wrong = 0;
            foreach (string folder in FoldersOf(parsed.GetValue(path)!))
            {
                List<SpecProblem> problems = Check(context, folder, interruption);
                if (interruption.Signal is { } signal)
                {
                    context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the check; its processes have ended");
                    return ExitCode.OfSignal(signal);
                }
                foreach (SpecProblem problem in SpecProblems.Told(problems))
                    context.Error.WriteLine($"sandbox: {problem.Line}");
                wrong += problems.Count;
            }
            return wrong == 0 ? ExitCode.Done : ExitCode.Usage;
        });
        return command;
    }

    private static List<SpecProblem> Check(CommandContext context, string folder, Interruption interruption)
    {
        LessonReading reading = LessonFolder.Read(folder);
        if (reading.Lesson is not { } lesson)
            return [.. reading.Problems];
        return Run(context, lesson, Quoted.Bare(Path.Combine(folder, LessonFolder.TextName)), interruption);
    }

    /// <summary>Runs a lesson that reads well, and says what is wrong with it then.</summary>
    /// <param name="context">What it may touch.</param>
    /// <param name="lesson">The lesson.</param>
    /// <param name="file">How messages name the file of its text.</param>
    /// <param name="interruption">Where a signal came, nothing is said.</param>
    public static List<SpecProblem> Run(CommandContext context, Lesson lesson, string file, Interruption interruption)
    {
        List<RunReport>? reports;
        try
        {
            reports = LessonReports.Of(context, lesson, interruption);
        }
        catch (MachineRefusedException refused) when (refused.BeforeStart && lesson.Steps.Any(step => step.Spec.ModelRow.UsesLauncher))
        {
            // Other software is needed than the kernel: that it is not here says nothing of the lesson.
            context.Output.WriteLine($"{lesson.Id}: cannot run here: {refused.Message}");
            return [];
        }
        if (reports is null)
            return [];
        List<SpecProblem> problems = Judge(lesson, file, reports);
        if (problems.Count == 0)
            context.Output.WriteLine(WellSaid(lesson));
        return problems;
    }

    /// <summary>What is wrong with a lesson that reads well.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="file">How messages name the file of its text.</param>
    /// <param name="reports">What its runs left behind.</param>
    public static List<SpecProblem> Judge(Lesson lesson, string file, List<RunReport> reports) =>
    [
        .. LessonText.TryParse(lesson.Text) is null ? [new SpecProblem(file, "its Markdown is nested too deeply; expected simpler text")] : (SpecProblem[])[],
        .. LessonReports.ProblemsOf(lesson, reports),
    ];

    /// <summary>What is said of a lesson with which nothing is wrong.</summary>
    public static string WellSaid(Lesson lesson) => $"{lesson.Id}: {lesson.Steps.Length} runs, {lesson.Predictions.Count()} questions, each with one answer";

    /// <summary>The folders of the scenarios that a path names: one, or those in a folder.</summary>
    /// <exception cref="UsageException">There is no such folder, or too much in it.</exception>
    public static string[] FoldersOf(string path)
    {
        if (Path.GetFileName(path) is LessonFolder.JsonName or LessonFolder.TextName)
            path = Path.GetDirectoryName(path) is { Length: > 0 } above ? above : ".";
        if (!Directory.Exists(path))
            throw new UsageException($"{Quoted.Of(path)}: there is no such folder; expected a scenario's folder, with {LessonFolder.JsonName} and {LessonFolder.TextName}");
        bool one = File.Exists(Path.Combine(path, LessonFolder.JsonName)) || File.Exists(Path.Combine(path, LessonFolder.TextName));
        string[] several = one ? [] : [.. Directory.EnumerateDirectories(path).Take(LessonLibrary.MostInFolder + 1).Order(StringComparer.Ordinal)];
        return several.Length > LessonLibrary.MostInFolder
            ? throw new UsageException($"{Quoted.Of(path)} has more than {LessonLibrary.MostInFolder:#,0} folders; expected a scenario's folder, or a folder of fewer")
            : several.Length > 0 ? several : [path];
    }
}

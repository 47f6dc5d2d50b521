using System.CommandLine;
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
        Command command = new("check", "say everything that is wrong with a scenario; one that reads well is run, to see whether the runs answer its questions") { path };
        command.SetAction(parsed =>
        {
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
        List<SpecProblem> problems = [];
        string file = Quoted.Bare(Path.Combine(folder, LessonFolder.TextName));
        if (LessonText.TryParse(lesson.Text) is null)
            problems.Add(new SpecProblem(file, "its Markdown is nested too deeply; expected simpler text"));
        foreach (LessonStep step in lesson.Steps)
        {
            IRun run = context.Runner().Start(step.Spec);
            interruption.Stops(run.Stop);
            Task.WaitAny(run.Completion);
            if (interruption.Signal is not null)
                return problems;
            problems.AddRange(Grading.Of(step, [], LessonAccess.WithVerdict(run)).Problems);
        }
        if (problems.Count == 0)
            context.Output.WriteLine($"{lesson.Id}: {lesson.Steps.Length} runs, {lesson.Predictions.Count()} questions, each with one answer");
        return problems;
    }

    private static string[] FoldersOf(string path)
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

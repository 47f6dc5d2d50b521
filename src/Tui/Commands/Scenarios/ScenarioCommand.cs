using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Scenarios;

/// <summary><c>sandbox scenario</c>: <c>list</c>, <c>show</c>, <c>run</c>, <c>check</c>.</summary>
internal static class ScenarioCommand
{
    private static readonly Column[] Columns = [new("id"), new("level"), new("minutes", Right: true), new("best", Right: true), new("title", Wraps: true)];

    /// <param name="context">What it may touch.</param>
    /// <param name="addHelp">Gives a command its help, with an example.</param>
    public static Command Create(CommandContext context, Action<Command, string> addHelp)
    {
        Command command = new("scenario", "lessons: predict what a run will leave behind, run it, see why; list, show, run, check");
        Add(List(context), "sandbox scenario list --json");
        Add(Show(context), "sandbox scenario show wait-for-it");
        Add(ScenarioRun.Create(context, Id), "sandbox scenario run wait-for-it --answers b,SIGSEGV,139 --json");
        Add(ScenarioCheck.Create(context), "sandbox scenario check my-lessons/first");
        return command;

        void Add(Command verb, string example)
        {
            command.Subcommands.Add(verb);
            addHelp(verb, example);
        }

        Argument<string> Id()
        {
            Argument<string> id = new("id") { HelpName = "ID", Description = "a scenario; sandbox scenario list shows them" };
            id.CompletionSources.Add(_ => ScenarioLibrary.Read([ScenarioLibrary.OwnFolder(context.ProgramFolder)])
                .Scenarios.Select(scenario => new System.CommandLine.Completions.CompletionItem(scenario.Id)));
            return id;
        }

        Command Show(CommandContext context)
        {
            Argument<string> id = Id();
            Option<string[]> folders = ScenarioAccess.Folders();
            Command show = new("show", "the text of a lesson, its runs and its questions") { id, folders };
            show.SetAction(parsed =>
            {
                Print(context, ScenarioAccess.Find(ScenarioAccess.Library(context, parsed.GetValue(folders) ?? []), parsed.GetValue(id)!));
                return ExitCode.Done;
            });
            return show;
        }
    }

    private static Command List(CommandContext context)
    {
        Option<string[]> folders = ScenarioAccess.Folders();
        Option<bool> asJson = SharedOptions.Json("one array");
        Command list = new("list", "every lesson, in the order in which they are best taken, and the best that was reached in each") { folders, asJson };
        list.SetAction(parsed =>
        {
            ScenarioLibrary library = ScenarioAccess.Library(context, parsed.GetValue(folders) ?? []);
            ScenarioAccess.Warn(context, library);
            if (parsed.GetValue(asJson))
            {
                context.PrintJson([.. library.Scenarios.Select(ScenarioRow.Of)], ScenarioJson.Default.ScenarioRowArray);
                return ExitCode.Done;
            }
            var best = ProgressFile.Place(context.Environment) is { } path ? new ProgressFile(path).Best() : ImmutableDictionary<string, ProgressEntry>.Empty;
            context.PrintTable(Columns, library.Scenarios.Select(scenario => new Cell[]
            {
                new(scenario.Id, Tone.Id),
                scenario.Level,
                $"{scenario.Minutes}",
                best.TryGetValue(scenario.Id, out ProgressEntry? entry) ? new Cell($"{entry.Right} of {entry.Of}", Tone.Good) : new Cell("-", Tone.Faint),
                scenario.Title,
            }));
            return ExitCode.Done;
        });
        return list;
    }

    private static void Print(CommandContext context, Lesson scenario)
    {
        Line($"{scenario.Title} ({scenario.Id}; {scenario.Level}, {scenario.Minutes} min)");
        Line(scenario.Summary);
        Line("");
        foreach (TextLine line in TextLines.Of(LessonText.Parse(scenario.Text), context.Look.Width))
            Line(line.ToString());
        foreach ((int index, LessonStep step) in scenario.Steps.Index())
        {
            Line("");
            Line($"run {index + 1} of {scenario.Steps.Length}: {RunSpecs.CommandLine(step.Spec)}");
            foreach (Prediction prediction in step.Predictions)
                ScenarioLines.Ask(context, prediction);
        }
        Line("");
        Line($"sandbox scenario run {scenario.Id} asks and runs; sandbox alone opens the lessons on the screen");

        void Line(string text) => context.Output.WriteLine(text);
    }
}

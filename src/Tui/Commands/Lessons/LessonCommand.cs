using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary><c>sandbox scenario</c>: <c>list</c>, <c>show</c>, <c>run</c>, <c>check</c>.</summary>
internal static class LessonCommand
{
    private static readonly Column[] Columns = [new("id"), new("level"), new("minutes", Right: true), new("best", Right: true), new("title", Wraps: true)];

    /// <param name="context">What it may touch.</param>
    /// <param name="addHelp">Gives a command its help, with an example.</param>
    public static Command Create(CommandContext context, Action<Command, string> addHelp)
    {
        Command command = new("scenario", "lessons: predict what a run will leave behind, run it, see why; list, show, run, check");
        Add(List(context), "sandbox scenario list --json");
        Add(Show(context), "sandbox scenario show wait-for-it");
        Add(LessonRun.Create(context, Id), "sandbox scenario run wait-for-it --answers b,SIGSEGV,139 --json");
        Add(LessonCheck.Create(context), "sandbox scenario check my-lessons/first");
        return command;

        void Add(Command verb, string example)
        {
            command.Subcommands.Add(verb);
            addHelp(verb, example);
        }

        Argument<string> Id()
        {
            Argument<string> id = new("ID") { Description = "a scenario; sandbox scenario list shows them" };
            id.CompletionSources.Add(_ => LessonLibrary.Read([LessonLibrary.OwnFolder(context.ProgramFolder)])
                .Lessons.Select(lesson => new System.CommandLine.Completions.CompletionItem(lesson.Id)));
            return id;
        }

        Command Show(CommandContext context)
        {
            Argument<string> id = Id();
            Option<string[]> folders = LessonAccess.Folders();
            Command show = new("show", "the text of a lesson, its runs and its questions") { id, folders };
            show.SetAction(parsed =>
            {
                Print(context, LessonAccess.Find(LessonAccess.Library(context, parsed.GetValue(folders) ?? []), parsed.GetValue(id)!));
                return ExitCode.Done;
            });
            return show;
        }
    }

    private static Command List(CommandContext context)
    {
        Option<string[]> folders = LessonAccess.Folders();
        Option<bool> asJson = SharedOptions.Json("one array");
        Command list = new("list", "every lesson, in the order in which they are best taken, and the best that was reached in each") { folders, asJson };
        list.SetAction(parsed =>
        {
            LessonLibrary library = LessonAccess.Library(context, parsed.GetValue(folders) ?? []);
            LessonAccess.Warn(context, library);
            if (parsed.GetValue(asJson))
            {
                context.PrintJson([.. library.Lessons.Select(LessonRow.Of)], LessonJson.Default.LessonRowArray);
                return ExitCode.Done;
            }
            var best = ProgressFile.Place(context.Environment) is { } path ? new ProgressFile(path).Best() : ImmutableDictionary<string, ProgressEntry>.Empty;
            context.PrintTable(Columns, library.Lessons.Select(lesson => new Cell[]
            {
                new(lesson.Id, Tone.Id),
                lesson.Level,
                $"{lesson.Minutes}",
                best.TryGetValue(lesson.Id, out ProgressEntry? entry) ? new Cell($"{entry.Right} of {entry.Of}", Tone.Good) : new Cell("-", Tone.Faint),
                lesson.Title,
            }));
            return ExitCode.Done;
        });
        return list;
    }

    private static void Print(CommandContext context, Lesson lesson)
    {
        Line($"{lesson.Title} ({lesson.Id}; {lesson.Level}, {lesson.Minutes} min)");
        Line(lesson.Summary);
        Line("");
        foreach (TextLine line in TextLines.Of(LessonText.Parse(lesson.Text), context.Look.Width))
            Line(line.ToString());
        foreach ((int index, LessonStep step) in lesson.Steps.Index())
        {
            Line("");
            Line($"run {index + 1} of {lesson.Steps.Length}: {RunSpecs.CommandLine(step.Spec)}");
            foreach (Prediction prediction in step.Predictions)
                LessonLines.Ask(context, prediction);
        }
        Line("");
        Line($"sandbox scenario run {lesson.Id} asks and runs; sandbox alone opens the lessons on the screen");

        void Line(string text) => context.Output.WriteLine(text);
    }
}

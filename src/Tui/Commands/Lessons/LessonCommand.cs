using System.CommandLine;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary><c>sandbox scenario</c>: <c>list</c>, <c>show</c>, <c>run</c>, <c>new</c>, <c>check</c>.</summary>
internal static class LessonCommand
{
    private static readonly Column[] Columns = [new("id"), new("level"), new("minutes", Right: true), new("best", Right: true), new("open"), new("title", Wraps: true)];

    /// <param name="context">What it may touch.</param>
    /// <param name="addHelp">Gives a command its help, with an example.</param>
    public static Command Create(CommandContext context, Action<Command, string> addHelp)
    {
        Command command = new("scenario", "lessons: predict what a run will leave behind, run it, see why; list, show, run, new, check");
        Add(List(context), "sandbox scenario list --json");
        Add(Show(context), "sandbox scenario show wait-for-it");
        Add(LessonRun.Create(context, Id), "sandbox scenario run wait-for-it --answers b,SIGSEGV,139 --json");
        Add(LessonNew.Create(context), "sandbox scenario new two-children --run \"--model processes --fault kill\"");
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
            Option<bool> teacher = new("--teacher") { Description = "with what a teacher should know: the exercise that it answers, and where the course's own answer is loose" };
            Command show = new("show", "the text of a lesson, its runs and its questions") { id, folders, teacher };
            show.SetAction(parsed =>
            {
                LessonShow.Print(context, LessonAccess.Find(LessonAccess.Library(context, parsed.GetValue(folders) ?? []), parsed.GetValue(id)!), parsed.GetValue(teacher));
                return ExitCode.Done;
            });
            return show;
        }
    }

    private static Command List(CommandContext context)
    {
        Option<string[]> folders = LessonAccess.Folders();
        Option<bool> asJson = SharedOptions.Json("one array");
        Command list = new("list", "every lesson, path by path, in the order in which they are best taken, with the best that was reached in each, what was left halfway and what was missed") { folders, asJson };
        list.SetAction(parsed =>
        {
            LessonLibrary library = LessonAccess.Library(context, parsed.GetValue(folders) ?? []);
            LessonAccess.Warn(context, library);
            if (parsed.GetValue(asJson))
            {
                context.PrintJson([.. library.Lessons.Select(LessonRow.Of)], LessonJson.Default.LessonRowArray);
                return ExitCode.Done;
            }
            LessonProgress progress = ProgressFile.Place(context.Environment) is { } file ? new ProgressFile(file).Read() : LessonProgress.None;
            foreach (string path in LessonPaths.TitlesOf(library.Lessons))
            {
                PathProgress far = new(progress, library.Lessons, path);
                context.Output.WriteLine($"{path}: {far.Done} of {far.Lessons} done{far.Open}");
                context.PrintTable(Columns, library.Lessons.Where(lesson => LessonPaths.TitleOf(lesson) == path).Select(lesson => RowOf(lesson, progress)));
            }
            return ExitCode.Done;
        });
        return list;
    }

    private static Cell[] RowOf(Lesson lesson, LessonProgress progress) =>
    [
        new(lesson.Id, Tone.Id),
        lesson.Level,
        $"{lesson.Minutes}",
        progress.Of(lesson.Id).Best is { } best ? new Cell($"{best.Right} of {best.Of}", Tone.Good) : new Cell("-", Tone.Faint),
        progress.PlaceIn(lesson) is not null ? "halfway" : progress.CountMissed(lesson) is > 0 and var missed ? $"missed {missed}" : "",
        lesson.Title,
    ];
}

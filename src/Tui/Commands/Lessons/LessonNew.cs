using System.CommandLine;
using System.Text;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary><c>sandbox scenario new</c>: makes a lesson's folder, which passes its check at once.</summary>
internal static class LessonNew
{
    public static Command Create(CommandContext context)
    {
        Argument<string> id = new("ID") { Description = "what it is called, and its folder: small letters, digits and dashes" };
        Option<string?> folder = new("--in") { HelpName = "DIR", Description = "the folder of scenarios that it is made in; without it the working directory" };
        Option<string?> title = new("--title") { HelpName = "TEXT", Description = "its title" };
        Option<string?> summary = new("--summary") { HelpName = "TEXT", Description = "what it asks, in one line" };
        Option<string?> level = new("--level") { HelpName = string.Join('|', Lesson.Levels), Description = "how hard it is" };
        Option<string?> run = new("--run") { HelpName = "OPTIONS", Description = "what is run, as options of sandbox run in one text" };
        Option<string?> ask = new("--ask") { HelpName = "TEXT", Description = "the question; without --choice it is one for the verdict" };
        Option<string[]> choices = new("--choice")
        {
            HelpName = "'TEXT := FIELD=VALUE'",
            Description = "what can be chosen, and when it is right; to be said again",
            Arity = ArgumentArity.ZeroOrMore,
        };
        level.CompletionSources.Add([.. Lesson.Levels]);
        Command command = new("new", "make the folder of a lesson, complete and with comments; on a terminal, without options, it asks for what goes in") { id, folder, title, summary, level, run, ask, choices };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(id)!, path = Path.Combine(parsed.GetValue(folder) ?? "", name);
            if (!Lesson.IsId(name))
                throw new UsageException($"{Quoted.Of(name)} is no name for a scenario; expected small letters, digits and dashes, at most 40 of them");
            if (Path.Exists(path) || SmallFile.IsLink(path))
                throw IsThere(path);
            LessonDraft plain = new(name);
            bool asks = context.InputIsTerminal && !new Option[] { title, summary, level, run, ask, choices }.Any(option => parsed.GetResult(option) is { Implicit: false });
            using Interruption interruption = new();
            LessonDraft? draft = asks ? new LessonDialogue(context, interruption.Came).Ask(plain) : plain with
            {
                Title = parsed.GetValue(title) ?? plain.Title,
                Summary = parsed.GetValue(summary) ?? plain.Summary,
                Level = parsed.GetValue(level) ?? plain.Level,
                Run = parsed.GetValue(run) ?? plain.Run,
                Ask = parsed.GetValue(ask) ?? plain.Ask,
                Choices = parsed.GetValue(choices) ?? [],
            };
            if (draft is null)
                return Left(context, interruption);
            return Make(context, draft, path, interruption);
        });
        return command;
    }

    private static int Make(CommandContext context, LessonDraft draft, string path, Interruption interruption)
    {
        if ((draft.RunProblem is { } run ? $"--run: {run}" : draft.ChoiceProblem is { } choice ? $"--choice: {choice}" : null) is { } problem)
            throw new UsageException(problem);
        if (LessonReports.Of(context, Read(draft), interruption) is not [var report])
            return Left(context, interruption);
        // Now that the verdict is known, a statement can be made of it.
        draft = draft with { Verdict = report.Verdict?.Word ?? "" };
        SpecProblem[] problems = [.. LessonReports.ProblemsOf(Read(draft), [report])];
        if (problems.Length > 0)
            throw new UsageException(problems);
        try
        {
            NewFolder.Write(path, [LessonFolder.JsonName, LessonFolder.TextName], [Encoding.UTF8.GetBytes(draft.Json()), Encoding.UTF8.GetBytes(draft.Text())]);
        }
        catch (FileRefusedException refused) when (refused.IsThere)
        {
            throw IsThere(path);
        }
        catch (FileRefusedException refused)
        {
            throw refused.NoRoom ? new OutputFailedException(refused.Message) : new UsageException($"{Quoted.Of(path)} {Quoted.Bare(refused.Words("made"))}");
        }
        string shown = Quoted.Bare(path);
        context.Output.WriteLine($"made {shown}: {VerdictSentence.Of(report)}");
        context.Output.WriteLine($"edit {Path.Combine(shown, LessonFolder.JsonName)} and {Path.Combine(shown, LessonFolder.TextName)}; sandbox scenario check --watch {shown} shows it at each save");
        return ExitCode.Done;
    }

    private static Lesson Read(LessonDraft draft)
    {
        LessonReading reading = LessonReader.Read(
            draft.Id,
            new LessonFile($"what would be {LessonFolder.JsonName}", Encoding.UTF8.GetBytes(draft.Json())),
            new LessonFile($"what would be {LessonFolder.TextName}", Encoding.UTF8.GetBytes(draft.Text())));
        return reading.Lesson ?? throw new UsageException(reading.Problems);
    }

    private static UsageException IsThere(string path) => new($"{Quoted.Of(path)} is there already, and nothing is written over; expected a new name");

    private static int Left(CommandContext context, Interruption interruption)
    {
        context.Output.WriteLine();
        context.Output.Flush();
        context.Error.WriteLine("sandbox: nothing was made");
        return interruption.Signal is { } signal ? ExitCode.OfSignal(signal) : ExitCode.Usage;
    }
}

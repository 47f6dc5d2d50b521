using System.CommandLine;
using Sandbox.Core.Grades;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Lessons;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Grades;

/// <summary><c>sandbox grade</c>: what a class answered, by student and by question.</summary>
internal static class GradeCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "files that scenario run --json printed, or folders of them; a folder in a folder is a student's",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> by = new("--by") { HelpName = "FIELD", Description = "the field of each object that names the student; without it the file's name does, or that of its folder" };
        Option<bool> again = new("--run-again") { Description = "run each lesson again, and grade by what happens here; where a file says otherwise, that is said" };
        Option<bool> asCsv = new("--csv") { Description = "print comma-separated values, a row for each student, in place of tables" };
        Option<bool> asJson = SharedOptions.Json("one object");
        Option<string[]> folders = LessonAccess.Folders();
        Command command = new("grade", "the answers of a class to lessons: a table by student and question, with totals, and what was missed most")
        {
            paths, by, again, folders, asCsv, asJson,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(asCsv) && parsed.GetValue(asJson))
                throw new UsageException("grade: --csv and --json exclude each other; expected one of them");
            HandInFiles files = new(parsed.GetValue(by));
            foreach (string path in parsed.GetValue(paths)!)
                files.Read(path);
            if (parsed.GetValue(again))
            {
                using Interruption interruption = new();
                if (!RunAgain(context, LessonAccess.Library(context, parsed.GetValue(folders) ?? []), interruption, files))
                    return EndedBy(context, interruption.Signal ?? 0);
            }
            GradeSheet sheet = new(files.HandIns);
            if (parsed.GetValue(asJson))
                context.Output.WriteLine(GradeJson.Of(sheet, files.Problems));
            else if (parsed.GetValue(asCsv))
                GradeText.Csv(context, sheet);
            else
                GradeText.Tables(context, sheet);
            context.Output.Flush();
            foreach (SpecProblem problem in files.Problems)
                context.Error.WriteLine($"sandbox: {problem.Line}");
            return files.Problems.Count == 0 ? ExitCode.Done : ExitCode.Usage;
        });
        return command;
    }

    /// <summary>Runs each lesson once, and puts what happened into the place of what the files say; <c>false</c> where a signal ended it.</summary>
    private static bool RunAgain(CommandContext context, LessonLibrary library, Interruption interruption, HandInFiles files)
    {
        // What happened, by lesson and question; a lesson alone stands there when it was run.
        Dictionary<string, string?> truth = [];
        foreach (HandIn handIn in files.HandIns)
        {
            if (!truth.ContainsKey(handIn.Lesson) && Find(library, handIn.Lesson) is { } lesson)
            {
                if (LessonReports.Of(context, lesson, interruption) is not { } reports)
                    return false;
                truth[lesson.Id] = null;
                for (int step = 0; step < reports.Count; step++)
                {
                    foreach (Graded graded in Grading.Of(lesson.Steps[step], [], reports[step]).Questions)
                        truth[$"{lesson.Id}\0{graded.Prediction.Ask}"] = graded.Actual;
                }
            }
            Judge(handIn, truth, files.Problems);
        }
        return true;
    }

    private static Lesson? Find(LessonLibrary library, string id)
    {
        foreach (Lesson lesson in library.Lessons)
        {
            if (lesson.Id == id)
                return lesson;
        }
        return null;
    }

    private static void Judge(HandIn handIn, Dictionary<string, string?> truth, List<SpecProblem> problems)
    {
        if (!truth.ContainsKey(handIn.Lesson))
        {
            problems.Add(new SpecProblem(handIn.Origin, $"there is no lesson {handIn.Lesson} here to run again, and it is graded as the file says; sandbox scenario list shows which there are"));
            return;
        }
        foreach (HandedAnswer answer in handIn.Answers)
        {
            if (truth.TryGetValue($"{handIn.Lesson}\0{answer.Ask}", out string? actual))
                answer.Happened(actual);
            else
                problems.Add(new SpecProblem(handIn.Origin, $"{handIn.Lesson} does not ask {Quoted.Of(answer.Ask)} here; that question is graded as the file says"));
        }
    }

    private static int EndedBy(CommandContext context, int signal)
    {
        context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the grading; its processes have ended");
        return ExitCode.OfSignal(signal);
    }
}

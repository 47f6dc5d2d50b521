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
            HandInReading read = HandInFiles.Read(parsed.GetValue(paths)!, parsed.GetValue(by));
            List<HandIn> handIns = [.. read.HandIns];
            List<SpecProblem> problems = [.. read.Problems];
            if (parsed.GetValue(again))
            {
                using Interruption interruption = new();
                if (!RunAgain(context, LessonAccess.Library(context, parsed.GetValue(folders) ?? []), interruption, handIns, problems))
                    return EndedBy(context, interruption.Signal ?? 0);
            }
            GradeSheet sheet = GradeSheet.Of(handIns);
            if (parsed.GetValue(asJson))
                context.PrintJson(SheetJson.Of(sheet, problems), GradeJson.Default.SheetJson);
            else if (parsed.GetValue(asCsv))
                GradeText.Csv(context, sheet);
            else
                GradeText.Tables(context, sheet);
            context.Output.Flush();
            foreach (SpecProblem problem in problems)
                context.Error.WriteLine($"sandbox: {problem.Line}");
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Usage;
        });
        return command;
    }

    /// <summary>Runs each lesson once, and puts what happened into the place of what the files say; <c>false</c> where a signal ended it.</summary>
    private static bool RunAgain(CommandContext context, LessonLibrary library, Interruption interruption, List<HandIn> handIns, List<SpecProblem> problems)
    {
        Dictionary<string, Dictionary<string, string?>?> truths = [];
        for (int index = 0; index < handIns.Count; index++)
        {
            HandIn handIn = handIns[index];
            if (!truths.TryGetValue(handIn.Lesson, out Dictionary<string, string?>? truth))
            {
                Lesson? lesson = library.Lessons.FirstOrDefault(one => one.Id == handIn.Lesson);
                if (lesson is not null && LessonReports.Of(context, lesson, interruption) is { } reports)
                    truth = Truth(lesson, reports);
                if (interruption.Signal is not null)
                    return false;
                truths[handIn.Lesson] = truth;
            }
            if (truth is null)
                problems.Add(new SpecProblem(handIn.Origin, $"there is no lesson {handIn.Lesson} here to run again; expected one that sandbox scenario list shows"));
            else
                handIns[index] = handIn with { Answers = [.. handIn.Answers.Select(answer => Judged(answer, handIn, truth, problems))] };
        }
        return true;
    }

    private static Dictionary<string, string?> Truth(Lesson lesson, List<RunReport> reports)
    {
        Dictionary<string, string?> truth = [];
        foreach ((LessonStep step, RunReport report) in lesson.Steps.Zip(reports))
        {
            foreach (Graded graded in Grading.Of(step, [], report).Questions)
                truth[graded.Prediction.Ask] = graded.Actual;
        }
        return truth;
    }

    private static HandedAnswer Judged(HandedAnswer answer, HandIn handIn, Dictionary<string, string?> truth, List<SpecProblem> problems)
    {
        if (!truth.TryGetValue(answer.Ask, out string? actual))
        {
            problems.Add(new SpecProblem(handIn.Origin, $"{handIn.Lesson} does not ask {Quoted.Of(answer.Ask)} here; that question is graded as the file says"));
            return answer;
        }
        return actual == answer.Actual ? answer : answer with { Actual = actual, Claimed = answer.Actual ?? "" };
    }

    private static int EndedBy(CommandContext context, int signal)
    {
        context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the grading; its processes have ended");
        return ExitCode.OfSignal(signal);
    }
}

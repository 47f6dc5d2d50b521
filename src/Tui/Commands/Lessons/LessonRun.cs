using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary><c>sandbox scenario run</c>: a lesson in lines, or graded for a script.</summary>
internal static class LessonRun
{
    public static Command Create(CommandContext context, Func<Argument<string>> makeId)
    {
        Argument<string> id = makeId();
        Option<string> answers = new("--answers")
        {
            HelpName = "A[,B...]",
            Description = "the answers to all questions, in order: a letter, a number, a signal, a verdict, a worker; without it they are asked for",
        };
        Option<string[]> folders = LessonAccess.Folders();
        Option<bool> asJson = SharedOptions.Json("one object with grades and reports");
        Command command = new("run", "play a lesson: predict, run, compare, explain") { id, answers, folders, asJson };
        command.SetAction(parsed =>
        {
            Lesson lesson = LessonAccess.Find(LessonAccess.Library(context, parsed.GetValue(folders) ?? []), parsed.GetValue(id)!);
            string[]? given = parsed.GetValue(answers) is { } text ? Given(lesson, text) : null;
            return new Play(context, lesson, given, parsed.GetValue(asJson)).ToItsEnd();
        });
        return command;
    }

    /// <summary>The answers of the command line; all of them are looked at before anything is started.</summary>
    private static string[] Given(Lesson lesson, string text)
    {
        Prediction[] predictions = [.. lesson.Predictions];
        string[] words = text.Split(',');
        if (words.Length != predictions.Length)
            throw new UsageException($"--answers: {lesson.Id} has {predictions.Length} questions, and {words.Length} answers were given; sandbox scenario show {lesson.Id} lists them");
        string?[] read = [.. words.Zip(predictions, (word, prediction) => Answers.Read(prediction, word))];
        ImmutableArray<string> wrong =
        [
            .. Enumerable.Range(0, words.Length).Where(index => read[index] is null)
                .Select(index => $"--answers: answer {index + 1}: {Answers.Refusal(predictions[index], words[index])}"),
        ];
        return wrong.IsEmpty ? [.. read.OfType<string>()] : throw new UsageException(wrong);
    }

    /// <summary>One lesson under way.</summary>
    private sealed class Play(CommandContext context, Lesson lesson, string[]? given, bool json)
    {
        private readonly List<ProgressLine> _known = [];
        private int _asked;
        private bool _inputEnded;
        private CancellationToken _leave;

        public int ToItsEnd()
        {
            SettingsReading settings = KeyChoices.Read(context.Settings);
            foreach (LessonStep step in lesson.Steps)
                RunSpecs.CheckCaps(step.Spec, settings.Caps);
            List<StepResult> results = [];
            using Interruption interruption = new();
            _leave = interruption.Came;
            if (!json)
                context.Output.WriteLine($"{lesson.Title}: {lesson.Summary}");
            foreach ((int index, LessonStep step) in lesson.Steps.Index())
            {
                if (!json)
                    Introduce(index, step);
                ImmutableArray<string?> answers = [.. step.Predictions.Select(AnswerTo)];
                if (interruption.Signal is { } early)
                    return EndedBy(early);
                IRun run = context.Runner().Start(step.Spec, new RunControl(Shown: true));
                interruption.Stops(run.Stop);
                Task.WaitAny(run.Completion);
                if (interruption.Signal is { } signal)
                    return EndedBy(signal);
                RunReport report = LessonAccess.WithVerdict(run);
                if (settings.History)
                    HistoryAccess.Keep(context, report);
                StepOutcome outcome = Grading.Of(step, answers, report);
                results.Add(ResultOf(step, outcome, report));
                if (ProgressLine.OfQuestions(lesson.Id, outcome.Questions) is { } line)
                    _known.Add(line);
                foreach (SpecProblem problem in outcome.Problems)
                    context.Error.WriteLine($"sandbox: {problem.Origin}: {problem.Message}");
                if (!json)
                    Tell(report, outcome);
            }
            return End(results);
        }

        private int EndedBy(int signal)
        {
            context.Output.Flush();
            context.Error.WriteLine($"sandbox: {SignalTable.NameOf(signal)} ended the lesson; its processes have ended");
            return ExitCode.OfSignal(signal);
        }

        private int End(List<StepResult> results)
        {
            PredictionResult[] all = [.. results.SelectMany(result => result.Predictions)];
            LessonResult result = new(lesson.Id, lesson.Title, all.Count(prediction => prediction.Correct == true), all.Length, [.. results]);
            if (json)
                context.PrintJson(result, LessonJson.Default.LessonResult);
            else
                context.Output.WriteLine($"\n{result.Right} of {result.Of} predictions came true");
            context.Output.Flush();
            // Looking at a lesson does not count as taking it.
            if (all.Any(prediction => prediction.Answer is null))
                return ExitCode.Done;
            _known.Add(ProgressLine.OfEnd(lesson.Id, new LessonScore(result.Right, result.Of)));
            LessonAccess.Keep(context, _known);
            return ExitCode.Done;
        }

        private void Introduce(int index, LessonStep step)
        {
            context.Output.WriteLine($"\nrun {index + 1} of {lesson.Steps.Length}: {RunSpecs.CommandLine(step.Spec)}");
            foreach (TextLine line in TextLines.Of(step.Intro.Length > 0 ? [TextBlock.Of(step.Intro)] : [], context.Look.Width))
                context.Output.WriteLine(line.ToString());
        }

        private void Tell(RunReport report, StepOutcome outcome)
        {
            context.Output.Write($"\n{RunText.Table(report, context.Look)}");
            context.Output.WriteLine($"\n{VerdictSentence.Of(report)}");
            LessonLines.Tell(context, outcome);
        }

        private string? AnswerTo(Prediction prediction)
        {
            if (given is not null)
            {
                if (!json)
                    LessonLines.Ask(context, prediction);
                return given[_asked++];
            }
            if (json || _inputEnded)
                return null;
            LessonLines.Ask(context, prediction);
            while (true)
            {
                context.Output.Write("your prediction: ");
                context.Output.Flush();
                if (context.ReadLine(_leave) is not { } line)
                {
                    // Nobody is there: the run is shown all the same, unless a signal is why.
                    context.Output.WriteLine();
                    _inputEnded = true;
                    return null;
                }
                if (Answers.Read(prediction, line) is { } answer)
                    return answer;
                context.Output.WriteLine(Answers.Refusal(prediction, line));
            }
        }

        private static StepResult ResultOf(LessonStep step, StepOutcome outcome, RunReport report) => new(
            RunSpecs.CommandLine(step.Spec),
            [.. outcome.Questions.Select(graded => new PredictionResult(
                graded.Prediction.Kind, graded.Prediction.Ask, graded.Answer, graded.Actual, graded.Correct, graded.Because, graded.Problem))],
            [.. outcome.Explanation.Select(claim => new ClaimResult(claim.Claim.Text, claim.Holds, claim.Cells.ToDictionary(cell => cell.What, cell => cell.Value)))],
            report);
    }
}

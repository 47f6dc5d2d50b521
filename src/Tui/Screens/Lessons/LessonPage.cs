using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>What stands on the page of an open lesson, as text; and which of it is to be chosen from.</summary>
internal static class LessonPage
{
    /// <summary>Rows around the workers in their table: its rule, its head, the host.</summary>
    public const int TableAround = 3;

    /// <summary>Rows of the table of workers below the text; 0 where it is not shown.</summary>
    public static int TableRows(AppModel model, Size room)
    {
        LessonsModel lessons = model.Lessons;
        bool shown = lessons.Stage == LessonStage.Observe && lessons.Waiting || lessons.Stage == LessonStage.Explain && model.Seen?.Report == lessons.Report;
        return shown && model.Seen is { } run ? Math.Min(run.WorkerCount, Math.Max(3, room.Rows / 4)) + TableAround : 0;
    }

    /// <summary>What stands on the page.</summary>
    public static IEnumerable<TextBlock> Blocks(AppModel model)
    {
        LessonsModel lessons = model.Lessons;
        return (lessons.Stage, lessons.CurrentStep) switch
        {
            (LessonStage.Read, _) => lessons.Text,
            (LessonStage.Predict, { } step) => Questions(model, lessons, step),
            (LessonStage.Observe, { } step) => Predicted(lessons, step),
            (LessonStage.Explain, _) when lessons.Outcomes is [.., var outcome] => Explained(model, lessons, outcome),
            (LessonStage.End, _) => Ended(model, lessons),
            _ => [],
        };
    }

    private static IEnumerable<TextBlock> Questions(AppModel model, LessonsModel lessons, LessonStep step)
    {
        foreach (TextBlock block in Setup(step))
            yield return block;
        // Those that are answered already stand above: what is asked may speak of them.
        foreach (TextBlock block in AnswersSoFar(lessons, step))
            yield return block;
        if (lessons.Question is not { } question)
            yield break;
        yield return TextBlock.Of(question.Ask, Ink.Strong);
        foreach (TextBlock block in Options(model, lessons))
            yield return block;
    }

    private static IEnumerable<TextBlock> Options(AppModel model, LessonsModel lessons)
    {
        bool letters = lessons.Stage == LessonStage.Predict, verdicts = lessons.Question is Prediction.OfVerdict;
        foreach ((int index, string choice) in lessons.Choices.Index())
        {
            bool lit = index == lessons.Cursor;
            Ink ink = lit ? Ink.Strong : Ink.Plain;
            string mark = $"{(lit ? model.Glyphs.Pointer : " ")} {(letters ? $"{Answers.LetterOf(index)}  " : "")}";
            // A word that is to be chosen says what it means.
            ImmutableArray<Words> words = verdicts ? [new Words($"{choice}: ", Ink.Title), new Words(OutcomeWords.Verdicts[index].Means, ink)] : [new Words(choice, ink)];
            yield return new TextBlock(mark, mark.Length, words, Apart: index == 0) { Choice = index };
        }
    }

    private static IEnumerable<TextBlock> Predicted(LessonsModel lessons, LessonStep step)
    {
        foreach (TextBlock block in Setup(step).Concat(AnswersSoFar(lessons, step)))
            yield return block;
        yield return lessons.Waiting
            ? TextBlock.Of("It runs now, for real.", Ink.Strong)
            : TextBlock.Of("Enter runs it.", Ink.Strong);
    }

    private static IEnumerable<TextBlock> Setup(LessonStep step)
    {
        if (step.Intro.Length > 0)
            yield return TextBlock.Of(step.Intro);
        yield return TextBlock.Of($"$ {RunSpecs.CommandLine(step.Spec)}", Ink.Accent);
    }

    private static IEnumerable<TextBlock> AnswersSoFar(LessonsModel lessons, LessonStep step)
    {
        bool apart = true;
        foreach ((int index, string? answer) in lessons.Answers.Index().Where(one => one.Item is not null))
        {
            yield return TextBlock.Of($"{step.Predictions[index].Ask} You say: {Said(step.Predictions[index], answer!)}", Ink.Dim, mark: $"{index + 1}. ", apart: apart);
            apart = false;
        }
    }

    private static IEnumerable<TextBlock> Explained(AppModel model, LessonsModel lessons, StepOutcome outcome)
    {
        if (lessons.Report is { } report)
            yield return TextBlock.Of(VerdictSentence.Of(report), VerdictLook.InkOf(report.Verdict));
        foreach (Graded graded in outcome.Questions.Where(question => lessons.Review is null || question.Answer is not null))
        {
            (string mark, Ink ink) = graded.Correct switch
            {
                true => ($"{model.Glyphs.Right} right ", Ink.Good),
                false => ($"{model.Glyphs.Wrong} wrong ", Ink.Bad),
                null => ($"{model.Glyphs.Unknown} no telling ", Ink.Warning),
            };
            yield return new TextBlock(mark, mark.Length, [new Words(graded.Prediction.Ask, ink)], Apart: true);
            if (graded.Answer is { } answer && graded.Correct != true)
                yield return TextBlock.Of($"you said: {Said(graded.Prediction, answer)}", indent: 2, apart: false);
            yield return TextBlock.Of(graded.Actual is { } actual ? $"it was: {Said(graded.Prediction, actual)}" : graded.Problem ?? "", Ink.Strong, indent: 2, apart: false);
            if (graded.Because is { } because)
                yield return TextBlock.Of(because, indent: 2, apart: false);
            if (graded.Cells is { IsEmpty: false } cells)
                yield return TextBlock.Of(string.Join(", ", cells.Select(cell => $"{cell.What} = {cell.Value}")), Ink.Dim, indent: 4, apart: false);
        }
        yield return TextBlock.Of("Below each: what proves it, fields of the run's report (run --json).", Ink.Dim);
        foreach (CheckedClaim claim in outcome.Explanation)
        {
            yield return TextBlock.Of(claim.Claim.Text);
            foreach (ReportCell cell in claim.Cells)
                yield return new TextBlock("", 4, [new Words($"{cell.What} = ", Ink.Dim), new Words(cell.Value, Ink.Accent)], Apart: false);
            if (claim.Holds == false)
                yield return TextBlock.Of("This run contradicts it.", Ink.Warning, indent: 4, apart: false);
        }
    }

    private static IEnumerable<TextBlock> Ended(AppModel model, LessonsModel lessons)
    {
        bool all = lessons.Right == lessons.Asked;
        yield return TextBlock.Of($"{lessons.Right} of {lessons.Asked} predictions came true.", all ? Ink.Good : Ink.Strong);
        yield return TextBlock.Of(all ? "You know this one." : "What surprised you is what you have learned. The lesson can be played again at any time.");
        if (model.Lessons.Current?.FollowUps is [var follow, ..])
        {
            yield return TextBlock.Of($"Now change one thing: {follow.Title}", Ink.Strong);
            yield return TextBlock.Of($"$ {RunSpecs.CommandLine(follow.Spec)}", Ink.Accent, indent: 2, apart: false);
            yield return TextBlock.Of($"{KeyTable.KeyOf(model, ScreenAction.Try)} sets it up in the view {model.First.Title}.", indent: 2, apart: false);
        }
        foreach (TextBlock block in Options(model, lessons))
            yield return block;
    }

    private static string Said(Prediction prediction, string answer) =>
        prediction is Prediction.OfChoice { Choices: var choices } ? choices[answer[0] - 'a'].Text : answer;
}

using System.Collections.Immutable;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Lessons;

/// <summary>What stands on the page of an open lesson, as text; which row the cursor is on; how far it can be scrolled.</summary>
internal static class LessonPage
{
    private const int Head = 2;
    private const int Widest = 92;

    /// <summary>Rows of the table of workers below the text, with its rule and its head; 0 where it is not shown.</summary>
    public static int TableRows(AppModel model, Size room)
    {
        LessonsModel lessons = model.Lessons;
        bool shown = lessons.Stage == LessonStage.Observe && lessons.Waiting || lessons.Stage == LessonStage.Explain && model.Seen?.Report == lessons.Report;
        return shown && model.Seen is { } run ? Math.Min(run.WorkerCount, Math.Max(3, room.Rows / 4)) + 2 : 0;
    }

    /// <summary>Rows of text.</summary>
    public static int Rows(AppModel model, Size room) => Math.Max(1, room.Rows - Head - TableRows(model, room));

    /// <summary>The highest first line that makes sense.</summary>
    public static int LastTop(AppModel model, Size room) => Math.Max(0, LinesOf(model, room).Length - Rows(model, room));

    /// <summary>The page's lines.</summary>
    public static ImmutableArray<TextLine> LinesOf(AppModel model, Size room) => TextLines.Of(Blocks(model), Math.Min(Widest, room.Columns - 4));

    private static IEnumerable<TextBlock> Blocks(AppModel model)
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
        foreach (TextBlock block in AnswersSoFar(lessons, step))
            yield return block;
        if (lessons.Question is not { } question)
            yield break;
        yield return TextBlock.Of(question.Ask, Ink.Strong);
        foreach (TextBlock block in Options(model, lessons))
            yield return block;
        if (lessons.Choices.IsEmpty)
        {
            yield return TextBlock.Of($"{lessons.Typed}_", Ink.Accent, indent: 2, mark: $"{model.Glyphs.Pointer} ");
            yield return TextBlock.Of($"Type {Answers.Allowed(question)}, then Enter.", Ink.Dim, indent: 2);
        }
        else
        {
            yield return TextBlock.Of("A letter, or Up and Down, then Enter.", Ink.Dim, indent: 2);
        }
    }

    private static IEnumerable<TextBlock> Options(AppModel model, LessonsModel lessons)
    {
        bool letters = lessons.Stage == LessonStage.Predict;
        foreach ((int index, string choice) in lessons.Choices.Index())
        {
            bool lit = index == lessons.Cursor;
            string mark = $"{(lit ? model.Glyphs.Pointer : " ")} {(letters ? $"{Answers.LetterOf(index)}  " : "")}";
            yield return TextBlock.Of(choice, lit ? Ink.Strong : Ink.Plain, mark: mark, apart: index == 0);
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
        foreach ((int index, string? answer) in lessons.Answers.Index())
            yield return TextBlock.Of($"{step.Predictions[index].Ask} You say: {Said(step.Predictions[index], answer!)}", Ink.Dim, mark: $"{index + 1}. ", apart: index == 0);
    }

    private static IEnumerable<TextBlock> Explained(AppModel model, LessonsModel lessons, StepOutcome outcome)
    {
        if (lessons.Report is { } report)
            yield return TextBlock.Of(VerdictSentence.Of(report), VerdictLook.InkOf(report.Verdict));
        foreach (Graded graded in outcome.Questions)
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
        }
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
        foreach (TextBlock block in Options(model, lessons))
            yield return block;
    }

    private static string Said(Prediction prediction, string answer) =>
        prediction is Prediction.OfChoice { Choices: var choices } ? choices[answer[0] - 'a'].Text : answer;
}

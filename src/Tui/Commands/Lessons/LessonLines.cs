using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Commands.Lessons;

/// <summary>Questions and explanations as lines.</summary>
internal static class LessonLines
{
    /// <summary>A question with what can be answered.</summary>
    public static void Ask(CommandContext context, Prediction prediction)
    {
        List<TextBlock> blocks = [TextBlock.Of(prediction.Ask, indent: 2)];
        if (prediction is Prediction.OfChoice { Choices: var choices })
            blocks.AddRange(choices.Select((choice, index) => TextBlock.Of(choice.Text, indent: 4, mark: $"{Answers.LetterOf(index)}) ", apart: false)));
        else if (prediction is Prediction.OfVerdict)
            blocks.AddRange(OutcomeWords.Verdicts.Select(row => TextBlock.Of($"{row.Word}: {row.Means}", indent: 4, apart: false)));
        else
            blocks.Add(TextBlock.Of($"({Answers.Allowed(prediction)})", indent: 4, apart: false));
        context.Output.WriteLine();
        Print(context, blocks);
    }

    /// <summary>What came of a step.</summary>
    public static void Tell(CommandContext context, StepOutcome outcome)
    {
        foreach (Graded graded in outcome.Questions)
        {
            string verdict = graded.Correct switch { true => "right", false => "wrong", null => graded.Actual is null ? "no telling" : "not predicted" };
            string answer = graded.Answer is { } given ? $"you said {Said(graded.Prediction, given)}; " : "";
            string actual = graded.Actual is { } happened ? $"it was {Said(graded.Prediction, happened)}" : graded.Problem ?? "";
            Print(context, [TextBlock.Of($"{answer}{actual}", indent: 2, mark: $"{verdict}: ", apart: false)]);
            if (graded.Because is { } because)
                Print(context, [TextBlock.Of(because, indent: 4, apart: false)]);
        }
        foreach (CheckedClaim claim in outcome.Explanation)
        {
            context.Output.WriteLine();
            Print(context, [TextBlock.Of(claim.Claim.Text, indent: 2), .. claim.Cells.Select(cell => TextBlock.Of($"{cell.What}: {cell.Value}", indent: 4, apart: false))]);
        }
    }

    /// <summary>An answer as it is said: a choice with its text.</summary>
    public static string Said(Prediction prediction, string answer) => prediction is Prediction.OfChoice { Choices: var choices }
        ? $"{answer}) {choices[answer[0] - 'a'].Text}"
        : answer;

    private static void Print(CommandContext context, IEnumerable<TextBlock> blocks)
    {
        foreach (TextLine line in TextLines.Of(blocks, context.Look.Width))
            context.Output.WriteLine(line.ToString());
    }
}

using System.Globalization;
using System.Text;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Tui.Commands.Printing;
using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;
using Cell = Sandbox.Tui.Commands.Printing.Cell;

namespace Sandbox.Tui.Commands.Matrix;

/// <summary>The matrix as text for people: faults down, models across, and below it why cells are empty.</summary>
internal static class MatrixText
{
    /// <summary>What stands in a cell that was not run, and in one that is never run.</summary>
    public const string NotRun = "not run", Never = "n/a", Refused = "refused";

    /// <summary>The text, without a line end after the last line.</summary>
    public static string Of(MatrixTally tally, Look look)
    {
        MatrixPlan plan = tally.Plan;
        StringBuilder text = new();
        text.Append(TableText.Of(
            look,
            [new("fault"), .. plan.Models.Select(model => new Column(model, Wraps: plan.Repeat > 1))],
            plan.Faults.Select((fault, row) => (Cell[])
            [
                new(fault, Tone.Id),
                .. plan.Models.Select((_, column) => CellOf(tally, plan.At(row, column), look.Lines ? Glyphs.Unicode : Glyphs.Ascii)),
            ])));
        text.Append('\n');
        foreach (string note in Notes(tally))
            text.Append(note).Append('\n');
        return text.Append(Summary(plan)).ToString();
    }

    /// <summary>What all runs had in common.</summary>
    public static string Summary(MatrixPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"each cell {Times(plan.Repeat)}: {plan.Like.Workers:#,0} workers, {plan.Like.Length:#,0} elements; what never ends by itself is ended after {plan.Like.Timeout} s");

    /// <summary>A line for each cell that is never run, or that the machine refused.</summary>
    public static IEnumerable<string> Notes(MatrixTally tally)
    {
        for (int at = 0; at < tally.Cells.Length; at++)
        {
            MatrixCell cell = tally.Plan.Cells[at];
            if (cell.Refusal is { } never)
                yield return $"{Never}: {cell.Fault} with {cell.Model}: {never}";
            if (tally.Cells[at].Refusal is { } refused)
                yield return $"{Refused}: {cell.Fault} with {cell.Model}: {Core.Text.Quoted.Bare(refused)}";
        }
    }

    /// <summary>How often each verdict came, the most hurtful first: <c>spread 2, contained 8</c>.</summary>
    public static string Counts(CellTally cell) => string.Join(
        ", ",
        cell.Counts.Select((count, verdict) => (Count: count, Verdict: (Verdict)verdict)).Where(pair => pair.Count > 0).Reverse()
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Verdict.Word} {pair.Count:#,0}")));

    private static Cell CellOf(MatrixTally tally, int at, Glyphs glyphs)
    {
        CellTally cell = tally.Cells[at];
        if (cell.Verdict is { } verdict)
        {
            string words = tally.Plan.Repeat == 1 ? VerdictLook.Words(verdict, glyphs) : $"{VerdictLook.Words(verdict, glyphs)[..2]}{Counts(cell)}";
            return new Cell(words, verdict.Words.Harmless ? Tone.Good : Tone.Bad);
        }
        return cell.Refusal is not null ? new Cell(Refused, Tone.Bad) : new Cell(tally.Plan.Cells[at].Spec is null ? Never : NotRun, Tone.Faint);
    }

    private static string Times(int repeat) => repeat == 1 ? "one run" : string.Create(CultureInfo.InvariantCulture, $"{repeat:#,0} runs");
}

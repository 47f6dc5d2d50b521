using System.Text;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Matrix;

/// <summary>The matrix as a table in Markdown, with the notes as a list.</summary>
internal static class MatrixMarkdown
{
    public static string Of(MatrixTally tally)
    {
        MatrixPlan plan = tally.Plan;
        StringBuilder text = new();
        Row(["fault", .. plan.Models]);
        Row(Enumerable.Repeat("---", plan.Models.Length + 1));
        for (int row = 0; row < plan.Faults.Length; row++)
            Row([$"`{plan.Faults[row]}`", .. Enumerable.Range(0, plan.Models.Length).Select(column => CellOf(tally, plan.At(row, column)))]);
        text.Append('\n');
        string[] notes = [.. MatrixText.Notes(tally)];
        foreach (string note in notes)
            text.Append("- ").Append(note).Append('\n');
        return text.Append(notes.Length > 0 ? "\n" : "").Append(MatrixText.Summary(plan)).ToString();

        void Row(IEnumerable<string> cells) =>
            text.Append("| ").Append(string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))).Append(" |\n");
    }

    private static string CellOf(MatrixTally tally, int at)
    {
        CellTally cell = tally.Cells[at];
        if (cell.Verdict is { } verdict)
            return tally.Plan.Repeat == 1 ? verdict.Word : MatrixText.Counts(cell);
        return cell.Refusal is not null ? MatrixText.Refused : tally.Plan.Cells[at].Spec is null ? MatrixText.Never : MatrixText.NotRun;
    }
}

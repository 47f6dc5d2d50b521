using System.Collections.Immutable;
using Sandbox.Core.Checking;
using Sandbox.Core.Text;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands.Robust;

/// <summary>The matrix of a program as text for people.</summary>
internal static class RobustnessText
{
    private static readonly string[] Heads = ["inject", "survives", "reports", "hangs", "lies", "what shows it"];

    public static string Of(ImmutableArray<Robustness> rows, Look look, bool markdown) => markdown ? Markdown(rows) : TableText.Of(
        look,
        [.. Heads.Select((head, at) => new Column(head, Wraps: at == Heads.Length - 1))],
        rows.Select(row => (Cell[])
        [
            new(row.Inject, Tone.Id), Yes(row.Survives, good: true), Yes(row.Reports, good: true), Yes(row.Hangs, good: false), Yes(row.Lies, good: false), Quoted.Bare(row.Why),
        ])).TrimEnd('\n');

    private static string Markdown(ImmutableArray<Robustness> rows) => string.Join('\n',
    [
        Line(Heads), Line(Heads.Select(_ => "---")),
        .. rows.Select(row => Line([$"`{row.Inject}`", Word(row.Survives), Word(row.Reports), Word(row.Hangs), Word(row.Lies), Quoted.Bare(row.Why)])),
    ]);

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    private static Cell Yes(bool? answer, bool good) => new(Word(answer), answer is not { } yes ? Tone.Faint : yes == good ? Tone.Good : Tone.Bad);

    private static string Word(bool? answer) => answer switch { true => "yes", false => "no", null => "-" };
}

using System.CommandLine;
using Sandbox.Core.History;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Commands;

/// <summary><c>sandbox compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create(CommandContext context)
    {
        Argument<string> first = Run("A", "the first run, by its id in sandbox history"), second = Run("B", "the second run");
        Option<bool> asJson = SharedOptions.Json("one object");
        Command command = new("compare", "two runs of the history side by side, or two traces: what differs, then what is the same") { first, second, asJson };
        command.SetAction(parsed =>
        {
            IReadOnlyList<HistoryEntry> entries = HistoryAccess.Read(context, out _);
            HistoryEntry a = HistoryAccess.Find(entries, parsed.GetValue(first)!), b = HistoryAccess.Find(entries, parsed.GetValue(second)!);
            Comparison comparison = Comparison.Of(a, b) ?? throw new UsageException($"{a.Id} is a {(a.Report is null ? "trace" : "run")}, and {b.Id} is a {(b.Report is null ? "trace" : "run")}; expected two runs, or two traces");
            if (parsed.GetValue(asJson))
                context.PrintJson(AsObject(a, b, comparison), HistoryJson.Default.ComparisonObject);
            else
                Print(context, a, b, comparison);
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> Run(string name, string description) => new(name) { Description = description };

    private static ComparisonObject AsObject(HistoryEntry a, HistoryEntry b, Comparison comparison) => new(
        a.Id,
        b.Id,
        [.. comparison.Differs.Select(row => new DifferenceRow(row.What, row.A, row.B))],
        [.. comparison.Same.Select(row => new SameRow(row.What, row.A))]);

    private static void Print(CommandContext context, HistoryEntry a, HistoryEntry b, Comparison comparison)
    {
        foreach (HistoryEntry entry in new[] { a, b })
            context.Output.WriteLine($"{entry.Id}  {HistoryCommand.Time(context, entry)}  {entry.ShownCommand}");
        context.Output.WriteLine();
        if (comparison.Differs.Length > 0)
        {
            context.PrintTable(
                [new("differs"), new(a.Id, Wraps: true), new(b.Id, Wraps: true)],
                comparison.Differs.Select(row => new Cell[] { new(row.What, Tone.Id), row.A, row.B }));
            context.Output.WriteLine();
        }
        context.PrintTable(
            [new("the same"), new("in both", Wraps: true)],
            comparison.Same.Select(row => new Cell[] { new(row.What, Tone.Id), row.A }));
    }
}

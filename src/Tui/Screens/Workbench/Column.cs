using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>One column: what stands at its head, how wide it is, and what it says of a worker of which all is known.</summary>
internal sealed record Column(string Head, int Width, bool AtRight, Func<WorkerReport, string> Text, Func<WorkerReport, Ink>? Ink = null)
{
    /// <summary>What rows are sorted by, from a worker's index: a number, times in microseconds. What is unknown comes last.</summary>
    public static Func<int, long> Ranks(string head, RunModel run) => head switch
    {
        ColumnId.Index => index => index,
        ColumnId.Host => index => RankHosts.Of(RankHosts.Plan(run.Spec.Hosts, run.Spec.Workers), index),
        ColumnId.Life => index => WorkerFacts.Report(run, index)?.Lives.Length ?? WorkerFacts.Snapshot(run, index).Life,
        ColumnId.Pid => index => WorkerFacts.Pid(run, index),
        ColumnId.Tid => index => WorkerFacts.Tid(run, index) is > 0 and int tid ? tid : long.MaxValue,
        ColumnId.State => index => WorkerFacts.Severity(run, index),
        ColumnId.Status or ColumnId.Meaning => index => WorkerFacts.Status(run, index)?.Raw ?? long.MaxValue,
        ColumnId.Right => index => WorkerFacts.Report(run, index)?.Correct switch { false => 0, true => 1, null => 2 },
        ColumnId.Sum => index => WorkerFacts.Report(run, index)?.Sum ?? long.MaxValue,
        ColumnId.Expected => index => WorkerFacts.Report(run, index)?.ExpectedSum ?? long.MaxValue,
        _ => Extra(head, run),
    };

    private static Func<int, long> Extra(string head, RunModel run)
    {
        Func<WorkerReport, long?> rank = ExtraColumns.Find(head).Rank;
        return index => (WorkerFacts.Report(run, index) is { } report ? rank(report) : null) ?? long.MaxValue;
    }
}

using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>One column: how wide it is, and what it says of a worker of which all is known.</summary>
internal sealed record Column(ColumnId Id, string Head, int Width, bool AtRight, Func<WorkerReport, string> Text, Func<WorkerReport, Ink>? Ink = null)
{
    /// <summary>What rows are sorted by: a number, times in microseconds. What is unknown comes last.</summary>
    public static long Rank(ColumnId id, RunModel run, int index)
    {
        WorkerReport? report = WorkerFacts.Report(run, index);
        return id switch
        {
            ColumnId.Index => index,
            ColumnId.Pid => WorkerFacts.Pid(run, index),
            ColumnId.State => WorkerFacts.Severity(run, index),
            ColumnId.Status or ColumnId.Meaning => WorkerFacts.Status(run, index)?.Raw ?? long.MaxValue,
            ColumnId.Right => report?.Correct switch { false => 0, true => 1, null => 2 },
            ColumnId.Sum => report?.Sum ?? long.MaxValue,
            ColumnId.Expected => report?.ExpectedSum ?? long.MaxValue,
            ColumnId.Faults => report?.Usage?.MinorFaults ?? long.MaxValue,
            ColumnId.User => Micro(report?.Usage?.UserMs),
            ColumnId.System => Micro(report?.Usage?.SystemMs),
            ColumnId.Started => Micro(report?.StartedMs),
            ColumnId.Ended => Micro(report?.EndedMs),
            ColumnId.Reaped => Micro(report?.ReapedMs),
            ColumnId.Shared => report?.Pages?.Shared ?? long.MaxValue,
            ColumnId.Private => report?.Pages?.Private ?? long.MaxValue,
            ColumnId.Rss => report?.Usage?.MaxRssKiB ?? long.MaxValue,
            _ => WorkerFacts.Tid(run, index) is > 0 and int tid ? tid : long.MaxValue,
        };
    }

    private static long Micro(double? milliseconds) => milliseconds is { } known ? (long)(known * 1000) : long.MaxValue;
}

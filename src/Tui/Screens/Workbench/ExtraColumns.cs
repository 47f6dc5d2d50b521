using System.Collections.Immutable;
using Sandbox.Core;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>A column of numbers.</summary>
/// <param name="Shown">As it is drawn.</param>
/// <param name="Rank">What rows are sorted by; <c>null</c> where the number is unknown.</param>
internal sealed record ExtraColumn(Column Shown, Func<WorkerReport, long?> Rank);

/// <summary>
/// The columns that come after the fixed ones: a row each, in the order in which they take what room there is. Those that find none are on the next
/// pages of columns.
/// </summary>
internal static class ExtraColumns
{
    private const int Usual = 8;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ExtraColumn> All { get; } =
    [
        Count("faults", worker => worker.Usage?.MinorFaults),
        Time("user ms", worker => worker.Usage?.UserMs),
        Time("sys ms", worker => worker.Usage?.SystemMs),
        Time("ended ms", worker => worker.EndedMs, 9),
        Time("reaped ms", worker => worker.ReapedMs, 9),
        Time("started ms", worker => worker.StartedMs, 10),
        Count("shared", worker => worker.Pages?.Shared),
        Count("private", worker => worker.Pages?.Private),
        Count("rss KiB", worker => worker.Usage?.MaxRssKiB),
    ];

    /// <summary>The one with a head.</summary>
    public static ExtraColumn Find(string head)
    {
        foreach (ExtraColumn column in All)
        {
            if (column.Shown.Head == head)
                return column;
        }
        throw new SandboxBugException($"no column {head}");
    }

    private static ExtraColumn Count(string head, Func<WorkerReport, long?> number, int width = Usual) =>
        new(new Column(head, width, true, worker => number(worker) is { } known ? Numbers.Plain(known) : ""), number);

    private static ExtraColumn Time(string head, Func<WorkerReport, double?> milliseconds, int width = Usual) => new(
        new Column(head, width, true, worker => Numbers.Milliseconds(milliseconds(worker))),
        worker => milliseconds(worker) is { } known ? (long)(known * 1000) : null);
}

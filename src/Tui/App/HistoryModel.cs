using System.Collections.Immutable;
using Sandbox.Core.History;

namespace Sandbox.Tui.App;

/// <summary>A run of the history, with the moment as the clock on the wall had it.</summary>
internal sealed record PastRun(HistoryEntry Entry, string When);

/// <summary>The view of the history.</summary>
internal sealed record HistoryModel
{
    /// <summary>The runs, newest first; <c>null</c> where they were not read yet.</summary>
    public ImmutableArray<PastRun>? Runs { get; init; }

    /// <summary>What was wrong with the history; <c>null</c> where nothing was.</summary>
    public string? Problem { get; init; }

    /// <summary>The row of the cursor.</summary>
    public int Selected { get; init; }

    /// <summary>The ids of the marked runs, two at most, in the order in which they were marked.</summary>
    public ImmutableArray<string> Marked { get; init; } = [];

    /// <summary>The comparison of the marked runs; <c>null</c> where the list is shown.</summary>
    public RunComparison? Comparison { get; init; }

    /// <summary>The first row of the comparison that is seen.</summary>
    public int Top { get; init; }

    /// <summary>The run with an id.</summary>
    public PastRun? Find(string id)
    {
        foreach (PastRun run in Runs ?? [])
        {
            if (run.Entry.Id == id)
                return run;
        }
        return null;
    }
}

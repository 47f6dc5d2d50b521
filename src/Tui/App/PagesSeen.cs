using System.Collections.Immutable;
using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.App;

/// <summary>One worker's page map as it was seen last.</summary>
/// <param name="Worker">The worker's index.</param>
/// <param name="Reading">Where it comes from, and its counts.</param>
/// <param name="Cells">Its cells; nobody changes them.</param>
/// <param name="Process">Its process as /proc showed it, for the last time where it is gone; <c>null</c> where nobody saw it.</param>
internal sealed record WorkerPages(int Worker, PageReading Reading, PageState[] Cells, ProcStat? Process);

/// <summary>The page maps of a run as they were seen last.</summary>
internal sealed class PagesSeen
{
    private readonly WorkerPages?[] _workers;

    private PagesSeen(PageGrid grid, WorkerPages?[] workers) => (Grid, _workers) = (grid, workers);

    public static PagesSeen None { get; } = new(default, []);

    /// <summary>How cells stand for pages; no cells where nothing was seen.</summary>
    public PageGrid Grid { get; }

    /// <summary>What was seen of a worker, or <c>null</c>.</summary>
    public WorkerPages? this[int worker] => worker < _workers.Length ? _workers[worker] : null;

    /// <summary>Some worker's map, of one that was seen if there is one.</summary>
    public WorkerPages? Any
    {
        get
        {
            foreach (WorkerPages? seen in _workers)
            {
                if (seen is { Reading.Source: not PageMapSource.Nowhere })
                    return seen;
            }
            return null;
        }
    }

    /// <summary>With some maps seen anew.</summary>
    public PagesSeen With(PageGrid grid, ImmutableArray<WorkerPages> pages, int workers)
    {
        var next = new WorkerPages?[Math.Max(workers, _workers.Length)];
        _workers.CopyTo(next, 0);
        foreach (WorkerPages seen in pages)
        {
            if (seen.Worker < next.Length)
                next[seen.Worker] = seen with { Process = seen.Process ?? next[seen.Worker]?.Process };
        }
        return new PagesSeen(grid, next);
    }
}

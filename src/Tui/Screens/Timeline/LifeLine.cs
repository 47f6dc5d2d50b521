using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>Fills a row of cells with the life of a worker, or with the waits of the parent.</summary>
internal static class LifeLine
{
    /// <summary>A worker's life. What happened at one moment stands over what lasted.</summary>
    public static void Worker(RunModel run, int index, TimeAxis axis, Life[] cells)
    {
        Array.Clear(cells);
        foreach (RunEvent.Restarting ended in run.LivesOver)
        {
            if (ended.Worker == index)
                Before(ended.Life, axis, cells);
        }
        WorkerTimes times = WorkerTimes.Of(run, index);
        if (times.Started is not { } started)
            return;
        double over = times.Reaped ?? run.UntilMs;
        Fill(axis, cells, started, over, Life.Running);
        if (times is { Fault: { } failing, Ended: null })
            Fill(axis, cells, failing, over, Life.InFault);
        Stops(run, index, axis, cells, over);
        // Where nobody noted the death, it is a zombie from when it was seen as one.
        if ((times.Exact ? times.LastAct : Seen(run, index)) is { } dead)
            Fill(axis, cells, dead, over, Life.Zombie);
        Mark(axis, cells, started, Life.Started);
        if (times.Reaped is { } reaped)
            Mark(axis, cells, reaped, Life.Reaped);
        if (times.Fault is { } announced)
            Mark(axis, cells, announced, Life.Fault);
    }

    /// <summary>A life after which the worker was started again; it died at its last act, or a little later.</summary>
    private static void Before(LifeReport life, TimeAxis axis, Life[] cells)
    {
        if (life is not { StartedMs: { } started, ReapedMs: { } reaped })
            return;
        Fill(axis, cells, started, reaped, Life.Running);
        if (life.EndedMs is { } ended)
            Fill(axis, cells, ended, reaped, Life.Zombie);
        Mark(axis, cells, started, Life.Started);
        Mark(axis, cells, reaped, Life.Reaped);
        if (life is { EndedMs: { } fault, Status.Signaled: true })
            Mark(axis, cells, fault, Life.Fault);
    }

    /// <summary>The parent's waits, as its host told of them: each that blocks from its beginning to its return.</summary>
    public static void Parent(RunModel run, TimeAxis axis, Life[] cells)
    {
        Array.Clear(cells);
        if (!run.HasChildren)
            return;
        for (int at = 0; at < run.Waits.Count; at++)
        {
            WaitCall call = run.Waits[at].Call;
            if (call is { Call.Blocks: true, BeganMs: { } began })
                Fill(axis, cells, began, call.AtMs, Life.Blocked);
        }
        if (run is { Live: true, Waiting: { } waiting })
            Fill(axis, cells, waiting.AtMs, run.ElapsedMs, Life.Blocked);
        for (int at = 0; at < run.Waits.Count; at++)
        {
            RunEvent.Waited waited = run.Waits[at];
            Mark(axis, cells, waited.AtMs, waited.Worker is null && !waited.Call.Call.Blocks ? Life.Polled : Life.Returned);
        }
    }

    private static double? Seen(RunModel run, int index) => run.ZombiesSeen.TryGetValue(index, out double seen) ? seen : null;

    /// <summary>Where it was stopped and continued, as far as the parent's waits told, or it was seen from outside.</summary>
    private static void Stops(RunModel run, int index, TimeAxis axis, Life[] cells, double over)
    {
        double? since = null;
        for (int at = 0; at < run.Waits.Count; at++)
        {
            RunEvent.Waited waited = run.Waits[at];
            if (waited.Worker != index || waited.Call.Status is not { } status)
                continue;
            if (status.Stopped)
            {
                since ??= waited.AtMs;
            }
            else if (since is { } from)
            {
                Fill(axis, cells, from, waited.AtMs, Life.Stopped);
                since = null;
            }
        }
        if (since is { } still)
            Fill(axis, cells, still, over, Life.Stopped);
        foreach (Stand stand in run.StandsSeen)
        {
            if (stand.Worker == index)
                Fill(axis, cells, stand.FromMs, stand.UntilMs ?? over, Life.Stopped);
        }
    }

    /// <summary>What lasted from one moment to another.</summary>
    public static void Fill(TimeAxis axis, Life[] cells, double from, double until, Life life)
    {
        if (until < axis.FromMs || from > axis.UntilMs || until < from)
            return;
        int last = Math.Min(axis.CellOf(until), cells.Length - 1);
        for (int cell = Math.Max(axis.CellOf(from), 0); cell <= last; cell++)
            cells[cell] = life;
    }

    /// <summary>What happened at a moment.</summary>
    public static void Mark(TimeAxis axis, Life[] cells, double at, Life life)
    {
        int cell = axis.CellOf(at);
        if (cell >= 0 && cell < cells.Length)
            cells[cell] = life;
    }
}

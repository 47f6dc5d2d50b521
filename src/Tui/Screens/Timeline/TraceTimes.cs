using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.Trace;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>The processes of a traced program on a timeline; on top, where the parent of the chosen one waits. All of it was seen by the tracer: nothing is sampled.</summary>
internal sealed class TraceTimes(TraceModel trace) : ITimes
{
    private readonly TraceTree _tree = trace.Tree;

    public int Count => _tree.Processes.Count;

    public int Chosen => trace.Process?.Number ?? 0;

    public string Rows => "processes";

    public string Parent => Waiter is { } waiter ? Numbers.Plain(waiter.Pid) : "parent";

    public (double From, double Until) Whole => trace.Live ? TimeAxis.Growing(0, _tree.AtMs) : TimeAxis.Over(0, Math.Max(_tree.AtMs, double.Epsilon));

    /// <summary>Whose waits are shown: the parent of the chosen process, or the program itself.</summary>
    private TracedProcess? Waiter => trace.Process is { Parent: { } parent } ? _tree.Processes[parent] : trace.Process;

    public AppModel Choose(AppModel model, int row) => model with { Trace = model.Trace with { Chosen = row, ChosenByHand = true } };

    public void DrawHead(Canvas canvas, AppModel model, string said)
    {
        canvas.Put(1, 0, "timeline", Ink.Title);
        canvas.PutRight(canvas.Size.Columns - 1, 0, said, Ink.Dim);
        Lines.PutCut(canvas, 1, 1, $"$ {trace.Command}", Ink.Accent, canvas.Size.Columns - 2, model.Glyphs);
    }

    public string Label(int row) => Numbers.Plain(_tree.Processes[row].Pid);

    public bool IsMarked(int row) => _tree.Processes[row] is { End: not null, EndedWell: false };

    public string Words(int row)
    {
        TracedProcess process = _tree.Processes[row];
        string words = $"{TraceRows.Name(process)}: started {Numbers.Milliseconds(process.BornMs)}";
        if (process.EndedMs is { } ended)
            words += $", {process.End} {Numbers.Milliseconds(ended)}";
        if (process.ReapedMs is { } reaped)
            words += $", {(process.Reaped is null ? "gone" : "reaped")} {Numbers.Milliseconds(reaped)}";
        return $"{words} ms";
    }

    public (string Text, Ink Ink)? Zombie(int row) => _tree.Processes[row] switch
    {
        { EndedMs: { } from, ReapedMs: { } to, Reaped: not null } => ($"{Numbers.Milliseconds(to - from)} ms Z", Ink.Dim),
        { EndedMs: { } from, Fate: StatusFate.Zombie } => ($"{Numbers.Milliseconds(_tree.AtMs - from)} ms Z", Ink.Warning),
        _ => null,
    };

    public void Fill(int row, TimeAxis axis, Life[] cells)
    {
        Array.Clear(cells);
        TracedProcess process = _tree.Processes[row];
        LifeLine.Fill(axis, cells, process.BornMs, process.EndedMs ?? _tree.AtMs, Life.Running);
        Stops(process, axis, cells);
        if (process is { EndedMs: { } dead } && process.Fate is StatusFate.Zombie or StatusFate.Looked or StatusFate.ThrownAway)
            LifeLine.Fill(axis, cells, dead, process.ReapedMs ?? _tree.AtMs, Life.Zombie);
        LifeLine.Mark(axis, cells, process.BornMs, Life.Started);
        if ((process.ReapedMs ?? process.EndedMs) is { } gone && process.Fate != StatusFate.Zombie)
            LifeLine.Mark(axis, cells, gone, Life.Reaped);
        if (process.Fatal is { } fatal)
            LifeLine.Mark(axis, cells, fatal.AtMs, Life.Fault);
    }

    public void FillParent(TimeAxis axis, Life[] cells)
    {
        Array.Clear(cells);
        if (Waiter is not { } waiter)
            return;
        Dictionary<int, double> began = [];
        foreach (TraceEvent happened in Of(waiter))
        {
            if (happened is TraceEvent.WaitBegan call)
                began[call.Tid] = call.AtMs;
            else if (happened is TraceEvent.Waited && began.Remove(happened.Tid, out double since))
                LifeLine.Fill(axis, cells, since, happened.AtMs, Life.Blocked);
        }
        foreach (double still in began.Values)
            LifeLine.Fill(axis, cells, still, waiter.EndedMs ?? _tree.AtMs, Life.Blocked);
        foreach (TraceEvent happened in Of(waiter))
        {
            if (happened is TraceEvent.Waited waited)
                LifeLine.Mark(axis, cells, waited.AtMs, waited.Child is null && !waited.Call.Blocks ? Life.Polled : Life.Returned);
        }
    }

    private void Stops(TracedProcess process, TimeAxis axis, Life[] cells)
    {
        double? since = null;
        foreach (TraceEvent happened in Of(process))
        {
            if (happened is TraceEvent.Stopped)
            {
                since ??= happened.AtMs;
            }
            else if (happened is TraceEvent.Continued && since is { } from)
            {
                LifeLine.Fill(axis, cells, from, happened.AtMs, Life.Stopped);
                since = null;
            }
        }
        if (since is { } still)
            LifeLine.Fill(axis, cells, still, process.EndedMs ?? _tree.AtMs, Life.Stopped);
    }

    /// <summary>What is shown of a process's events. A pid may come again: only while it lived.</summary>
    private IEnumerable<TraceEvent> Of(TracedProcess process)
    {
        for (int at = 0; at < _tree.Events; at++)
        {
            TraceEvent happened = trace.Events[at];
            if (happened.AtMs > (process.EndedMs ?? double.MaxValue))
                yield break;
            if (happened.Pid == process.Pid && happened.AtMs >= process.BornMs)
                yield return happened;
        }
    }
}

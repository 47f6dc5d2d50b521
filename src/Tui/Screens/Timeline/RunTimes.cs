using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>The workers of a run on a timeline.</summary>
internal sealed class RunTimes(RunModel run, int chosen) : ITimes
{
    public int Count => run.WorkerCount;

    public int Chosen => chosen;

    public string Rows => "workers";

    public string Parent => "parent";

    (double From, double Until) ITimes.Whole => Whole(run);

    /// <summary>The whole of a run: from the start of its workers to the last that is known of it.</summary>
    public static (double From, double Until) Whole(RunModel run)
    {
        double from = run.RunningMs ?? 0, until = from;
        if (run.Live)
            return TimeAxis.Growing(from, run.ElapsedMs);
        for (int index = 0; index < run.WorkerCount; index++)
        {
            WorkerTimes times = WorkerTimes.Of(run, index);
            until = Math.Max(until, Math.Max(times.Reaped ?? 0, Math.Max(times.Ended ?? 0, times.Fault ?? 0)));
        }
        if (run.Waits.Count > 0)
            until = Math.Max(until, run.Waits[run.Waits.Count - 1].AtMs);
        return TimeAxis.Over(from, until > from ? until : run.UntilMs);
    }

    public AppModel Choose(AppModel model, int row) => model with { Chosen = row };

    public void DrawHead(Canvas canvas, AppModel model, string said) => RunHead.Draw(canvas, model, "timeline", said, Ink.Dim);

    public string Label(int row) => Numbers.Plain(row);

    public bool IsMarked(int row) => run.Spec.Faulty.Contains(row) || row >= run.Spec.Workers;

    public string Words(int row) => TimelineWords.Of(run, row);

    public (string Text, Ink Ink)? Zombie(int row) => WorkerTimes.Of(run, row) is { LastAct: not null } times && run.HasChildren
        ? ($"{(times.Exact ? "" : "<= ")}{Numbers.Milliseconds(times.ZombieMs(run.UntilMs))} ms Z", times.Reaped is null ? Ink.Warning : Ink.Dim)
        : null;

    public void Fill(int row, TimeAxis axis, Life[] cells) => LifeLine.Worker(run, row, axis, cells);

    public void FillParent(TimeAxis axis, Life[] cells) => LifeLine.Parent(run, axis, cells);
}

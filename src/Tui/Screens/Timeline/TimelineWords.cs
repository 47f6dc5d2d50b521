using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>A worker's times in words.</summary>
internal static class TimelineWords
{
    public static string Of(RunModel run, int index)
    {
        WorkerTimes times = WorkerTimes.Of(run, index);
        string who = index >= run.Spec.Workers ? "the intruder" : $"worker {Numbers.Plain(index)}";
        if (times.Started is not { } started)
            return $"{who}: not started";
        if (run.Spec.Restart > 0)
            who += $", life {Numbers.Plain(run.LivesOver.Count(over => over.Worker == index && over.Life.ReapedMs != times.Reaped) + 1)}";
        string words = $"{who}: started {Numbers.Milliseconds(started)}";
        if (times.Fault is { } fault)
            words += $", fault {Numbers.Milliseconds(fault)}";
        foreach (Stand stand in run.StandsSeen.Where(stand => stand.Worker == index))
            words += $", seen stopped {Numbers.Milliseconds(stand.FromMs)}{(stand.UntilMs is { } until ? $" to {Numbers.Milliseconds(until)}" : "")}";
        if (times.Ended is { } ended)
            words += $", ended {Numbers.Milliseconds(ended)}";
        if (times.Reaped is { } reaped)
            words += $", {(run.HasChildren ? "reaped" : "joined")} {Numbers.Milliseconds(reaped)}";
        return $"{words} ms{(times.ZombieMs(run.UntilMs) is { } zombie && run.HasChildren ? $"; a zombie for {(times.Exact ? "" : "at most ")}{Numbers.Milliseconds(zombie)} ms" : "")}";
    }
}

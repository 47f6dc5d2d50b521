using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Tests.Screens;

namespace Sandbox.Tui.Tests.Tools;

/// <summary>Page maps and steps told to a screen, the same every time.</summary>
internal static class PageStories
{
    /// <summary>40 MB in pages of 4 KiB.</summary>
    private static readonly PageGrid Grid = new(9_766, 1);

    /// <summary>Four workers and an intruder that has come through half of the array; the last worker has not touched all of it.</summary>
    public static Screen Intruder(Screen screen, string model = "processes")
    {
        screen.With(RunSettings.Model, model).With(RunSettings.Fault, "corrupt-array").Press("r").Tell(new Message.RunStarted(5)).Tell(Board(WorkerStage.AtGate));
        return screen.Tell(new Message.PagesRead(Grid, [.. Enumerable.Range(0, 5).Select(worker => Map(worker, PageMapSource.Live, page => worker switch
        {
            4 when page < 4_883 => PageState.Written,
            3 when page >= 9_000 => PageState.Untouched,
            _ => PageState.Shared,
        }))]));
    }

    /// <summary>The same run, over: one map from the worker itself, one from outside.</summary>
    public static Screen IntruderEnded(Screen screen)
    {
        Intruder(screen).Tell(new Message.PagesRead(Grid,
        [
            Map(0, PageMapSource.LastAct, _ => PageState.Shared), Map(1, PageMapSource.LastSample, _ => PageState.Shared),
            Map(2, PageMapSource.LastAct, _ => PageState.Shared), Map(3, PageMapSource.LastAct, _ => PageState.Shared),
            Map(4, PageMapSource.LastAct, _ => PageState.Written),
        ]));
        RunReport report = ScreenReports.OfProcesses(screen.Started, WaitStatus.OfExit(0), Verdict.Contained);
        return screen.Tell(new Message.RunEnded(report with { Workers = report.Workers.Add(report.Workers[0] with { Index = 4, Role = WorkerRole.Intruder, Sum = null, Correct = null }) }));
    }

    /// <summary>A stepped run with the lab's fault that has come to a step.</summary>
    public static Screen Stepped(Screen screen, Step next, bool settled = true)
    {
        if (screen.Model.Run is null)
            screen.With(RunSettings.Fault, "segfault").Press("s").Tell(new Message.RunStarted(4));
        RunPhase phase = next <= Step.Fill ? RunPhase.Starting : next == Step.Start ? RunPhase.Filling : RunPhase.Running;
        return screen.Tell(Stories.Happened(new RunEvent.PhaseReached(20, phase)))
            .Tell(Board(next > Step.Start ? WorkerStage.AtGate : WorkerStage.Pending) with { Step = new StepStop(next, settled) });
    }

    public static WorkerPages Map(int worker, PageMapSource source, Func<int, PageState> state)
    {
        PageState[] cells = [.. Enumerable.Range(0, (int)Grid.Pages).Select(state)];
        var reading = new PageReading(source, cells.Count(cell => cell == PageState.Shared), cells.Count(cell => cell >= PageState.Private));
        return new WorkerPages(worker, reading, cells, source == PageMapSource.Live ? new ProcStat('S', 4710, 4710, 110 + reading.Private, 0, 1, 1, 0) : null);
    }

    private static Message.BoardRead Board(WorkerStage stage) => new Message.BoardRead(
        new[] { 0, 1, 2, 3, 4 }.Select(worker => new WorkerSnapshot(worker, stage, stage == WorkerStage.Pending ? 0 : 4711 + worker, 4711 + worker, 0, 100)).ToArray(), 1234);
}

using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Tests.Screens;

namespace Sandbox.Tui.Tests.Tools;

/// <summary>Runs told to a screen, event by event, the same every time.</summary>
internal static class Stories
{
    /// <summary>Four children; worker 2 dies of a fault, the host waits in order. Under way: it waits for worker 1.</summary>
    public static Screen Segfault(Screen screen, string fault = "segfault") => Begin(screen.With(RunSettings.Fault, fault))
        .Tell(Happened(
            Begins(23, "waitpid(4711, &status, 0)"), Wait(26, 0, "waitpid(4711, &status, 0)", 4711, 0, began: 23),
            Begins(26.1, "waitpid(4712, &status, 0)")))
        .Tell(new Message.BoardRead(
            new[]
            {
                Seen(0, WorkerStage.Ended, 21) with { EndedMs = 25, ReapedMs = 26 },
                Seen(1, WorkerStage.Summing, 21.5) with { Done = 63 },
                Seen(2, WorkerStage.Faulting, 22) with { FaultMs = 27 },
                Seen(3, WorkerStage.Ended, 22.5) with { EndedMs = 29 },
            },
            35));

    /// <summary>The same run, over.</summary>
    public static Screen SegfaultEnded(Screen screen) => End(Segfault(screen));

    /// <summary>The run comes to its end.</summary>
    public static Screen End(Screen screen)
    {
        screen
            .Tell(Happened(
                Wait(40, 1, "waitpid(4712, &status, 0)", 4712, 0, began: 26.1),
                Wait(40.1, 2, "waitpid(4713, &status, 0)", 4713, 0x8b, began: 40.05),
                Wait(40.2, 3, "waitpid(4714, &status, 0)", 4714, 0, began: 40.15)))
            .Tell(new Message.BoardRead(
                new[]
                {
                    Seen(0, WorkerStage.Ended, 21) with { EndedMs = 25, ReapedMs = 26 },
                    Seen(1, WorkerStage.Ended, 21.5) with { EndedMs = 39.5, ReapedMs = 40 },
                    Seen(2, WorkerStage.Faulting, 22) with { FaultMs = 27, ReapedMs = 40.1 },
                    Seen(3, WorkerStage.Ended, 22.5) with { EndedMs = 29, ReapedMs = 40.2 },
                },
                48));
        return screen.Tell(new Message.RunEnded(Report(screen)));
    }

    /// <summary>A host that polls: many calls that say nothing, and four that do.</summary>
    public static Screen Polls(Screen screen, int idle)
    {
        Begin(screen.With(RunSettings.Wait, "poll"));
        const string call = "waitpid(-1, &status, WNOHANG)";
        for (int worker = 0; worker < 4; worker++)
        {
            for (int look = 0; look < idle; look++)
                screen.Tell(Happened(Wait(30 + worker * idle + look, null, call, 0, null)));
            screen.Tell(Happened(Wait(30 + (worker + 1) * idle, worker, call, 4711 + worker, 0)));
        }
        return screen;
    }

    public static RunEvent.Waited Wait(double at, int? worker, string call, long returned, int? raw, string? error = null, double? began = null) =>
        new(at, new WaitCall(HostCall.Parse(call), returned, raw, error, at) { BeganMs = began }, worker, null);

    public static RunEvent.WaitBegan Begins(double at, string call) => new(at, HostCall.Parse(call));

    public static Message Happened(params RunEvent[] events) => new Message.RunHappened([.. events]);

    private static Screen Begin(Screen screen) => screen.Press("r")
        .Tell(new Message.RunStarted(4))
        .Tell(Happened(
            new RunEvent.PhaseReached(20, RunPhase.Running), new RunEvent.WorkerStarted(20.5, 0, 4711), new RunEvent.WorkerStarted(21, 1, 4712),
            new RunEvent.WorkerStarted(21.5, 2, 4713), new RunEvent.WorkerStarted(22, 3, 4714)));

    private static RunReport Report(Screen screen)
    {
        RunReport report = ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11, core: true), Verdict.Contained);
        ReadOnlyMemory<WorkerSnapshot> board = screen.Model.Run!.Board;
        return report with
        {
            Workers = [.. report.Workers.Select(worker => worker with
            {
                StartedMs = board.Span[worker.Index].StartedMs,
                EndedMs = board.Span[worker.Index].EndedMs ?? board.Span[worker.Index].FaultMs,
                ReapedMs = board.Span[worker.Index].ReapedMs,
            })],
            Waits = [.. Enumerable.Range(0, screen.Model.Run.Waits.Count).Select(at => screen.Model.Run.Waits[at].Call)],
        };
    }

    private static WorkerSnapshot Seen(int index, WorkerStage stage, double started) =>
        new(index, stage, 4711 + index, 4711 + index, 100, 100) { StartedMs = started };
}

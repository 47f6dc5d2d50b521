using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Tests.Commands;

public class WaitLinesTests
{
    private static readonly ZombieReport Zombie = new("Z", 10, 1234, 4711, WaitStatus.OfSignal(11), 0, 0, 200, 0);

    [Fact]
    public void A_run_without_zombies_signals_and_orphans_has_none() => Assert.Empty(WaitLines.Of(Report()));

    [Fact]
    public void Zombies_that_nobody_waited_for_are_told_from_those_that_waited_for_their_turn()
    {
        RunReport never = Report(worker => worker with { State = WorkerState.Unreaped, Status = null, Zombie = Zombie });
        RunReport late = Report(worker => worker with { Zombie = Zombie });

        Assert.Equal(["zombies 4, for up to 1,234 ms; nobody waited, and the sandbox reaped them when the host had ended"], WaitLines.Of(never));
        Assert.Equal(["zombies 4, for up to 1,234 ms; then they were waited for"], WaitLines.Of(late));
        Assert.Contains("zombie: killed by SIGSEGV (11)", RunText.Of(never, Look.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void Signals_and_children_are_both_counted() =>
        Assert.Equal(
            ["signals 9 SIGCHLD came for 64 children that were waited for"], WaitLines.Of(Report() with { Sigchld = new SigchldReport(9, 64) }));

    [Fact]
    public void Orphans_are_named_with_both_parents() =>
        Assert.Equal(
            ["parent  4711 (the host) until it ended, then 4700 (the sandbox), which waited"],
            WaitLines.Of(Report(worker => worker with { Parent = new ParentReport(4711, 4700) })));

    private static RunReport Report(Func<WorkerReport, WorkerReport>? change = null)
    {
        RunReport report = Reports.Of(Reports.Spec(), Verdict.Clean);
        report = report with { Workers = [.. report.Workers.Select(change ?? (worker => worker))] };
        return report with { Zombies = report.Workers.Count(worker => worker.Zombie is not null) };
    }
}

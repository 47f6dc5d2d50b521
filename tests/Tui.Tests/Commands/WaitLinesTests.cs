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
    public void Zombies_that_nobody_waited_for_are_counted()
    {
        RunReport never = Report(worker => worker with { State = WorkerState.Unreaped, Status = null, Zombie = Zombie });

        Assert.Equal(["zombies 4, for up to 1,234 ms; nobody waited, and the sandbox reaped them when the host had ended"], WaitLines.Of(never));
        Assert.Contains("zombie: killed by SIGSEGV (11)", RunText.Of(never, Look.Plain), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fault stop --faulty 0", "zombies 3, for up to 1,234 ms; the parent waits in order, and worker 0 came first")]
    [InlineData("--fault hang --faulty 1", "zombies 2, for up to 1,234 ms; the parent waits in order, and worker 1 came first")]
    [InlineData("--fault signal:SIGSTOP --faulty 0", "zombies 3, for up to 1,234 ms; the parent waits in order, and worker 0 came first")]
    [InlineData("--fault stop:0.1 --faulty 0", null)]
    [InlineData("--fault stop --faulty 0 --wait any", null)]
    [InlineData("--fault stop --faulty 3", null)]
    [InlineData("--fault hang --faulty 0 --timeout 0.2", null)]
    [InlineData("--fault segfault", null)]
    [InlineData("", null)]
    public void Zombies_that_were_seen_by_chance_are_not_told_and_those_of_every_such_run_are(string options, string? line)
    {
        RunReport report = Reports.Of(Reports.Spec(options), Verdict.Clean);
        report = report with { Workers = [.. report.Workers.Select(worker => worker with { Zombie = Zombie })], Zombies = report.Workers.Length };

        Assert.Equal(line is null ? [] : [line], WaitLines.Of(report));
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

using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Workers whose host ends before them.</summary>
public class OrphanTests
{
    public static TheoryData<string> Children() => [.. ModelCatalogue.Own.Where(model => model.CanBeOrphaned).Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Children))]
    public async Task Orphans_see_a_new_parent_and_it_brings_their_real_statuses(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "segfault") with { Orphan = true });

        Assert.Equal((Verdict.Contained, WaitStatus.OfExit(0)), (report.Verdict, report.Host.Status));
        Assert.Equal([0, 0, 11, 0], report.Workers.Select(worker => worker.Status!.Value.Raw));
        Assert.All(report.Workers, worker => Assert.Equal(new ParentReport(report.Host.Pid, Environment.ProcessId), worker.Parent));
        Assert.All(report.Workers, worker => Assert.True(worker.Usage!.MinorFaults > 0 && worker.ReapedMs > worker.StartedMs));
        Assert.Equal(report.Workers.Select(worker => $"waitpid({worker.Pid}, &status, 0)"), report.Waits.Select(call => call.Call.ToString()));
        Assert.Null(report.Array.CorruptedInParent);
    }

    [Theory]
    [MemberData(nameof(Children))]
    public async Task Orphans_that_hang_are_ended_at_the_timeout(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "hang") with { Orphan = true, Timeout = 1.5 });

        Assert.Equal((Verdict.Hung, WaitStatus.OfSignal(9)), (report.Verdict, report.Workers[2].Status));
        Assert.InRange(report.Timing.RunMs!.Value, 1_500, 10_000);
    }

    [Fact]
    public async Task Orphans_can_be_stopped_and_continued_too()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "stop", "0.2") with { Orphan = true });
        Assert.Equal((Verdict.Contained, true), (report.Verdict, report.Totals.Correct));
    }

    [Fact]
    public async Task An_intruder_can_be_an_orphan()
    {
        RunReport report = await Runs.Of(Runs.Spec("shared", "corrupt-array") with { Orphan = true });
        Assert.Equal((Verdict.Spread, 5), (report.Verdict, report.Workers.Count(worker => worker.Parent?.New == Environment.ProcessId)));
    }
}

using System.Reflection;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Real runs: the fault in a host and its workers, never in the test's own process.</summary>
public class RunTests
{
    public static TheoryData<string> Models => [.. ModelCatalogue.Own.Select(model => model.Id)];

    public static TheoryData<string> WaitsThatReap => [.. WaitCatalogue.All.Where(wait => wait.Waits && wait.LeavesZombies).Select(wait => wait.Id)];

    [Theory]
    [InlineData("sequential", Verdict.Spread, true)]
    [InlineData("threads", Verdict.Spread, true)]
    [InlineData("shared", Verdict.Spread, true)]
    [InlineData("vfork", Verdict.Spread, true)]
    [InlineData("processes", Verdict.Contained, false)]
    [InlineData("spawn", Verdict.Contained, false)]
    public async Task An_intruder_hurts_whoever_shares_the_array_with_it(string model, Verdict verdict, bool corrupted)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "corrupt-array"));

        Assert.Equal((verdict, corrupted), (report.Verdict, report.Array.CorruptedInParent));
        Assert.Equal(WorkerRole.Intruder, report.Workers[^1].Role);
        Assert.Equal(!corrupted, report.Totals.Correct);
        Assert.Equal(corrupted, report.Totals.Actual < 0);
        Assert.All(report.Workers.SkipLast(1), worker => Assert.Equal(!corrupted, worker.Correct));
    }

    [Fact]
    public void Every_model_is_tried_with_an_intruder() => Assert.Equal(
        ModelCatalogue.Own.Select(model => model.Id).Order(),
        typeof(RunTests).GetMethod(nameof(An_intruder_hurts_whoever_shares_the_array_with_it))!.GetCustomAttributes<InlineDataAttribute>()
            .Select(data => (string)data.Data[0]!).Order());

    [Theory]
    [MemberData(nameof(Models))]
    public async Task A_hang_is_ended_at_the_timeout_and_the_next_run_works(string model)
    {
        RunReport hung = await Runs.Of(Runs.Spec(model, "hang") with { Timeout = 0.7 });
        RunReport next = await Runs.Of(Runs.Spec(model, "none"));

        Assert.Equal(Verdict.Hung, hung.Verdict);
        bool children = ModelCatalogue.Find(model)!.Waitable;
        Assert.Equal(WaitStatus.OfSignal(9), children ? hung.Workers[2].Status : hung.Host.Status);
        Assert.Equal(Verdict.Clean, next.Verdict);
    }

    [Theory]
    [MemberData(nameof(WaitsThatReap))]
    public async Task Every_wait_strategy_brings_every_status(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "segfault") with { Wait = wait });

        Assert.Equal(report.Workers.Select(worker => worker.Status!.Value.Raw).Order(), report.Waits.Where(call => call.Raw is not null).Select(call => call.Raw!.Value).Order());
        Assert.All(report.Workers, worker => Assert.NotNull(worker.ReapedMs));
        Assert.Equal(11, report.Workers[2].Status!.Value.Raw);
        Assert.Single(report.Waits, call => call.Raw == 11 && (call.Returned == report.Workers[2].Pid || call.Call.Kind == HostCallKind.WaitId));
    }

    [Fact]
    public async Task Waiting_in_order_asks_for_each_pid_in_turn()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "none"));
        Assert.Equal(report.Workers.Select(worker => $"waitpid({worker.Pid}, &status, 0)"), report.Waits.Select(call => call.Call.ToString()));
    }

    [Fact]
    public async Task A_clean_run_is_right_in_every_field()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "none"));

        Assert.Equal(Verdict.Clean, report.Verdict);
        Assert.True(report.Totals.Correct);
        Assert.False(report.Array.CorruptedInParent);
        Assert.All(report.Workers, worker =>
        {
            Assert.Equal(worker.Pid, worker.Tid);
            Assert.True(worker.StartedMs <= worker.EndedMs && worker.EndedMs <= worker.ReapedMs);
            Assert.True(worker.Usage!.MaxRssKiB > 0 && worker.Usage.MinorFaults > 0);
        });
    }
}

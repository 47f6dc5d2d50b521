using System.Collections.Immutable;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Real runs: the fault in a host and its workers, never in the test's own process.</summary>
public class RunTests
{
    public static TheoryData<string, string, string?> ChildrenAndFaults()
    {
        TheoryData<string, string, string?> rows = [];
        foreach (ExecutionModel model in ModelCatalogue.All.Where(model => model.Waitable))
        {
            foreach (Fault fault in FaultCatalogue.All.Where(fault => fault.Actor == FaultActor.FaultyWorker && EndsByItself(fault)))
                rows.Add(model.Id, fault.Id, fault.Argument?.Default);
            foreach (string code in new[] { "0", "3", "255", "256", "-1", "139" })
                rows.Add(model.Id, "exit-code", code);
            foreach (string signal in new[] { "SIGHUP", "SIGPIPE", "SIGALRM", "SIGCHLD", "SIGCONT", "SIGRTMIN", "SIGRTMAX", "SIGXCPU", "SIGSYS" })
                rows.Add(model.Id, "signal", signal);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(ChildrenAndFaults))]
    public async Task A_child_ends_with_exactly_the_status_of_its_faults_row(string model, string id, string? argument)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, id, argument));

        Fault fault = FaultCatalogue.Find(id)!;
        WaitStatus expected = fault.ChildStatus(argument is null ? 0 : fault.Argument!.Parse(argument)!.Value)!.Value;
        Assert.Equal(expected, report.Workers[2].Status);
        Assert.Equal(expected.Signaled ? WorkerState.Signaled : WorkerState.Exited, report.Workers[2].State);
        Assert.Equal(id == "corrupt-sums" ? Verdict.Spread : Verdict.Contained, report.Verdict);
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.Equal(WaitStatus.OfExit(0), worker.Status));
        Assert.Equal(WaitStatus.OfExit(0), report.Host.Status);
    }

    public static TheoryData<string, string> HostsAndFaults()
    {
        TheoryData<string, string> rows = [];
        foreach (Fault fault in FaultCatalogue.All.Where(fault => fault.Actor == FaultActor.FaultyWorker && EndsByItself(fault) && fault.Id is not ("stop" or "corrupt-sums")))
        {
            rows.Add("threads", fault.Id);
            rows.Add("sequential", fault.Id);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(HostsAndFaults))]
    public async Task Where_all_share_one_process_the_fault_ends_it_with_the_same_status(string model, string id)
    {
        Fault fault = FaultCatalogue.Find(id)!;
        RunReport report = await Runs.Of(Runs.Spec(model, id, fault.Argument?.Default));

        Assert.Equal(fault.ChildStatus(fault.Argument?.Parse(fault.Argument.Default) ?? 0), report.Host.Status);
        Assert.Equal(Verdict.Lost, report.Verdict);
        Assert.All(report.Workers, worker => Assert.Equal((WorkerState.Lost, null, null), (worker.State, worker.Status, worker.Sum)));
        Assert.Null(report.Totals.Actual);
        Assert.Null(report.Array.CorruptedInParent);
    }

    [Theory]
    [InlineData("sequential", Verdict.Spread, true)]
    [InlineData("threads", Verdict.Spread, true)]
    [InlineData("shared", Verdict.Spread, true)]
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

    [Theory]
    [InlineData("sequential", Verdict.Contained)]
    [InlineData("threads", Verdict.Spread)]
    [InlineData("processes", Verdict.Spread)]
    [InlineData("shared", Verdict.Spread)]
    [InlineData("spawn", Verdict.Spread)]
    public async Task What_is_shared_on_purpose_is_shared_in_failure(string model, Verdict verdict) =>
        Assert.Equal(verdict, (await Runs.Of(Runs.Spec(model, "corrupt-sums"))).Verdict);

    [Theory]
    [InlineData("sequential")]
    [InlineData("threads")]
    [InlineData("processes")]
    [InlineData("shared")]
    [InlineData("spawn")]
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
    [InlineData("in-order")]
    [InlineData("any")]
    [InlineData("poll")]
    [InlineData("job-control")]
    [InlineData("sigchld")]
    public async Task Every_wait_strategy_brings_every_status(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "segfault") with { Wait = wait });

        ImmutableArray<int> reaped = [.. report.Waits.Where(call => call.Raw is not null).Select(call => (int)call.Returned)];
        Assert.Equal(report.Workers.Select(worker => worker.Pid!.Value).Order(), reaped.Order());
        Assert.All(report.Workers, worker => Assert.NotNull(worker.ReapedMs));
        Assert.Equal(11, report.Workers[2].Status!.Value.Raw);
        Assert.Contains(report.Waits, call => call.Raw == 11 && call.Returned == report.Workers[2].Pid);
    }

    [Fact]
    public async Task Waiting_in_order_asks_for_each_pid_in_turn()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "none"));
        Assert.Equal(report.Workers.Select(worker => $"waitpid({worker.Pid}, &status, 0)"), report.Waits.Select(call => call.Call));
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

    private static bool EndsByItself(Fault fault) =>
        fault.ChildStatus(fault.Argument is { } argument ? argument.Parse(argument.Default)!.Value : 0) is not null;
}

using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.EndToEnd.Tests.Oracles;

namespace Sandbox.EndToEnd.Tests.Ranks;

/// <summary>Ranks of the installed Open MPI: what each left behind, and beside it what mpirun made of it.</summary>
public class RankTests
{
    private static readonly ExecutionModel Model = ModelCatalogue.Find("mpi")!;

    public static TheoryData<string> Faults() => [.. FaultCatalogue.All.Where(fault => fault.Id is not ("none" or "hang") && fault.RefusalFor(Model, 4) is null).Select(fault => fault.Id)];

    public static TheoryData<string> Refused() => [.. FaultCatalogue.All.Where(fault => !fault.LosesHost && fault.RefusalFor(Model, 4) is not null).Select(fault => fault.Id)];

    [Fact]
    public async Task Ranks_without_a_fault_add_up_their_sums_and_leave_the_job_together()
    {
        RunReport report = await RankRun.Report("--workers", "5", "--length", "100003");

        Assert.Equal((Verdict.Clean, true), (report.Verdict, report.Totals.Correct));
        Assert.All(report.Workers, worker => Assert.Equal((WaitStatus.OfExit(0), true, WorkerStage.Ended), (worker.Status, worker.Correct, worker.Stage)));
        Assert.Equal(5, report.Workers.Select(worker => worker.Pid).Distinct().Count());
        Assert.Equal((WaitStatus.OfExit(0), null), (report.Mpi!.Status, report.Mpi.Blames));
        Assert.Contains($"(Open MPI) {report.Mpi.Version}\n", (await new SandboxProgram { Program = "mpirun" }.RunWith("--version")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_rank_ends_with_the_status_that_C_gets_and_mpirun_ends_the_others(string fault)
    {
        RunReport report = await RankRun.Report("--fault", fault);
        WaitStatus inC = await FaultsInC.StatusOf(fault);
        WorkerReport[] others = [.. report.Workers.Where(worker => worker.Index != 2)];

        Assert.Equal(inC, report.Workers[2].Status);
        if (Restarts.Failed(inC))
        {
            Assert.Equal(Verdict.Spread, report.Verdict);
            Assert.Null(report.Totals.Actual);
            Assert.All(others, worker => Assert.Equal((WorkerState.Signaled, EndedBy.Mpirun), (worker.State, worker.EndedBy)));
            Assert.All(others, worker => Assert.Contains(worker.Status!.Value.Signal!.Value, new[] { 9, 15 }));
            return;
        }
        Assert.Equal((Verdict.Contained, true), (report.Verdict, report.Totals.Correct));
        Assert.All(others, worker => Assert.Equal(WaitStatus.OfExit(0), worker.Status));
    }

    [Theory]
    [InlineData("segfault", 11, null)]
    [InlineData("exit-code:3", null, 3)]
    public async Task Mpirun_blames_the_rank_that_failed_in_its_own_words(string fault, int? signal, int? code)
    {
        RunReport report = await RankRun.Report("--fault", fault, "--faulty", "1");

        Assert.Equal(1, report.Mpi!.Blames?.Rank);
        Assert.Equal((signal, code), (report.Mpi.Blames!.Signal, report.Mpi.Blames.ExitCode));
        // Now and then mpirun itself dies or hangs at its end; where it does not, it counts as a shell does.
        if (report.Mpi is { Hung: false, Status: { Exited: true, ExitCode: var exit } })
            Assert.Equal(signal is { } number ? 128 + number : code, exit);
        Assert.Contains($"the rank's own status is {report.Workers[1].Status!.Value.Hex}", VerdictSentence.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rank_that_exits_0_without_finalizing_hurts_the_others()
    {
        RunReport report = await RankRun.Report("--fault", "exit-code:0");

        Assert.Equal((Verdict.Spread, WaitStatus.OfExit(0)), (report.Verdict, report.Workers[2].Status));
    }

    [Fact]
    public async Task The_timeout_ends_a_collective_that_never_ends_and_tells_who_waits_for_whom()
    {
        RunReport report = await RankRun.Report("--fault", "hang", "--timeout", "2");

        Assert.Equal(Verdict.Hung, report.Verdict);
        Assert.All(report.Workers, worker => Assert.Equal((WaitStatus.OfSignal(9), EndedBy.Timeout), (worker.Status, worker.EndedBy)));
        Assert.Equal(
            [WorkerStage.Reducing, WorkerStage.Leaving, WorkerStage.Faulting, WorkerStage.Leaving], report.Workers.Select(worker => worker.Stage!.Value));
        Assert.Contains("worker 0 waited in MPI_Reduce, workers 1 and 3 waited in MPI_Finalize for worker 2", VerdictSentence.Of(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "clean")]
    [InlineData("segfault", "spread")]
    public async Task Ranks_that_are_stepped_come_to_each_step_though_one_waits_in_MPI_Reduce_for_those_at_the_gate(string fault, string verdict)
    {
        string printed = await RankRun.Printed("\n\n\n\n\n\n\n\n", "--fault", fault, "--step");

        Assert.Contains("step 2 of 7, fill: nothing: each rank makes its own slice", printed, StringComparison.Ordinal);
        Assert.Contains("step 5 of 7, fault", printed, StringComparison.Ordinal);
        Assert.Contains("step 7 of 7, wait", printed, StringComparison.Ordinal);
        Assert.Contains($"\n{verdict}: ", printed, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_takes_memory_that_ranks_do_not_share_is_refused_with_the_reason(string fault)
    {
        using RunningProgram running = new RankRun().Start("--fault", fault);
        Assert.Contains("they share none: a rank has its own slice, and sends messages", (await running.Finish(TimeSpan.FromSeconds(30))).AssertExit(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_and_pace_are_each_rank_s_own()
    {
        RunReport report = await RankRun.Report("--limit", "nofile=64", "--pace", "0.3");
        Assert.Equal(Verdict.Clean, report.Verdict);
        Assert.All(report.Workers, worker => Assert.True(worker.EndedMs - worker.StartedMs >= 290, $"{worker}"));
    }
}

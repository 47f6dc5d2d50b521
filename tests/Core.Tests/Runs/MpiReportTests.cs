using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tests.Runs;

/// <summary>What mpirun made of a run, beside what the ranks left behind, and whom it ended.</summary>
public class MpiReportTests
{
    private const string Blame = "mpirun noticed that process rank 1 with PID 0 on node vm exited on signal 11 (Segmentation fault).";

    [Fact]
    public void Mpirun_ended_the_ranks_that_died_after_the_first_one()
    {
        RunReport report = Of("segfault", [(1, 11), (0, 15), (2, 9)], WaitStatus.OfExit(139), Blame);

        Assert.Equal([EndedBy.Mpirun, EndedBy.Fault, EndedBy.Mpirun], report.Workers.Select(worker => worker.EndedBy!.Value));
        Assert.Equal(Verdict.Spread, report.Verdict);
        Assert.Equal(
            "spread: worker 1 did segfault, and worker 0 was killed by SIGTERM (15), sent by mpirun, worker 2 was killed by SIGKILL (9), sent by mpirun; "
            + "mpirun says rank 1, signal 11 (mpirun exited 139); the rank's own status is 0x000b",
            VerdictSentence.Of(report));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(9)]
    public void The_first_one_that_dies_is_not_ended_by_mpirun(int signal) =>
        Assert.Equal(EndedBy.Outside, Of("none", [(2, signal), (0, 15), (1, 15)], WaitStatus.OfExit(143), "").Workers[2].EndedBy);

    [Theory]
    [InlineData("--hosts a,b", "ORTE was unable to reliably start one or more daemons.", EndedBy.Mpirun)]
    [InlineData("--hosts a,b", "mpirun noticed that process rank 2 with PID 7 on node b exited on signal 15 (Terminated).", EndedBy.Outside)]
    [InlineData("", "", EndedBy.Outside)]
    public void Over_several_hosts_no_rank_was_the_first_where_mpirun_blames_none(string hosts, string said, EndedBy first) => Assert.Equal(
        [EndedBy.Mpirun, EndedBy.Mpirun, first],
        Of($"none {hosts}", [(2, 15), (0, 15), (1, 15)], WaitStatus.OfExit(9), said).Workers.Select(worker => worker.EndedBy!.Value));

    [Fact]
    public void Where_a_host_is_lost_the_first_rank_elsewhere_is_ended_by_mpirun_by_SIGKILL_too() => Assert.Equal(
        EndedBy.Mpirun, Of("host-loss --hosts a:1,b:2", [(0, 9), (1, 9), (2, 9)], WaitStatus.OfExit(0), "PRTE has lost communication with a remote daemon.").Workers[0].EndedBy);

    [Theory]
    [InlineData(9, EndedBy.Mpirun)]
    [InlineData(0x0100, EndedBy.Outside)]
    public void An_mpirun_that_was_killed_before_them_ended_all_ranks_alike(int mpirun, EndedBy first) => Assert.Equal(
        [first, EndedBy.Mpirun, EndedBy.Mpirun],
        Of("none", [(0, 9), (1, 9), (2, 9)], new WaitStatus(mpirun), "", mpirunFirst: true).Workers.Select(worker => worker.EndedBy!.Value));

    [Fact]
    public void A_rank_that_exits_0_without_MPI_Finalize_is_the_first_of_the_job_to_fail() =>
        Assert.Equal([EndedBy.Mpirun, EndedBy.Itself, EndedBy.Mpirun], Of("exit-code:0", [(1, 0), (0, 15), (2, 15)], WaitStatus.OfExit(1), "").Workers.Select(worker => worker.EndedBy!.Value));

    [Fact]
    public void A_signal_that_mpirun_does_not_send_is_not_its_doing() =>
        Assert.Equal(EndedBy.Outside, Of("segfault", [(1, 11), (0, 7), (2, 15)], WaitStatus.OfExit(139), "").Workers[0].EndedBy);

    [Fact]
    public void The_total_is_what_rank_0_got_or_nothing()
    {
        RunReport none = Of("segfault", [(1, 11), (0, 15), (2, 15)], WaitStatus.OfExit(139), "");
        RunReport some = Of("none", [(0, 0), (1, 0), (2, 0)], WaitStatus.OfExit(0), "", reduced: 6);

        Assert.Equal((null, false), (none.Totals.Actual, none.Totals.Correct));
        Assert.Equal((6L, true), (some.Totals.Actual, some.Totals.Correct));
        Assert.Equal("clean: all 3 sums are right, and nobody was hurt", VerdictSentence.Of(some));
    }

    [Fact]
    public void An_mpirun_that_hung_or_died_itself_is_told_of()
    {
        Assert.EndsWith("; mpirun did not end when no rank was left, and was ended by the host", VerdictSentence.Of(Of("segfault", [(1, 11), (0, 15), (2, 15)], WaitStatus.OfSignal(9), "", hung: true)), StringComparison.Ordinal);
        Assert.EndsWith(
            "workers 0, 1 and 2 were killed by SIGTERM (15), for mpirun was gone; mpirun was killed by SIGKILL (9)",
            VerdictSentence.Of(Of("none", [(0, 15), (1, 15), (2, 15)], WaitStatus.OfSignal(9), "", mpirunFirst: true)), StringComparison.Ordinal);
        Assert.EndsWith("; mpirun was killed by SIGSEGV (11)", VerdictSentence.Of(Of("segfault", [(1, 11), (0, 15), (2, 15)], WaitStatus.OfSignal(11), "")), StringComparison.Ordinal);
    }

    [Fact]
    public void Survivors_are_told_of_with_their_sum_and_how_long_they_took()
    {
        RunReport report = Of("kill --mpi-errors return", [(1, 9), (0, 0), (2, 0)], WaitStatus.OfExit(0), "", reduced: 4, survived: new SurvivalTrace(51.5, 75, 0.5));

        Assert.Equal(Verdict.Contained, report.Verdict);
        Assert.Equal((4L, 4L, true), (report.Mpi!.Survivors!.Total!.Value, report.Mpi.Survivors.Expected, report.Mpi.Survivors.Correct));
        Assert.Equal([0, 2], report.Mpi.Survivors.Ranks);
        Assert.Equal(
            "contained: worker 1 was killed by SIGKILL (9); the other 2 sums are right; workers 0 and 2 were told after 48.5 ms (MPI_ERR_PROC_FAILED), "
            + "shrank the communicator in 0.5 ms, and the sum of their slices is right; mpirun exited 0 all the same, and says nothing of worker 1",
            VerdictSentence.Of(report));
        Assert.False(report.Totals.Correct);
    }

    [Theory]
    [InlineData(null, "and their sum did not come")]
    [InlineData(5L, "and the sum of their slices is wrong")]
    public void Survivors_whose_sum_is_not_theirs_are_told_of_too(long? reduced, string words) => Assert.Contains(
        words,
        VerdictSentence.Of(Of("kill --mpi-errors return", [(1, 9), (0, 0), (2, 0)], WaitStatus.OfExit(0), "", reduced, survived: new SurvivalTrace(51.5, 77, 0.5))), StringComparison.Ordinal);

    [Fact]
    public void The_pid_that_mpirun_gives_is_that_of_the_front() => Assert.Contains(
        "mpirun says rank 1 (pid 77: its front), signal 11",
        VerdictSentence.Of(Of("segfault", [(1, 11), (0, 15), (2, 15)], WaitStatus.OfExit(139), Blame.Replace("PID 0", "PID 77", StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public void A_blame_of_a_rank_that_there_is_not_is_passed_over() =>
        Assert.DoesNotContain("mpirun says rank", VerdictSentence.Of(Of("segfault", [(1, 11), (0, 15), (2, 15)], WaitStatus.OfExit(139), Blame.Replace("rank 1", "rank 77", StringComparison.Ordinal))), StringComparison.Ordinal);

    private static RunReport Of(string fault, (int Rank, int Raw)[] ends, WaitStatus mpirun, string said, long? reduced = null, bool hung = false, SurvivalTrace? survived = null, bool mpirunFirst = false)
    {
        RunSpec spec = Reports.Spec($"--model mpi --workers 3 --fault {fault}{(fault.StartsWith("none", StringComparison.Ordinal) ? "" : " --faulty 1")}");
        var events = ImmutableArray.CreateBuilder<RunEvent>();
        events.Add(new RunEvent.PhaseReached(1, RunPhase.Running));
        events.Add(new RunEvent.LauncherStarted(1, 99));
        foreach ((int rank, int raw) in ends)
            events.Add(new RunEvent.Waited(3, new WaitCall(HostCall.Parse($"waitpid({101 + rank}, &status, 0)"), 101 + rank, raw, null, 3), rank, null));
        events.Insert(mpirunFirst ? 2 : events.Count, new RunEvent.LauncherEnded(mpirunFirst ? 2 : 4, mpirun, hung));
        events.Add(new RunEvent.PhaseReached(4, RunPhase.Inspecting));
        events.Add(new RunEvent.HostEnded(5, WaitStatus.OfExit(0)));
        return RunReports.Of(new RunRecord(
            spec, new MachineReport("6.1", 2, 4096), 100, events.ToImmutable(),
            [.. Enumerable.Range(0, 3).Select(rank => Trace(rank, ends.First(end => end.Rank == rank).Raw, faulty: !fault.StartsWith("none", StringComparison.Ordinal) && rank == 1) with { Survived = rank == 1 ? null : survived })], [1, 2, 3])
        {
            Launcher = new LauncherRecord("4.1.4", said, reduced, false),
        });
    }

    private static WorkerTrace Trace(int rank, int raw, bool faulty) =>
        new(raw == 0 && !faulty ? WorkerStage.Ended : faulty ? WorkerStage.Faulting : WorkerStage.Leaving, 101 + rank, 101 + rank, rank + 1, 1, faulty ? 2 : null, null, 3, null, null);
}

using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Ranks;

/// <summary>Ranks on two hosts: who is hurt, what each left behind, and what becomes of a host that is lost.</summary>
public class RankHostTests
{
    private static readonly string[] Two = ["--hosts", "a:2,b:2"];

    public static TheoryData<string> Victims() =>
        ["sandbox", "sandbox-host", "mpirun", "sandbox-relay", "orted", "sandbox-guard", "sandbox-front", "sandbox-reaper"];

    [Fact]
    public async Task Ranks_of_two_hosts_add_up_their_sums()
    {
        using HostLab lab = await HostLab.Make("b");
        RunReport report = await lab.Report("--hosts", "a,b", "--workers", "5", "--length", "100003");

        Assert.Equal((Verdict.Clean, true), (report.Verdict, report.Totals.Correct));
        Assert.Equal(["a", "a", "a", "b", "b"], report.Workers.Select(worker => worker.Host!));
        Assert.All(report.Workers, worker => Assert.Equal((WaitStatus.OfExit(0), true, WorkerStage.Ended), (worker.Status, worker.Correct, worker.Stage)));
        Assert.All(report.Workers, worker => Assert.True(worker is { StartedMs: > 0, Usage.MaxRssKiB: > 0 } && worker.EndedMs >= worker.StartedMs && worker.ReapedMs <= report.Timing.TotalMs, $"{worker}"));
        Assert.Equal([("a", 3, false), ("b", 2, false)], report.Mpi!.Hosts.Select(host => (host.Name, host.Ranks, host.Lost)));
        Assert.Equal(WaitStatus.OfExit(0), report.Mpi.Hosts[1].DaemonStatus);
    }

    [Fact]
    public async Task A_rank_that_dies_on_one_host_takes_those_of_the_other_with_it()
    {
        using HostLab lab = await HostLab.Make("b");
        RunReport report = await lab.Report([.. Two, "--fault", "segfault"]);

        Assert.Equal((Verdict.Spread, WaitStatus.OfSignal(11)), (report.Verdict, new WaitStatus(report.Workers[2].Status!.Value.Raw & 0x7f)));
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.Equal((WorkerState.Signaled, EndedBy.Mpirun), (worker.State, worker.EndedBy)));
        Assert.All(report.Mpi!.Hosts, host => Assert.False(host.Lost));
        Assert.Equal(2, report.Mpi.Blames?.Rank);
    }

    [Fact]
    public async Task A_host_whose_daemon_is_killed_is_lost_and_what_its_ranks_left_is_known()
    {
        using HostLab lab = await HostLab.Make("b");
        RunReport report = await lab.Report([.. Two, "--fault", "host-loss:daemon"]);

        Assert.Equal(Verdict.Spread, report.Verdict);
        Assert.Equal((true, WaitStatus.OfSignal(9)), (report.Mpi!.Hosts[1].Lost, report.Mpi.Hosts[1].DaemonStatus));
        Assert.Equal((EndedBy.Fault, WaitStatus.OfSignal(9)), (report.Workers[2].EndedBy, report.Workers[2].Status));
        // Its library may see first that the daemon is gone, and exit.
        Assert.True(report.Workers[3].Status is { Raw: 9 } or { Exited: true }, $"{report.Workers[3]}");
        Assert.Contains("the host b was lost", VerdictSentence.Of(report), StringComparison.Ordinal);
        Assert.NotEqual(0, report.Mpi.Status?.Raw);
    }

    [Fact]
    public async Task A_host_whose_link_is_cut_is_given_up_on_both_sides_long_before_the_default()
    {
        using HostLab lab = await HostLab.Make("b");
        if (!lab.HasNamespaces)
        {
            using RunningProgram refused = lab.Start([.. Two, "--fault", "host-loss:link"]);
            Assert.Contains("first network there, and that is never cut", (await refused.Finish(TimeSpan.FromSeconds(60))).AssertExit(3).Error, StringComparison.Ordinal);
            return;
        }
        RunReport report = await lab.Report([.. Two, "--fault", "host-loss:link"]);

        Assert.Equal(Verdict.Spread, report.Verdict);
        Assert.Equal((true, null), (report.Mpi!.Hosts[1].Lost, report.Mpi.Hosts[1].DaemonStatus));
        Assert.All(report.Workers.Where(worker => worker.Host == "b"), worker => Assert.Equal((WorkerState.Lost, null), (worker.State, worker.Status)));
        Assert.Contains("nobody would have noticed for 300 s", VerdictSentence.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeout_ends_the_ranks_of_all_hosts()
    {
        using HostLab lab = await HostLab.Make("b");
        RunReport report = await lab.Report([.. Two, "--fault", "hang", "--timeout", "2"]);

        Assert.Equal(Verdict.Hung, report.Verdict);
        Assert.All(report.Workers, worker => Assert.Equal((WaitStatus.OfSignal(9), EndedBy.Timeout), (worker.Status, worker.EndedBy)));
        Assert.Contains("for worker 2", VerdictSentence.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_takes_a_host_is_refused_on_the_machine_of_mpirun_and_so_is_a_host_that_there_is_not()
    {
        using HostLab lab = await HostLab.Make("b");
        if (lab.HasNamespaces)
        {
            using RunningProgram own = lab.Start([.. Two, "--fault", "host-loss:daemon", "--faulty", "0"]);
            Assert.Contains("the faulty rank is on the machine of mpirun", (await own.Finish(TimeSpan.FromSeconds(60))).AssertExit(3).Error, StringComparison.Ordinal);
            using RunningProgram nowhere = lab.Start("--hosts", "a,x");
            Assert.Contains("mpirun started no rank", (await nowhere.Finish(TimeSpan.FromSeconds(60))).AssertExit(3).Error, StringComparison.Ordinal);
        }
        await lab.AssertNothingLeft();
    }

    [Theory]
    [MemberData(nameof(Victims))]
    public async Task Nothing_is_left_on_any_host_when_one_of_them_is_killed(string victim)
    {
        using HostLab lab = await HostLab.Make("b");
        using RunningProgram sandbox = lab.Start([.. Two, "--fault", "hang"]);
        await Eventually.Assert(() => lab.Processes().Count(entry => entry.Name == "sandbox-reaper") == 4, "four ranks that have begun", () => $"{sandbox.Error}\n{string.Join("; ", lab.Processes())}");
        // The last one is on the host b.
        Assert.Equal(0, LibC.kill(lab.Processes().Last(entry => entry.Name == victim).Pid, LibC.SIGKILL));

        await sandbox.Child.Status.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await lab.AssertNothingLeft();
    }
}

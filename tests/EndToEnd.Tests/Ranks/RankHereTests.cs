using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Ranks;

/// <summary>Hosts that are names on one machine, each with a daemon of its own: what a machine alone can show of several; and what is refused.</summary>
public class RankHereTests
{
    private static readonly string[] Two = ["--hosts", "a:2,b:2", "--mpi-agent", "here"];

    [Fact]
    public async Task Each_name_has_a_daemon_and_the_ranks_of_all_add_up_their_sums()
    {
        RunReport report = await RankRun.Report("--hosts", "a,b", "--mpi-agent", "here", "--workers", "5", "--length", "100003");

        Assert.Equal((Verdict.Clean, true), (report.Verdict, report.Totals.Correct));
        Assert.Equal(["a", "a", "a", "b", "b"], report.Workers.Select(worker => worker.Host!));
        Assert.All(report.Mpi!.Hosts, host => Assert.Equal((true, false, WaitStatus.OfExit(0)), (host.DaemonPid is > 0, host.Lost, host.DaemonStatus)));
    }

    [Fact]
    public async Task One_whose_daemon_is_killed_is_lost_with_its_ranks()
    {
        RunReport report = await RankRun.Report([.. Two, "--fault", "host-loss:daemon", "--timeout", "60"]);

        Assert.Equal(Verdict.Spread, report.Verdict);
        Assert.Equal([("a", false), ("b", true)], report.Mpi!.Hosts.Select(host => (host.Name, host.Lost)));
        Assert.Equal(WaitStatus.OfSignal(9), report.Mpi.Hosts[1].DaemonStatus);
        Assert.Contains("the host b was lost", VerdictSentence.Of(report), StringComparison.Ordinal);
    }

    /// <summary>mpirun waits for one process of each relay, which waits for the other one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Ranks_that_end_because_a_relay_was_killed_end_alike_in_the_report(int relay)
    {
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["TMPDIR"] = TestFolders.Create() } };
        using RunningProgram sandbox = program.Start(["run", "--model", "mpi", .. Two, "--fault", "hang", "--length", "10000", "--timeout", "60", "--json"]);
        await Eventually.Assert(() => sandbox.Processes().Count(entry => entry.Name == "sandbox-reaper") == 4, "four ranks that have begun", () => sandbox.Error);
        ProcessEntry[] relays = [.. sandbox.Processes().Where(entry => entry.Name == "sandbox-relay")];
        Assert.Equal(4, relays.Length);
        Assert.Equal(0, LibC.kill(relays[relay].Pid, LibC.SIGKILL));

        RunReport report = ReportJson.Read((await sandbox.Finish(TimeSpan.FromSeconds(60))).AssertExit(0).Output);
        Assert.Equal(Verdict.Spread, report.Verdict);
        Assert.DoesNotContain("sent from outside", VerdictSentence.Of(report), StringComparison.Ordinal);
        // Of those behind a relay that was killed nobody may have told.
        Assert.All(report.Workers, worker => Assert.True(worker is { EndedBy: EndedBy.Mpirun } or { State: WorkerState.Lost }, $"{worker}"));
    }

    [Theory]
    [InlineData("sandbox")]
    [InlineData("sandbox-host")]
    [InlineData("sandbox-guard")]
    public async Task Nothing_is_left_when_one_of_them_is_killed(string victim)
    {
        string temporary = TestFolders.Create();
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["TMPDIR"] = temporary } };
        using RunningProgram sandbox = program.Start(["run", "--model", "mpi", .. Two, "--fault", "hang"]);
        await Eventually.Assert(
            () => sandbox.Processes().Count(entry => entry.Name == "sandbox-reaper") == 4, "four ranks that have begun", () => $"{sandbox.Error}\n{string.Join("; ", sandbox.Processes())}");
        Assert.Equal(0, LibC.kill(sandbox.Processes().First(entry => entry.Name == victim).Pid, LibC.SIGKILL));

        await sandbox.Child.Status.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        // An orphan that has ended is waited for by this process, or by init.
        ProcessEntry[] Left() => [.. sandbox.Processes().Where(entry => entry.State != 'Z')];
        await Eventually.Assert(
            () => Left().Length == 0 && Directory.GetFileSystemEntries(temporary).Length == 0, "no process and no folder",
            () => string.Join("; ", [.. Left().Select(entry => entry.ToString()), .. Directory.GetFileSystemEntries(temporary)]));
    }

    [Fact]
    public async Task The_link_of_a_real_machine_is_never_cut()
    {
        string error = (await SandboxProgram.Run(["run", "--model", "mpi", .. Two, "--fault", "host-loss:link"])).AssertExit(3).Error;
        Assert.Contains("first network there, and that is never cut", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_allocation_of_Slurm_changes_nothing()
    {
        SandboxProgram inside = new()
        {
            Variables = new Dictionary<string, string?>
            {
                ["SLURM_JOB_ID"] = "4711",
                ["SLURM_JOBID"] = "4711",
                ["SLURM_NODELIST"] = "node[1-2]",
                ["SLURM_JOB_NODELIST"] = "node[1-2]",
                ["SLURM_JOB_NUM_NODES"] = "2",
                ["SLURM_NNODES"] = "2",
                ["SLURM_TASKS_PER_NODE"] = "1(x2)",
                ["SLURM_JOB_CPUS_PER_NODE"] = "1(x2)",
                ["SLURM_STEP_ID"] = "0",
                ["SLURM_PROCID"] = "0",
            },
        };
        foreach (string[] where in (string[][])[[], Two])
        {
            RunReport report = ReportJson.Read((await inside.RunWith(["run", "--model", "mpi", "--length", "10000", "--json", .. where])).AssertExit(0).Output);
            Assert.Equal((Verdict.Clean, 4), (report.Verdict, report.Workers.Length));
            Assert.Equal(where.Length == 0 ? 0 : 2, report.Mpi!.Hosts.Length);
        }
    }

    [Theory]
    [InlineData("over several hosts the survivors", "--mpi-errors", "return")]
    [InlineData("leave --step or --hosts out", "--step")]
    public async Task What_takes_one_machine_is_refused_with_the_reason(string reason, params string[] options) =>
        Assert.Contains(reason, (await SandboxProgram.Run(["run", "--model", "mpi", .. Two, .. options])).AssertExit(3).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("a b")]
    [InlineData("$(id)")]
    [InlineData("a;b")]
    [InlineData("ä")]
    public async Task A_path_that_a_shell_of_another_machine_would_take_apart_is_refused(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(TestFolders.Create(), name)).FullName;
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["TMPDIR"] = folder } };
        Assert.Contains("TMPDIR is at", (await program.RunWith(["run", "--model", "mpi", .. Two])).AssertExit(3).Error, StringComparison.Ordinal);
        // Ranks of one machine have no shell between them.
        (await program.RunWith("run", "--model", "mpi", "--length", "10000")).AssertExit(0);
    }
}

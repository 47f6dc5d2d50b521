using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Ranks;

/// <summary>Ranks whose daemons are started by a real ssh, which logs in to a real sshd on the loopback: two names are two hosts there.</summary>
public class RankSshTests
{
    [Fact]
    public async Task A_rank_that_dies_behind_ssh_is_told_of_with_its_own_status()
    {
        await using SshServer server = await SshServer.Open();
        string temporary = Temporary();
        using RunningProgram running = server.StartHere(temporary, [.. await Words(server), "--fault", "segfault", "--json"]);
        Finished finished = (await running.Finish(TimeSpan.FromSeconds(60))).AssertExit(0);
        RunReport report = ReportJson.Read(finished.Output);

        Assert.Equal("", finished.Error);
        Assert.Equal(["a", "a", "b", "b"], report.Workers.Select(worker => worker.Host!));
        Assert.Equal((Verdict.Spread, EndedBy.Fault, 11), (report.Verdict, report.Workers[2].EndedBy, report.Workers[2].Status!.Value.Signal));
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.Equal(EndedBy.Mpirun, worker.EndedBy));
        Assert.All(report.Mpi!.Hosts, host => Assert.Equal((true, false, WaitStatus.OfExit(0)), (host.Joined, host.Lost, host.DaemonStatus)));
        await AssertNothingLeft(server, temporary, []);
    }

    [Theory]
    [InlineData("sandbox")]
    [InlineData("sandbox-host")]
    [InlineData("ssh")]
    [InlineData("sandbox-guard")]
    public async Task Nothing_is_left_on_either_side_of_ssh_when_one_of_them_is_killed(string victim)
    {
        await using SshServer server = await SshServer.Open();
        string temporary = Temporary();
        using RunningProgram sandbox = server.StartHere(temporary, [.. await Words(server), "--fault", "hang"]);
        await Eventually.Assert(() => server.Sessions().Count(entry => entry.Name == "sandbox-reaper") == 4, "four ranks that have begun", () => sandbox.Error);
        ProcessEntry[] all = [.. sandbox.Processes(), .. server.Sessions()];
        Assert.Equal(2, all.Count(entry => entry.Name == "ssh"));
        Assert.Equal(0, LibC.kill(victim == "sandbox" ? sandbox.Child.Pid : all.First(entry => entry.Name == victim).Pid, LibC.SIGKILL));

        await sandbox.Child.Status.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await AssertNothingLeft(server, temporary, all);
    }

    private static async Task<IReadOnlyList<string>> Words(SshServer server) =>
    [
        "run", "--model", "mpi", "--hosts", "a:2,b:2", "--mpi-agent", $"ssh -F {await server.ClientConfiguration("a", "b")}", "--mpi-interfaces", "lo", "--length", "10000", "--timeout", "60",
    ];

    private static string Temporary()
    {
        string folder = TestFolders.Create();
        File.SetUnixFileMode(folder, (UnixFileMode)0b1_111_111_111);
        return folder;
    }

    /// <summary>Fails where a process of the run is left, one of sshd's for it, or a folder on either side: what a login has no TMPDIR for is in /var/tmp.</summary>
    private static async Task AssertNothingLeft(SshServer server, string temporary, IReadOnlyList<ProcessEntry> all)
    {
        IEnumerable<string> Left() =>
        [
            .. server.Sessions().Concat(server.OfUser()).Concat(all.Where(entry => ProcessEntry.Find(entry.Pid) is { State: not 'Z' } now && now.Name == entry.Name)).Select(entry => entry.ToString()),
            .. Directory.EnumerateFileSystemEntries(temporary),
            .. all.Where(entry => entry.Name == "sandbox-guard").SelectMany(guard => Directory.EnumerateDirectories("/var/tmp", $"sandbox-ranks-{guard.Pid}-*")),
        ];
        await Eventually.Assert(() => !Left().Any(), "nothing left on either side", () => string.Join("; ", Left()));
    }
}

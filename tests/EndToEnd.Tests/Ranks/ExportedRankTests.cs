using System.Text.RegularExpressions;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Ranks;

/// <summary>The program of a run of ranks in C: mpicc has nothing to say of it, and under mpirun its ranks end as ours do.</summary>
public class ExportedRankTests
{
    private static readonly UnprivilegedUser User = new();

    public static TheoryData<string> Faults() => [.. FaultCatalogue.All.Where(fault => fault.RefusalFor(ModelCatalogue.Find("mpi")!, 4) is null).Select(fault => fault.Id)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_compiles_without_a_warning(string fault) => Assert.True(File.Exists(await Compiled("--fault", fault, "--pace", "0.1", "--limit", "nofile=64")));

    [Theory]
    [InlineData("host-loss:daemon")]
    [InlineData("host-loss:link")]
    public async Task The_loss_of_a_host_compiles_without_a_warning(string fault) =>
        Assert.True(File.Exists(await Compiled("--hosts", "a,b", "--fault", fault)));

    [Theory]
    [InlineData("none", "exited 0")]
    [InlineData("segfault", "killed by signal 11")]
    [InlineData("double-free", "killed by signal 6")]
    [InlineData("exit-code:3", "exited 3")]
    [InlineData("signal-queue", "exited 0")]
    [InlineData("write-pages:2", "exited 0")]
    [InlineData("exec", "exited 42")]
    [InlineData("stop:0.2", "exited 0")]
    public async Task Its_faulty_rank_leaves_the_status_that_ours_leaves(string fault, string words)
    {
        string program = await Compiled("--fault", fault, "--length", "10000");
        // Open MPI 4.1 now and then does not end when all ranks have; what they left has been told by then.
        Finished finished = await new SandboxProgram { Program = "timeout", User = User }.RunWith("--kill-after", "5", "40", "mpirun", "-n", "4", "--oversubscribe", "--mca", "btl", "self,vader", UnprivilegedUser.Reachable(program));
        RunReport ours = await RankRun.Report("--fault", fault);

        WaitStatus status = ours.Workers[2].Status!.Value;
        Assert.Contains($"rank 2: status {status.Hex}: {words}\n", finished.Output, StringComparison.Ordinal);
        if (status.Raw == 0)
            Assert.Contains($"rank 0: the total is {ours.Totals.Expected}\n", finished.Output, StringComparison.Ordinal);
        else
            Assert.DoesNotMatch(new Regex("the total is"), finished.Output);
    }

    [Theory]
    [InlineData("here", null, "--host a:2,b:2 --mca plm_rsh_agent \"$PWD/here\" --mca btl self,tcp --mca oob_tcp_if_include lo --mca btl_tcp_if_include lo")]
    [InlineData("ssh -F config", "eth0", "--host a:2,b:2 --mca plm_rsh_agent 'ssh -F config' --mca oob_tcp_if_include eth0 --mca btl_tcp_if_include eth0 ./FILE")]
    public async Task It_says_how_its_ranks_are_started_on_other_hosts(string agent, string? interfaces, string words)
    {
        string folder = TestFolders.Create(), source = Path.Combine(folder, "FILE.c");
        (await SandboxProgram.Run(["export", "--model", "mpi", "--hosts", "a,b", "--mpi-agent", agent, .. interfaces is null ? (string[])[] : ["--mpi-interfaces", interfaces], "--length", "10000", "-o", source])).AssertExit(0);
        string command = (await File.ReadAllLinesAsync(source, TestContext.Current.CancellationToken)).Single(line => line.StartsWith(" *     mpicc ", StringComparison.Ordinal))[3..];
        Assert.Contains(words, command, StringComparison.Ordinal);
        if (agent != "here")
            return;
        Finished finished = await new SandboxProgram { Program = "sh", Directory = folder, Variables = new Dictionary<string, string?> { ["TMPDIR"] = folder } }.RunWith("-c", command);
        Assert.Contains("rank 0: the total is 506983\n", finished.AssertExit(0).Output, StringComparison.Ordinal);
    }

    private static async Task<string> Compiled(params string[] options)
    {
        string folder = TestFolders.Create(), source = Path.Combine(folder, "ranks.c"), program = Path.Combine(folder, "ranks");
        (await SandboxProgram.Run(["export", "--model", "mpi", .. options, "-o", source])).AssertExit(0);
        Finished compiled = (await new SandboxProgram { Program = "mpicc" }.RunWith([.. Core.Export.CProgram.GccOptions, "-Werror", "-o", program, source])).AssertExit(0);
        Assert.Equal("", compiled.Error);
        return program;
    }
}

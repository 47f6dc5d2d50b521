using Sandbox.Core.Catalogue;
using Sandbox.Core.Export;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Slow.Tests.Ranks;

/// <summary>
/// The model mpi with Open MPI 5, as Debian 13 has it. Where no such system can be made, these tests hold what is said of it against the Open MPI that is
/// here: an older one refuses what takes the newer one.
/// </summary>
public class OpenMpi5Tests
{
    private const string Sandbox = "/opt/sandbox/sandbox";

    [Fact]
    public async Task Ranks_add_up_their_sums()
    {
        if (await Report("--workers", "5", "--length", "100003") is not { } report)
            return;
        Assert.Equal((Verdict.Clean, true), (report.Verdict, report.Totals.Correct));
        Assert.StartsWith("5.", report.Mpi!.Version, StringComparison.Ordinal);
        Assert.True(report.Mpi.Ulfm);
        Assert.Equal(WaitStatus.OfExit(0), report.Mpi.Status);
    }

    [Theory]
    [InlineData("segfault", 0x000b, 11, null)]
    [InlineData("kill", 0x0009, 9, null)]
    [InlineData("exit-code:3", 0x0300, null, 3)]
    [InlineData("exit-code:0", 0x0000, null, null)]
    public async Task A_rank_leaves_its_own_status_and_mpirun_ends_the_others(string fault, int raw, int? signal, int? code)
    {
        if (await Report("--fault", fault) is not { } report)
            return;
        Assert.Equal((Verdict.Spread, raw), (report.Verdict, report.Workers[2].Status!.Value.Raw));
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.Equal(EndedBy.Mpirun, worker.EndedBy));
        // Now and then mpirun itself dies or hangs at its end.
        if (report.Mpi is { Hung: false, Status.Exited: true })
            Assert.Equal((2, signal, code), (report.Mpi.Blames!.Rank, report.Mpi.Blames.Signal, report.Mpi.Blames.ExitCode));
    }

    [Theory]
    [InlineData("segfault", "2")]
    [InlineData("kill", "0")]
    [InlineData("kill", "0,1")]
    [InlineData("exit-code:0", "last")]
    public async Task Survivors_are_told_and_reduce_once_more(string fault, string faulty)
    {
        if (await Report("--mpi-errors", "return", "--fault", fault, "--faulty", faulty) is not { } report)
            return;
        int[] others = [.. report.Workers.Select(worker => worker.Index).Where(index => !report.Spec.IsFaulty(index))];
        Assert.Equal((Verdict.Contained, WaitStatus.OfExit(0)), (report.Verdict, report.Mpi!.Status));
        Assert.Equal(others, report.Mpi.Survivors!.Ranks);
        Assert.Equal(others.Sum(index => report.Workers[index].ExpectedSum), report.Mpi.Survivors.Total);
        Assert.True(report.Mpi.Survivors.Correct);
        Assert.All(others, index => Assert.Equal(WaitStatus.OfExit(0), report.Workers[index].Status));
        Assert.Contains("mpirun exited 0 all the same", VerdictSentence.Of(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abort", "killed by signal 9")]
    [InlineData("return", "the total is ")]
    public async Task The_exported_program_does_the_same(string errors, string words)
    {
        // A folder of its own: mpirun names its files by its pid, and others have the same one, each in a namespace of its own.
        string options = errors == "return" ? "--with-ft ulfm --mca async_mpi_finalize 1 " : "";
        Finished? done = await OpenMpi5System.Run(
            "sh", "-c", $"""
            cd $(mktemp -d) && export TMPDIR=$PWD && {Sandbox} export --model mpi --mpi-errors {errors} --fault kill --length 10000 -o ranks.c >&2 &&
            mpicc {string.Join(' ', CProgram.GccOptions)} -Werror -o ranks ranks.c && mpirun -n 4 --oversubscribe {options}./ranks; true
            """);
        if (done is null)
            return;
        Assert.Contains("rank 2: status 0x0009: killed by signal 9\n", done.AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains(words, done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exported_program_says_in_which_words_this_one_starts_it_over_hosts()
    {
        Finished? done = await OpenMpi5System.Run(
            "sh", "-c", $$"""
            cd $(mktemp -d) && export TMPDIR=$PWD && {{Sandbox}} export --model mpi --hosts a:2,b:2 --mpi-agent here --length 10000 -o FILE.c >&2 &&
            grep -e '--prtemca plm_ssh_agent' -e 'no oob_tcp_if_include' FILE.c >&2 && sed -n 's/^ \*     mpicc/mpicc/p' FILE.c | sed 's/--mca plm_rsh_agent/--prtemca plm_ssh_agent/; s/--mca oob_tcp_if_include lo//' >command && sh command
            """);
        if (done is not null)
            Assert.Contains("rank 0: the total is 506983\n", done.AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("segfault")]
    [InlineData("host-loss:daemon")]
    [InlineData("host-loss:link")]
    public async Task Ranks_of_two_hosts_are_told_of_and_so_is_a_host_that_is_lost(string fault)
    {
        if (await OpenMpi5System.Folder() is not { } folder)
            return;
        using HostLab lab = await HostLab.MakeIn(folder, "b");
        if (!lab.HasNamespaces)
            return;
        RunReport report = await lab.Report("--hosts", "a:2,b:2", "--fault", fault);

        Assert.StartsWith("5.", report.Mpi!.Version, StringComparison.Ordinal);
        Assert.Equal(fault == "none" ? Verdict.Clean : Verdict.Spread, report.Verdict);
        Assert.Equal((false, report.Spec.FaultRow.LosesHost), (report.Mpi.Hosts[0].Lost, report.Mpi.Hosts[1].Lost));
        Assert.Equal(fault switch { "none" => 0, "segfault" => 11, "host-loss:daemon" => 9, _ => null }, report.Workers[2].Status?.Raw & 0x7f);
        Assert.DoesNotContain(report.Workers, worker => worker.EndedBy == EndedBy.Outside);
    }

    /// <summary>What a rank leaves behind is the kernel's, and not a version's of Open MPI: each fault that the model takes, with both.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_faulty_rank_leaves_the_status_that_it_leaves_here(string fault)
    {
        // On a machine that has much else to do a second of processor time takes long.
        string timeout = fault == "hang" ? "10" : "60";
        if (await Report("--fault", fault, "--workers", "2", "--faulty", "1", "--timeout", timeout) is not { } report)
            return;
        SandboxProgram here = new() { User = new UnprivilegedUser(), Variables = new Dictionary<string, string?> { ["TMPDIR"] = TestFolders.Create() } };
        RunReport ours = ReportJson.Read((await here.RunWith("run", "--model", "mpi", "--length", "10000", "--fault", fault, "--workers", "2", "--faulty", "1", "--timeout", timeout, "--json")).AssertExit(0).Output);
        Assert.Equal(ours.Workers[1].Status, report.Workers[1].Status);
        Assert.Equal((ours.Verdict, ours.Workers[1].EndedBy), (report.Verdict, report.Workers[1].EndedBy));
    }

    public static TheoryData<string> Faults() => [.. FaultCatalogue.All.Where(fault => fault.RefusalFor(ModelCatalogue.Find("mpi")!, 4) is null).Select(fault => fault.Id)];

    [Theory]
    [InlineData("kill", "40 killed, 0 with something left\n")]
    [InlineData("status", "40 runs, 0 wrong,")]
    public async Task Nothing_is_left_and_no_status_is_lost(string what, string words)
    {
        if (await OpenMpi5System.Run("bash", "/opt/rounds.sh", what, Sandbox, "40", "1") is { } finished)
            Assert.Contains(words, finished.AssertExit(0).Output, StringComparison.Ordinal);
    }

    /// <summary>The report of a run there; <c>null</c> where there is none to be had.</summary>
    private static async Task<RunReport?> Report(params string[] options)
    {
        string[] usual = [.. ((string[][])[["--length", "10000"], ["--timeout", "60"]]).Where(one => !options.Contains(one[0])).SelectMany(one => one)];
        if (await OpenMpi5System.Run([Sandbox, "run", "--model", "mpi", "--no-history", .. usual, .. options, "--json"]) is { } finished)
            return ReportJson.Read(finished.AssertExit(0).Output);
        Finished here = await new SandboxProgram { User = new UnprivilegedUser() }.RunWith("run", "--model", "mpi", "--mpi-errors", "return", "--length", "1000");
        Assert.True(here.ExitCode == 0 || here.Error.Contains("takes Open MPI 5 or later with ULFM", StringComparison.Ordinal), here.Error);
        return null;
    }
}

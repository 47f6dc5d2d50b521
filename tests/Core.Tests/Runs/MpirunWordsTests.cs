using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

/// <summary>What mpirun says, taken apart. The texts are those of the versions that they name.</summary>
public class MpirunWordsTests
{
    private const string Ruler = "--------------------------------------------------------------------------\n";

    private const string Segfault414 =
        Ruler + "Primary job  terminated normally, but 1 process returned\na non-zero exit code. Per user-direction, the job has been aborted.\n" + Ruler
        + Ruler + "mpirun noticed that process rank 2 with PID 0 on node vm exited on signal 11 (Segmentation fault).\n" + Ruler;

    private const string Exit414 =
        Ruler + "mpirun detected that one or more processes exited with non-zero status, thus causing\nthe job to be terminated. The first process to do so was:\n\n"
        + "  Process name: [[61163,1],2]\n  Exit code:    3\n" + Ruler;

    private const string Segfault507 =
        Ruler + "prterun noticed that process rank 2 with PID 85 on node vm exited on\nsignal 11 (Segmentation fault).\n" + Ruler;

    private const string Exit507 =
        Ruler + "prterun detected that one or more processes exited with non-zero status,\nthus causing the job to be terminated. The first process to do so was:\n\n"
        + "   Process name: [prterun-vm-129@1,2]\n   Exit code:    3\n" + Ruler;

    private const string Improper507 =
        Ruler + "prterun has exited due to process rank 2 with PID 185 on node vm exiting\nimproperly. There are three reasons this could occur:\n" + Ruler;

    private const string Improper414 =
        Ruler + "mpirun has exited due to process rank 2 with PID 0 on\nnode vm exiting improperly. There are three reasons this could occur:\n" + Ruler;

    [Theory]
    [InlineData("mpirun (Open MPI) 4.1.4\n\nReport bugs to http://www.open-mpi.org/community/help/\n", "4.1.4", 4)]
    [InlineData("mpirun (Open MPI) 5.0.7\n", "5.0.7", 5)]
    [InlineData("mpirun (Open MPI) 4.1.0rc2\n", "4.1.0rc2", 4)]
    public void A_version_is_read(string text, string version, int major) => Assert.Equal((version, major, null), MpirunWords.VersionIn(text));

    [Theory]
    [InlineData("mpirun (Open MPI) 4.0.3", "is of version 4.0.3")]
    [InlineData("mpirun (Open MPI) 1.10.7", "is of version 1.10.7")]
    [InlineData("HYDRA build details:\n", "is that of MPICH or of one of its kin (HYDRA)")]
    [InlineData("", "does not say what it is")]
    [InlineData("Intel(R) MPI Library", "says \"Intel(R) MPI Library\"")]
    [InlineData("mpirun (Open MPI) \u001b[31m", "says \"mpirun (Open MPI) \\u001b[31m\"")]
    public void Another_MPI_and_an_older_one_are_no_good(string text, string problem) => Assert.Equal(problem, MpirunWords.VersionIn(text).Problem);

    [Fact]
    public void Whom_it_blames_is_taken_from_its_words()
    {
        Assert.Equal(new MpiBlame(2, 11, null), MpirunWords.BlameIn(Segfault414));
        Assert.Equal(new MpiBlame(2, null, 3), MpirunWords.BlameIn(Exit414));
        Assert.Equal(new MpiBlame(2, null, null) { Improper = true }, MpirunWords.BlameIn(Improper414));
        Assert.Equal(new MpiBlame(2, 11, null) { Pid = 85 }, MpirunWords.BlameIn(Segfault507));
        Assert.Equal(new MpiBlame(2, null, 3), MpirunWords.BlameIn(Exit507));
        Assert.Equal(new MpiBlame(2, null, null) { Pid = 185, Improper = true }, MpirunWords.BlameIn(Improper507));
        Assert.Null(MpirunWords.BlameIn("Process name: [of no kind, ] Exit code: 3"));
        Assert.Null(MpirunWords.BlameIn("There are not enough slots available in the system"));
        Assert.Null(MpirunWords.BlameIn("process rank of no number"));
    }

    [Fact]
    public void The_gist_is_one_line_without_rulers_and_safe_for_a_terminal()
    {
        Assert.StartsWith("Primary job terminated normally, but 1 process returned a non-zero exit code.", MpirunWords.Gist(Segfault414), StringComparison.Ordinal);
        Assert.DoesNotContain("---", MpirunWords.Gist(Segfault414), StringComparison.Ordinal);
        Assert.Equal("\\u001b[2Jgone", MpirunWords.Gist("\u001b[2Jgone\n"));
        Assert.Equal(303, MpirunWords.Gist(new string('x', 5000)).Length);
        Assert.Equal("nothing", MpirunWords.Gist(Ruler));
    }

    [Fact]
    public void The_command_says_how_many_and_keeps_all_files_in_one_folder()
    {
        IReadOnlyList<string> few = MpirunWords.Command(Reports.Spec("--model mpi --workers 2"), new MpirunPlace(4, "/var/tmp/own", processors: 2));
        IReadOnlyList<string> many = MpirunWords.Command(Reports.Spec("--model mpi --workers 3 --mpi-as-root"), new MpirunPlace(5, "/var/tmp/own", processors: 2));

        Assert.Contains("-n 2", string.Join(' ', few), StringComparison.Ordinal);
        Assert.Contains("--mca orte_tmpdir_base /var/tmp/own", string.Join(' ', few), StringComparison.Ordinal);
        Assert.Contains("--mca btl_vader_backing_directory /var/tmp/own", string.Join(' ', few), StringComparison.Ordinal);
        Assert.DoesNotContain("mpi_yield_when_idle", few);
        Assert.DoesNotContain("--allow-run-as-root", few);
        Assert.Contains("--pmixmca ptl_base_if_include lo", string.Join(' ', many), StringComparison.Ordinal);
        Assert.Contains("--prtemca prte_tmpdir_base /var/tmp/own", string.Join(' ', many), StringComparison.Ordinal);
        Assert.DoesNotContain("--with-ft", many);
        Assert.Contains("--mca btl_sm_backing_directory /var/tmp/own", string.Join(' ', many), StringComparison.Ordinal);
        Assert.Contains("--mca mpi_yield_when_idle 1", string.Join(' ', many), StringComparison.Ordinal);
        Assert.Contains("--allow-run-as-root", many);
    }

    [Fact]
    public void Errors_that_are_returned_take_ULFM_and_an_end_that_waits_for_nobody()
    {
        string command = string.Join(' ', MpirunWords.Command(Reports.Spec("--model mpi --mpi-errors return"), new MpirunPlace(5, "/var/tmp/own", processors: 2)));

        Assert.Contains("--with-ft ulfm --mca async_mpi_finalize 1", command, StringComparison.Ordinal);
        Assert.Contains("--mca coll basic,self,libnbc,ftagree ", command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "--hosts a,b:3 --mpi-agent here", "--host a:1,b:3 --mca plm rsh --mca plm_rsh_agent RELAY 1 here --mca orte_launch_agent GUARD orted", "--mca btl_tcp_if_include lo --mca oob_tcp_if_include lo")]
    [InlineData(5, "--hosts a,b:3 --mpi-agent here", "--host a:1,b:3 --prtemca plm ssh --prtemca plm_ssh_agent RELAY 1 here --prtemca prte_launch_agent GUARD prted", "--mca btl_tcp_if_include lo")]
    [InlineData(4, "--hosts a,b --mpi-agent rsh --mpi-interfaces eth0", "--mca plm_rsh_agent RELAY 1 rsh", "--mca oob_tcp_if_include eth0 --mca btl_tcp_if_include eth0")]
    [InlineData(4, "--hosts a,b", "--mca plm_rsh_agent RELAY 10 ssh -x -o BatchMode=yes", "--mca oob_tcp_keepalive_time 2 --mca oob_tcp_keepalive_intvl 1 --mca oob_tcp_keepalive_probes 2")]
    public void Hosts_are_named_with_their_ranks_and_reached_by_the_agent_between_relay_and_guard(int major, string options, params string[] expected)
    {
        MpirunPlace place = new(major, "/var/tmp/own", processors: 2) { Relay = "RELAY", Guard = "GUARD" };
        string command = string.Join(' ', MpirunWords.Command(Reports.Spec($"--model mpi {options}"), place));

        Assert.All(expected, words => Assert.Contains(words, command, StringComparison.Ordinal));
        Assert.DoesNotContain("tmpdir_base", command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OMPI_MCA_btl=tcp", false)]
    [InlineData("PMIX_RANK=0", false)]
    [InlineData("TMPDIR=/tmp", false)]
    [InlineData("OMPI_ALLOW_RUN_AS_ROOT=1", true)]
    [InlineData("PATH=/usr/bin", true)]
    public void What_would_steer_Open_MPI_is_not_passed_on(string variable, bool passed) => Assert.Equal(passed, MpirunWords.IsForOthers(variable));
}

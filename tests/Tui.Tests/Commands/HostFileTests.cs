using System.Text;

namespace Sandbox.Tui.Tests.Commands;

/// <summary>A file of hosts behind <c>--hosts @</c>: what it means, and where it is wrong.</summary>
public sealed class HostFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-hosts-").FullName;

    private string File_ => Path.Combine(_folder, "hosts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_line_is_a_host_and_may_say_how_many_ranks_it_takes()
    {
        File.WriteAllText(File_, "# our machines\r\n\n  node-1 slots=2\t# the first\nnode-2:3\nb.example\n");
        Shell shell = new();

        Assert.Equal(0, shell.Run($"run --model mpi --workers 9 --hosts @{File_}").Code);
        Assert.Equal("node-1:2,node-2:3,b.example", Assert.Single(shell.Runner.Started).Hosts);
    }

    [Theory]
    [InlineData("a\n  b slots=x\n", ":2:3: how many ranks the host b takes")]
    [InlineData("a\nb\na\n", ":3:1: the host a is named twice")]
    [InlineData("a max_slots=2\n", ":1:1: \"a max_slots=2\" is no host")]
    [InlineData("a,b\n", ":1:1: a comma")]
    [InlineData("\n\n $(reboot)\n", ":3:2: \"$(reboot)\" is no name of a host")]
    [InlineData("-oProxyCommand=x\n", ":1:1: \"-oProxyCommand=x\" is no name of a host")]
    [InlineData("\u001b[2J\0\u0001\n", ":1:1: ")]
    [InlineData("# nobody\n\n", ":1:1: no host")]
    [InlineData("", ":1:1: no host")]
    public void What_is_wrong_is_said_with_line_and_column(string text, string problem)
    {
        File.WriteAllText(File_, text);
        string error = Refused(File_);

        Assert.Contains($"{File_}{problem}", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_where_they_are()
    {
        File.WriteAllBytes(File_, [(byte)'a', (byte)'\n', 0xff, 0xfe, 0x00, (byte)'\n']);

        Assert.Contains($"{File_}:2:1: ", Refused(File_), StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_it_may_hold_is_refused()
    {
        File.WriteAllBytes(File_, Encoding.ASCII.GetBytes(new string('#', (64 * 1024) + 1)));

        Assert.Contains("has more than 65,536 bytes", Refused(File_), StringComparison.Ordinal);
    }

    [Fact]
    public void More_hosts_than_Open_MPI_starts_itself_are_refused_at_the_line_of_the_first_that_is_too_many()
    {
        File.WriteAllLines(File_, Enumerable.Range(1, 70).Select(number => $"node-{number}"));

        Assert.Contains($"{File_}:65:1: 65 hosts; expected at most 64", Refused(File_), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_file_is_not_waited_for()
    {
        Assert.Contains("no such file", Refused(File_), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("a folder", Refused(_folder), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("/dev/zero", Refused("/dev/zero"), StringComparison.Ordinal);
        // What a file is called reaches no terminal as it is.
        Assert.Contains("/x\\u001b[2J: No such file", Refused("/x\u001b[2J"), StringComparison.Ordinal);
    }

    [Fact]
    public void In_an_allocation_of_Slurm_its_machines_can_be_meant()
    {
        Shell shell = new() { Environment = { ["SLURM_JOB_NODELIST"] = "n[08-10],b", ["SLURM_TASKS_PER_NODE"] = "2(x3),1" } };

        Assert.Equal(0, shell.Run("run --model mpi --workers 7 --hosts slurm").Code);
        Assert.Equal("n08:2,n09:2,n10:2,b:1", Assert.Single(shell.Runner.Started).Hosts);
    }

    [Theory]
    [InlineData(null, "--hosts: slurm: SLURM_JOB_NODELIST is not set; expected to be in an allocation of Slurm (salloc, sbatch)")]
    [InlineData("n[1-", "--hosts: slurm: SLURM_JOB_NODELIST: \"n[1-\" is no list of nodes; expected node[01-04,7]")]
    [InlineData("n[1-9999999]", "--hosts: slurm: 65 hosts; expected at most 64")]
    [InlineData("-oProxyCommand=x", "--hosts: slurm: \"-oProxyCommand=x\" is no name of a host")]
    public void Where_there_is_none_or_its_variables_make_no_sense_it_is_refused(string? nodes, string problem)
    {
        Shell shell = new();
        if (nodes is not null)
            shell.Environment["SLURM_JOB_NODELIST"] = nodes;
        Said said = shell.Run("run --model mpi --hosts slurm");

        Assert.Equal(2, said.Code);
        Assert.Contains(problem, said.Error, StringComparison.Ordinal);
        Assert.Empty(shell.Runner.Started);
    }

    private static string Refused(string path)
    {
        Shell shell = new();
        Said said = shell.Run($"run --model mpi --hosts @{path}");
        Assert.Equal((2, ""), (said.Code, said.Output));
        Assert.Empty(shell.Runner.Started);
        return said.Error;
    }
}

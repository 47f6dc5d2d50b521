namespace Sandbox.EndToEnd.Tests.Ranks;

/// <summary>Machines and users with which there are no ranks: they are told why, and all else works.</summary>
public class RankRefusalTests
{
    [Fact]
    public async Task Root_has_to_consent()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "root alone is asked");
        SandboxProgram without = new() { Variables = new Dictionary<string, string?> { ["OMPI_ALLOW_RUN_AS_ROOT"] = null, ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = null } };
        string error = (await without.RunWith("run", "--model", "mpi")).AssertExit(3).Error;
        Assert.Contains("Open MPI starts no ranks as root", error, StringComparison.Ordinal);
        Assert.Contains("--mpi-as-root", error, StringComparison.Ordinal);
        (await without.RunWith("run", "--model", "mpi", "--length", "1000", "--mpi-as-root")).AssertExit(0);
        // The harness gives it in Open MPI's own way.
        (await SandboxProgram.Run("run", "--model", "mpi", "--length", "1000")).AssertExit(0);
    }

    [Fact]
    public async Task Without_Open_MPI_it_is_said_how_to_get_it_and_all_else_works()
    {
        SandboxProgram without = With(TestFolders.Create());
        string error = (await without.RunWith("run", "--model", "mpi")).AssertExit(3).Error;
        Assert.Contains("no folder of PATH has mpirun", error, StringComparison.Ordinal);
        Assert.Contains("apt-get install openmpi-bin", error, StringComparison.Ordinal);
        (await without.RunWith("run", "--length", "1000")).AssertExit(0);
        Assert.Contains("no folder of PATH has mpirun", (await without.RunWith("doctor", "--json")).AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lesson_about_ranks_is_not_wrong_where_it_cannot_run()
    {
        Finished check = (await With(TestFolders.Create()).RunWith("scenario", "check", SandboxProgram.Beside("scenarios/the-rank-that-died"))).AssertExit(0);
        Assert.StartsWith("the-rank-that-died: cannot run here: the model mpi takes Open MPI", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HYDRA build details:\n    Version: 4.0.2", "MPICH")]
    [InlineData("mpirun (Open MPI) 3.1.6", "of version 3.1.6")]
    [InlineData("who\u001b[2Jknows", "says \"who\\u001b[2Jknows\"")]
    public async Task Another_or_an_older_MPI_is_refused_by_its_name(string says, string expected)
    {
        string folder = TestFolders.Create(), program = Path.Combine(folder, "mpirun");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nprintf '%s\\n' '{says}'\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        string error = (await With(folder).RunWith("run", "--model", "mpi")).AssertExit(3).Error;
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec /bin/sleep 1000")]
    [InlineData("exec >&- 2>&-; exec /bin/sleep 1000")]
    [InlineData("while :; do echo 'mpirun (Open MPI) 4.1.4'; done")]
    public async Task A_program_of_that_name_that_does_not_end_is_refused_and_ended(string does)
    {
        string folder = TestFolders.Create(), program = Path.Combine(folder, "mpirun");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{does}\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        string error = (await With(folder).RunWith("run", "--model", "mpi")).AssertExit(3).Error;
        Assert.Matches("--version did not end in 5 s, or said more than a version|does not say what it is", error);
    }

    [Fact]
    public async Task More_ranks_than_processors_can_deal_with_are_refused()
    {
        int above = (32 * Environment.ProcessorCount) + 1;
        string error = (await SandboxProgram.Run("run", "--model", "mpi", "--workers", $"{above}")).AssertExit(3).Error;
        Assert.Contains($"{above} ranks are above the cap", error, StringComparison.Ordinal);
        Assert.Contains("caps.ranks", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "256 ranks are above the cap of 64")]
    [InlineData(256, "mpirun started no rank; it said: asked for 256")]
    public async Task A_setting_says_how_many_ranks_there_may_be(int cap, string expected)
    {
        string folder = TestFolders.Create(), program = Path.Combine(folder, "mpirun"), settings = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(program, "#!/bin/sh\n[ $1 = --version ] && echo 'mpirun (Open MPI) 4.1.4' && exit\necho asked for $2\nexit 7\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        await File.WriteAllTextAsync(settings, $$"""{ "caps": { "ranks": {{cap}} } }""", TestContext.Current.CancellationToken);
        SandboxProgram there = new() { Variables = new Dictionary<string, string?> { ["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}", ["SANDBOX_CONFIG"] = settings } };
        Assert.Contains(expected, (await there.RunWith("run", "--model", "mpi", "--workers", "256", "--length", "1000")).AssertExit(3).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_the_matrix_is_on_one_machine_and_loses_none()
    {
        string matrix = (await SandboxProgram.Run("matrix", "--models", "mpi", "--faults", "host-loss,none", "--length", "10000")).AssertExit(0).Output;
        Assert.Matches("(?m)^host-loss +n/a$", matrix);
        Assert.Contains("n/a: host-loss with mpi: it takes ranks on two hosts or more: --model mpi --hosts a,b\n", matrix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_for_a_file_of_hosts_is_refused_at_once()
    {
        string pipe = Path.Combine(TestFolders.Create(), "hosts");
        (await new SandboxProgram { Program = "mkfifo" }.RunWith(pipe)).AssertExit(0);
        Assert.Contains("--hosts", (await SandboxProgram.Run("run", "--model", "mpi", "--hosts", $"@{pipe}")).AssertExit(2).Error, StringComparison.Ordinal);
    }

    private static SandboxProgram With(string folder) => new() { Variables = new Dictionary<string, string?> { ["PATH"] = folder } };
}

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

    [Fact]
    public async Task More_ranks_than_processors_can_deal_with_are_refused_and_a_setting_allows_them()
    {
        int above = (32 * Environment.ProcessorCount) + 1;
        string error = (await SandboxProgram.Run("run", "--model", "mpi", "--workers", $"{above}")).AssertExit(3).Error;
        Assert.Contains($"{above} ranks are above the cap", error, StringComparison.Ordinal);
        Assert.Contains("caps.ranks", error, StringComparison.Ordinal);
    }

    private static SandboxProgram With(string folder) => new() { Variables = new Dictionary<string, string?> { ["PATH"] = folder } };
}

namespace Sandbox.Slow.Tests.Ranks;

/// <summary>A hundred runs of ranks in which somebody is killed at a random moment, and two hundred in which a rank dies, with the Open MPI of this machine.</summary>
public class RankRoundsTests
{
    [Fact]
    public async Task Whoever_is_killed_at_a_random_moment_nothing_is_left() =>
        Assert.Equal("100 killed, 0 with something left\n", (await Rounds("kill", 100, 1)).AssertExit(0).Output);

    [Fact]
    public async Task No_status_is_lost_when_mpirun_kills_the_group_of_a_rank() =>
        Assert.StartsWith("200 runs, 0 wrong,", (await Rounds("status", 200, 1)).AssertExit(0).Output, StringComparison.Ordinal);

    private static Task<Finished> Rounds(string what, int rounds, int seed) => new SandboxProgram
    {
        Program = "bash",
        // Its processes, shared memory and sockets are nobody else's.
        User = new UnprivilegedUser(),
        Timeout = TimeSpan.FromMinutes(15),
        Variables = new Dictionary<string, string?> { ["TMPDIR"] = TestFolders.Create() },
    }.RunWith("-c", File.ReadAllText(SourceTree.At("tests", "Slow.Tests", "Ranks", "rounds.sh")), "rounds", what, UnprivilegedUser.Reachable(SandboxProgram.Location), $"{rounds}", $"{seed}");
}

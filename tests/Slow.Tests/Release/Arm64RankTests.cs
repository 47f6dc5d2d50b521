namespace Sandbox.Slow.Tests.Release;

/// <summary>The release for arm64 with the Open MPI of arm64, by qemu-user: ranks give what they give on x64 (OpenMpi5Tests), but for dividing by zero, which nobody there complains of.</summary>
[Collection(nameof(Arm64))]
public class Arm64RankTests(Arm64Release release)
{
    [Theory]
    [InlineData("none", "clean: exited 0, exited 0, exited 0, exited 0")]
    [InlineData("segfault", "spread: signaled 15, signaled 15, signaled 11, signaled 15")]
    [InlineData("exit-code:3", "spread: signaled 15, signaled 15, exited 768, signaled 15")]
    [InlineData("divide-by-zero", "contained: exited 0, exited 0, exited 0, exited 0")]
    public async Task Ranks_give_what_they_give_on_x64(string fault, string expected)
    {
        if (!release.Emulation.Whole || await Arm64Packages.Folder is not { } packages)
            return;
        string[] command = ["sandbox", .. SaidOfRun.Command("mpi", fault, ""), "--mpi-as-root"];
        Finished finished = await Emulation.RunIn(Path.Combine(packages, "ranks"), Path.GetDirectoryName(release.Program)!, command);

        Assert.Equal(expected, SaidOfRun.Of(finished));
        Assert.StartsWith("5.", finished.Json.GetProperty("mpi").GetProperty("version").GetString(), StringComparison.Ordinal);
    }
}

using System.Globalization;

namespace Sandbox.Slow.Tests.Screens;

/// <summary>A client that stands still for a while: its laptop sleeps, its network is gone.</summary>
public class FrozenLinkTests
{
    private const int MostGrowthKiB = 20 * 1024;

    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_client_that_is_frozen_for_ten_seconds_costs_no_memory_and_finds_the_right_screen()
    {
        await using SshServer server = await SshServer.Open();
        await using Tmux tmux = await Tmux.Open(SshServer.Client(), 80, 24, server.Sandbox(terminal: true, "--workers", "30", "--pace", "60", "--timeout", "100"));
        await tmux.WaitFor("--pace 60");
        await tmux.Press("r");
        await tmux.WaitFor("summing");
        int screen = server.Screen().Pid, client = int.Parse(await tmux.Ask("#{pane_pid}"), CultureInfo.InvariantCulture);
        int before = ResidentKiB(screen);

        LibC.Check(LibC.kill(client, LibC.SIGSTOP), "kill");
        bool grew = await Eventually.Is(() => ResidentKiB(screen) > before + MostGrowthKiB, Frozen);
        int after = ResidentKiB(screen);
        LibC.Check(LibC.kill(client, LibC.SIGCONT), "kill");

        Assert.False(grew, $"{after} KiB resident, and {before} KiB before");
        await tmux.Press("C-l");
        await tmux.WaitFor("summing");
        await tmux.Press("x");
        await tmux.WaitFor(text => text.Contains("SIGKILL") && !text.Contains("summing"), "the end of the run");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
        await server.AssertNothingLeft();
    }

    private static int ResidentKiB(int pid) => int.Parse(
        File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>The screen as a student has it: over ssh, as an unprivileged user, in 80 columns and 24 rows.</summary>
public class SshTests
{
    [Theory]
    [InlineData("xterm-256color")]
    [InlineData("screen-256color")]
    [InlineData("vt100")]
    [InlineData("linux")]
    public async Task A_run_on_the_server_is_seen_here_and_q_gives_the_terminal_back(string term)
    {
        await using SshServer server = await SshServer.Open();
        // A dead window of tmux has no cursor: a shell lives on in it.
        SandboxProgram shell = SshServer.Client(term) with { Program = "sh" };
        string[] words = ["-c", "ssh \"$@\"; printf '[ended %d]' $?; read -r word", "sh", .. server.Sandbox(terminal: true, "--fault", "segfault", "--length", "10000")];
        await using (Tmux tmux = await Tmux.Open(shell, 80, 24, words))
        {
            await tmux.WaitFor("segfault");
            await tmux.Press("r");
            await tmux.WaitFor("SIGSEGV");
            await tmux.Press("q");
            await tmux.WaitFor("[ended 0]");
            Assert.Equal("0 1", await tmux.Ask("#{alternate_on} #{cursor_flag}"));
            await tmux.Press("Enter");
            await tmux.WaitForEnd();
        }
        await server.AssertNothingLeft();
    }

    [Fact]
    public async Task When_the_client_is_killed_nothing_is_left_on_the_server()
    {
        await using SshServer server = await SshServer.Open();
        await using Tmux tmux = await Tmux.Open(SshServer.Client(), 80, 24, server.Sandbox(terminal: true, "--workers", "30", "--pace", "60", "--timeout", "100"));
        await tmux.WaitFor("--pace 60");
        await tmux.Press("r");
        await Eventually.Assert(() => server.OfUser().Count > 30, "30 workers on the server", () => string.Join("; ", server.OfUser()));

        LibC.Check(LibC.kill(int.Parse(await tmux.Ask("#{pane_pid}"), CultureInfo.InvariantCulture), LibC.SIGKILL), "kill");

        await server.AssertNothingLeft();
    }

    [Fact]
    public async Task Without_a_terminal_it_says_what_works_and_ends()
    {
        await using SshServer server = await SshServer.Open();

        Finished screen = (await SshServer.Client().RunWith(server.Sandbox(terminal: false))).AssertExit(2);
        Finished run = (await SshServer.Client().RunWith(server.Sandbox(terminal: false, "run", "--fault", "segfault"))).AssertExit(0);

        Assert.Contains("`sandbox --plain` and `sandbox run` work everywhere", screen.Error, StringComparison.Ordinal);
        Assert.Equal("", screen.Output);
        Assert.Contains("contained: worker 2 was killed by SIGSEGV", run.Output, StringComparison.Ordinal);
        await server.AssertNothingLeft();
    }
}

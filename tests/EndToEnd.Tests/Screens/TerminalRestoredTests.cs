using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>However the screen ends, the terminal is as it was. A shell stands between, as in life: it sees the end and its code.</summary>
public class TerminalRestoredTests
{
    private const string Leave = "\e[?1049l";
    private const int SIGHUP = 1, SIGINT = 2, SIGQUIT = 3, SIGTERM = 15;

    public static TheoryData<int, bool, int> Signals => new()
    {
        { SIGTERM, false, 143 }, { SIGTERM, true, 143 }, { SIGHUP, false, 129 }, { SIGHUP, true, 129 },
        { SIGINT, false, 130 }, { SIGINT, true, 130 }, { SIGQUIT, false, 131 }, { SIGQUIT, true, 131 },
    };

    [Theory]
    [MemberData(nameof(Signals))]
    public async Task A_signal_that_ends_the_screen_finds_the_terminal_restored(int signal, bool duringRun, int code)
    {
        await using ShellSession session = await ShellSession.Open();
        await session.Begin(duringRun);
        session.Send(signal);
        await session.End(code);
        // One time only: no frame came behind it.
        Assert.Single(Regex.Matches(session.Written, Regex.Escape(Leave)));
    }

    [Theory]
    [InlineData("xterm-256color")]
    [InlineData("screen-256color")]
    [InlineData("linux")]
    [InlineData("vt100")]
    public async Task Q_gives_every_kind_of_terminal_back(string term)
    {
        await using ShellSession session = await ShellSession.Open(("TERM", term));
        await session.Begin(duringRun: true);
        session.Type("q");
        await session.End(0);
        Assert.Equal(term.Contains('-'), session.Written.Contains(Leave));
    }

    [Fact]
    public async Task A_terminal_that_claims_billions_of_cells_is_painted_in_part_and_given_back()
    {
        using var pty = new Pty(65_535, 65_535);
        string modes = pty.Modes;
        ChildProcess screen = pty.Start(new SandboxProgram());
        await pty.WaitFor(written => written.Contains("Nothing has run yet"), "the first frame");
        pty.Type("q");
        Assert.Equal(0, await screen.Status.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(modes, pty.Modes);
    }

    [Fact]
    public async Task A_terminal_that_answers_nothing_sees_the_run_to_its_end()
    {
        await using ShellSession session = await ShellSession.Open(("SANDBOX_PACE", "1"));
        await session.Begin(duringRun: true);
        await session.WaitFor(written => written.Contains("clean:"), "the verdict");
        session.Type("q");
        await session.End(0);
    }

    [Fact]
    public async Task NO_COLOR_means_no_colour()
    {
        await using ShellSession session = await ShellSession.Open(("NO_COLOR", "1"));
        await session.Begin(duringRun: true);
        session.Type("q");
        await session.End(0);
        Assert.DoesNotMatch(@"\e\[[0-9;]*(3|4|9|10)[0-9][0-9;]*m", session.Written);
    }

    [Fact]
    public async Task In_the_C_locale_every_byte_is_ASCII()
    {
        await using ShellSession session = await ShellSession.Open(("LC_ALL", "C"));
        await session.Begin(duringRun: true);
        session.Type("q");
        await session.End(0);
        Assert.All(session.Written, character => Assert.InRange(character, '\0', '\x7f'));
    }

    [Theory]
    [InlineData("dumb")]
    [InlineData(null)]
    public async Task A_terminal_without_a_cursor_gets_a_message_and_no_screen(string? term)
    {
        using var pty = new Pty();
        ChildProcess program = pty.Start(
            new SandboxProgram { Program = "env", Variables = new Dictionary<string, string?> { ["TERM"] = "xterm" } },
            term is null ? ["-u", "TERM", SandboxProgram.Location] : [$"TERM={term}", SandboxProgram.Location]);
        Assert.Equal(2, Code(await program.Status));
        await pty.WaitFor(written => written.Contains("sandbox run"), "the way out");
        Assert.DoesNotContain("\e", pty.Written);
    }

    [Fact]
    public async Task Without_a_terminal_there_is_a_message_and_no_screen()
    {
        Finished finished = await new SandboxProgram { Variables = new Dictionary<string, string?> { ["TERM"] = "xterm" } }.RunWith();
        finished.AssertExit(2);
        Assert.Contains("sandbox run", finished.Error);
        Assert.Empty(finished.Output);
    }

    private static int? Code(int status) => new Core.Status.WaitStatus(status).ExitCode;
}

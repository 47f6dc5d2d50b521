using System.Text.RegularExpressions;
using Sandbox.EndToEnd.Tests.Harness;

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
        await using Session session = await Session.Open();
        await session.Begin(duringRun);
        session.Send(signal);
        await session.End(code);
        // One time only: no frame came behind it.
        Assert.Single(Regex.Matches(session.Written, Regex.Escape(Leave)));
    }

    [Theory]
    [InlineData(LibC.SIGKILL, false)]
    [InlineData(LibC.SIGKILL, true)]
    public async Task An_end_that_the_screen_cannot_see_leaves_it_to_the_guardian(int signal, bool duringRun)
    {
        await using Session session = await Session.Open();
        await session.Begin(duringRun);
        await session.WaitForGuardian();
        session.Send(signal);
        await session.End(128 + signal);
    }

    [Theory]
    [InlineData("xterm-256color")]
    [InlineData("screen-256color")]
    [InlineData("linux")]
    [InlineData("vt100")]
    public async Task Q_gives_every_kind_of_terminal_back(string term)
    {
        await using Session session = await Session.Open(("TERM", term));
        await session.Begin(duringRun: true);
        session.Type("q");
        await session.End(0);
        Assert.Equal(term.Contains('-'), session.Written.Contains(Leave));
    }

    [Fact]
    public async Task A_terminal_that_answers_nothing_sees_the_run_to_its_end()
    {
        await using Session session = await Session.Open(("SANDBOX_PACE", "1"));
        await session.Begin(duringRun: true);
        await session.WaitFor(written => written.Contains("clean:"), "the verdict");
        session.Type("q");
        await session.End(0);
    }

    [Fact]
    public async Task NO_COLOR_means_no_colour()
    {
        await using Session session = await Session.Open(("NO_COLOR", "1"));
        await session.Begin(duringRun: true);
        session.Type("q");
        await session.End(0);
        Assert.DoesNotMatch(@"\e\[[0-9;]*(3|4|9|10)[0-9][0-9;]*m", session.Written);
    }

    [Fact]
    public async Task In_the_C_locale_every_byte_is_ASCII()
    {
        await using Session session = await Session.Open(("LC_ALL", "C"));
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

    private static int? Code(int status) => new Core.Waits.WaitStatus(status).ExitCode;

    /// <summary>The screen under a shell on a pty.</summary>
    private sealed class Session : IAsyncDisposable
    {
        private readonly Pty _pty = new();
        private readonly string _modes;
        private readonly ChildProcess _shell;

        private Session((string Name, string Value)[] variables)
        {
            _modes = _pty.Modes;
            _shell = _pty.Start(
                new SandboxProgram { Program = "sh", Variables = variables.ToDictionary(pair => pair.Name, pair => (string?)pair.Value) },
                "-c", "\"$0\"; printf '[ended %d]' $?; read -r word", SandboxProgram.Location);
        }

        public string Written => _pty.Written;

        /// <summary>Opens it, and waits for the first frame.</summary>
        public static async Task<Session> Open(params (string Name, string Value)[] variables)
        {
            var session = new Session(variables);
            await session.WaitFor(written => written.Contains("Nothing has run yet"), "the first frame");
            return session;
        }

        public Task WaitFor(Func<string, bool> state, string what) => _pty.WaitFor(state, what);

        public void Type(string keys) => _pty.Type(keys);

        /// <summary>Goes on once the screen has been drawn, or once a run is under way.</summary>
        public async Task Begin(bool duringRun)
        {
            Assert.NotEqual(_modes, _pty.Modes);
            if (!duringRun)
                return;
            Type("r");
            await WaitFor(written => written.Contains("running") || written.Contains("clean:"), "a run");
        }

        public Task WaitForGuardian() => Eventually.Assert(() => Find("sh", parent: Screen().Pid) is not null, "the guardian");

        public void Send(int signal) => LibC.Check(LibC.kill(Screen().Pid, signal), "kill");

        /// <summary>Fails unless the screen has ended with a code, the terminal is as it was, and nothing but the shell is left.</summary>
        public async Task End(int code)
        {
            await WaitFor(written => written.Contains($"[ended {code}]"), $"the end with {code}");
            await Eventually.Assert(() => _pty.Modes == _modes, "the terminal's modes", () => _pty.Modes);
            await WaitFor(written => Regex.IsMatch(written, @"\e\[\?25h"), "the cursor");
            await WaitFor(written => !written.Contains("\e[?1049h") || written.LastIndexOf(Leave, StringComparison.Ordinal) > written.LastIndexOf("\e[?1049h", StringComparison.Ordinal), "the main screen");
            await WaitFor(written => !written.Contains("\e[?2004h") || written.Contains("\e[?2004l"), "pastes without brackets");
        }

        public async ValueTask DisposeAsync()
        {
            // Where the test failed, the screen is still there; the shell reads a line once it is not.
            if (Find("sandbox", _shell.Pid) is { } screen)
                _ = LibC.kill(screen.Pid, LibC.SIGKILL);
            await WaitFor(written => written.Contains("[ended "), "the shell");
            Type("\n");
            await _shell.Status;
            await _pty.AssertNothingLeft(_shell);
            _pty.Dispose();
        }

        private ProcessEntry Screen() => Find("sandbox", _shell.Pid) ?? throw new InvalidOperationException("there is no screen");

        private static ProcessEntry? Find(string name, int parent) =>
            ProcessEntry.All().FirstOrDefault(entry => entry.Name == name && entry.Parent == parent);
    }
}

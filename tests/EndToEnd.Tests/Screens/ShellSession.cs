using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>The screen under a shell on a pty.</summary>
internal sealed class ShellSession : IAsyncDisposable
{
    private const string Leave = "\e[?1049l";

    private readonly Pty _pty = new();
    private readonly string _modes;
    private readonly ChildProcess _shell;

    private ShellSession((string Name, string Value)[] variables)
    {
        _modes = _pty.Modes;
        _shell = _pty.Start(
            new SandboxProgram { Program = "sh", Variables = variables.ToDictionary(pair => pair.Name, pair => (string?)pair.Value) },
            "-c", "\"$0\"; printf '[ended %d]' $?; read -r word", SandboxProgram.Location);
    }

    public string Written => _pty.Written;

    /// <summary>Opens it, and waits for the first frame.</summary>
    public static async Task<ShellSession> Open(params (string Name, string Value)[] variables)
    {
        var session = new ShellSession(variables);
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
        // Not by what is written: of a word only the cells are that differ from the word before.
        await Eventually.Assert(() => Find("sandbox-host", Screen().Pid) is not null || Written.Contains("clean:"), "a run", () => Written);
    }

    public Task WaitForWatchdog() => Eventually.Assert(() => Find("sh", parent: Screen().Pid) is not null, "the watchdog");

    /// <summary>Kills the watchdog, and waits for the next one.</summary>
    public async Task ReplaceWatchdog()
    {
        int first = Find("sh", parent: Screen().Pid)!.Pid;
        LibC.Check(LibC.kill(first, LibC.SIGKILL), "kill");
        await Eventually.Assert(() => Find("sh", parent: Screen().Pid) is { State: not 'Z' } next && next.Pid != first, "another watchdog");
    }

    public void Send(int signal) => LibC.Check(LibC.kill(Screen().Pid, signal), "kill");

    /// <summary>
    /// Sends a signal again until it ends the screen: the runtime takes the first one for a fault of its own, looks for it, finds
    /// none, goes on, and leaves the next one to the kernel.
    /// </summary>
    public Task SendUntilItEnds(int signal) => Eventually.Assert(
        () =>
        {
            if (Find("sandbox", _shell.Pid) is not { State: not 'Z' } screen)
                return true;
            _ = LibC.kill(screen.Pid, signal);
            return false;
        },
        "the end");

    /// <summary>Has the link take nothing any more, or go on.</summary>
    public void Freeze(bool frozen) => _pty.Freeze(frozen);

    public Task ModesComeBack() => Eventually.Assert(() => _pty.Modes == _modes, "the terminal's modes", () => _pty.Modes);

    /// <summary>Fails unless the screen has ended with a code, the terminal is as it was, and nothing but the shell is left.</summary>
    public async Task End(int code)
    {
        await WaitFor(written => written.Contains($"[ended {code}]"), $"the end with {code}");
        await ModesComeBack();
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

namespace Sandbox.Tests.Support.Harness;

/// <summary>A terminal with a screen: a tmux server of the test's own, with one window. It ends with the test.</summary>
internal sealed class Tmux : IAsyncDisposable
{
    private readonly RunningProgram _server;
    private readonly UnprivilegedUser? _owner;
    private readonly string _folder = TestFolders.Create();

    // In the foreground, as our child: the server cannot outlive the test unseen.
    private Tmux(UnprivilegedUser? owner)
    {
        _owner = owner;
        _server = Client.Start("-D", "-u", "-f", "/dev/null", "-L", "test");
    }

    private SandboxProgram Client => new()
    {
        Program = "tmux",
        User = _owner,
        Variables = new Dictionary<string, string?> { ["TMUX_TMPDIR"] = _folder, ["TERM"] = "xterm-256color" },
    };

    /// <summary>Opens a window of a size and starts a program in it.</summary>
    public static Task<Tmux> Open(params IReadOnlyList<string> arguments) => Open(new SandboxProgram(), 80, 24, arguments);

    /// <summary>Opens a window of a size and starts a program in it.</summary>
    public static Task<Tmux> Open(SandboxProgram program, int columns, int rows, params IReadOnlyList<string> arguments) => OpenAs(null, program, columns, rows, arguments);

    /// <summary>The same for a user, whose terminal it is then.</summary>
    public static async Task<Tmux> OpenAs(UnprivilegedUser? owner, SandboxProgram program, int columns, int rows, params IReadOnlyList<string> arguments)
    {
        Tmux tmux = new(owner);
        await Eventually.Assert(() => Directory.EnumerateFiles(tmux._folder, "test", SearchOption.AllDirectories).Any(), "tmux's socket");
        Dictionary<string, string> environment = program.FullEnvironment(Guid.NewGuid().ToString("N"));
        await tmux.Command(
            "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}", "-s", "test",
            string.Join(' ', ["exec", "env", .. environment.Select(pair => Quoted($"{pair.Key}={pair.Value}")),
                .. program.CommandLine(arguments).Select(Quoted)]),
            ";", "set-option", "-g", "remain-on-exit", "on");
        return tmux;
    }

    /// <summary>Presses keys by tmux's names: <c>Enter</c>, <c>Down</c>, <c>C-c</c>, <c>q</c>.</summary>
    public Task Press(params IReadOnlyList<string> keys) => Command(["send-keys", "-t", "test", .. keys]);

    /// <summary>Types a text as it stands.</summary>
    public Task Type(string text) => Command("send-keys", "-t", "test", "-l", text);

    public Task Resize(int columns, int rows) => Command("resize-window", "-t", "test", "-x", $"{columns}", "-y", $"{rows}");

    /// <summary>The screen as text, a line for each row.</summary>
    public async Task<string> Screen() => (await Command("capture-pane", "-p", "-t", "test")).Output;

    /// <summary>What tmux knows of the window: <c>#{pane_dead}</c>, <c>#{pane_dead_status}</c>, <c>#{alternate_on}</c>, <c>#{pane_pid}</c>.</summary>
    public async Task<string> Ask(string format) => (await Command("display-message", "-p", "-t", "test", format)).Output.TrimEnd('\n');

    /// <summary>Waits until the screen satisfies a condition and returns it; fails with the screen as it is instead.</summary>
    public async Task<string> WaitFor(Func<string, bool> state, string what, TimeSpan? within = null)
    {
        string screen = "";
        await Eventually.Assert(async () => state(screen = await Screen()), what, () => Task.FromResult(screen), within);
        return screen;
    }

    /// <summary>Waits until a text stands on the screen.</summary>
    public Task<string> WaitFor(string text, TimeSpan? within = null) => WaitFor(screen => screen.Contains(text), $"'{text}' on the screen", within);

    /// <summary>Waits until the program has ended and returns its exit code.</summary>
    public async Task<string> WaitForEnd(TimeSpan? within = null)
    {
        await Eventually.Assert(HasStatus, "the program's end", Screen, within);
        return await Ask("#{pane_dead_status}");
    }

    /// <summary>Waits until the program has ended, by a signal too.</summary>
    public Task WaitForEndOrSignal() => Eventually.Assert(async () => await Ask("#{pane_dead}") == "1", "the program's end", Screen);

    public async ValueTask DisposeAsync()
    {
        await Client.RunWith("-L", "test", "kill-server");
        await _server.Finish(TimeSpan.FromSeconds(10));
        _server.Dispose();
    }

    /// <summary>Whether tmux has reaped the program; the window is dead before that, as soon as nobody holds its terminal.</summary>
    private async Task<bool> HasStatus()
    {
        if (await Ask("#{pane_dead}#{pane_dead_status}#{pane_dead_signal}") is ['1', _, ..])
            return true;
        // tmux 3.3a loses a SIGCHLD now and then on a busy machine, and leaves the program a zombie: it is told once more.
        _server.Child.Send(LibC.SIGCHLD);
        return false;
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''")}'";

    private async Task<Finished> Command(params IReadOnlyList<string> words) =>
        (await Client.RunWith(["-u", "-L", "test", .. words])).AssertExit(0);
}

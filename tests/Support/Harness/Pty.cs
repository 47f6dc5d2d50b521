namespace Sandbox.Tests.Support.Harness;

/// <summary>A program on a <see cref="PtyTerminal">terminal</see> of the test's own.</summary>
internal sealed class Pty(int columns = 80, int rows = 24, Link? link = null) : IDisposable
{
    private readonly PtyTerminal _terminal = new(columns, rows, link);
    private readonly string _mark = Guid.NewGuid().ToString("N");

    /// <summary>The terminal's path.</summary>
    public string Path => _terminal.Path;

    /// <summary>All that was written to it until now.</summary>
    public string Written => _terminal.Written;

    /// <summary>The terminal's modes, to be compared.</summary>
    public string Modes => _terminal.Modes;

    /// <summary>Starts a program with this as its controlling terminal.</summary>
    public ChildProcess Start(SandboxProgram program, params IReadOnlyList<string> arguments)
    {
        IReadOnlyList<string> command = program.CommandLine(arguments);
        Dictionary<string, string> environment = program.FullEnvironment(_mark);
        environment.TryAdd("TERM", "xterm-256color");
        return ChildProcess.Start(new ChildStart(command[0], [.. command.Skip(1)])
        {
            Environment = environment,
            Directory = program.Directory,
            Terminal = _terminal.Path,
        });
    }

    /// <summary>Presses keys: the bytes that a terminal would send.</summary>
    public void Type(string keys) => _terminal.Type(keys);

    /// <summary>Presses keys in a screen, and waits until it has read them all and drawn a whole frame, which C-l asks for.</summary>
    public async Task TypeAndSee(string keys)
    {
        Task<long> drawn = _terminal.When("\e[2J");
        // The k keeps an Esc before it from making another key of it.
        Type($"{keys}k\f");
        await drawn.WaitAsync(TimeSpan.FromSeconds(20));
        await Eventually.Assert(() => _terminal.Unread == 0, "all keys read");
    }

    /// <summary>Has the terminal take nothing any more, or go on: what C-s and C-q do.</summary>
    public void Freeze(bool frozen) => _terminal.Freeze(frozen);

    public void Resize(int columns, int rows) => _terminal.Resize(columns, rows);

    /// <summary>Fails unless what was written comes to satisfy a condition.</summary>
    public Task WaitFor(Func<string, bool> state, string what, TimeSpan? within = null) =>
        Eventually.Assert(() => state(Written), what, () => Written.Replace("\e", "\\e"), within);

    /// <summary>Fails where a program that was started here, and has ended, left something behind.</summary>
    public Task AssertNothingLeft(ChildProcess program, TimeSpan? within = null) => Leaks.AssertNone(program.Pid, _mark, within);

    public void Dispose() => _terminal.Dispose();
}

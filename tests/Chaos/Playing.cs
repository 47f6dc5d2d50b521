namespace Sandbox.Chaos;

/// <summary>One round under way: a command with pipes, or a program on a terminal.</summary>
internal sealed class Playing : IDisposable
{
    private static readonly TimeSpan Opens = TimeSpan.FromSeconds(30);

    private readonly Scene _scene;
    private readonly RunningProgram? _command;
    private readonly PtyTerminal? _terminal;

    public Playing(Round round, Place place)
    {
        _scene = round.Scene;
        SandboxProgram program = place.Program(new Dictionary<string, string?> { ["TERM"] = "xterm-256color" }, _scene.Input);
        IReadOnlyList<string> arguments = place.Sandbox(round.Arguments);
        if (!_scene.HasTerminal)
        {
            _command = program.Start(arguments);
            Child = _command.Child;
            return;
        }
        _terminal = new PtyTerminal(link: new Link(Answers: true));
        Modes = _terminal.Modes;
        Child = ChildProcess.Start(new ChildStart(program.Program, arguments) { Environment = program.FullEnvironment(""), Terminal = _terminal.Path });
    }

    /// <summary>What we started.</summary>
    public ChildProcess Child { get; }

    /// <summary>The terminal's modes before it began.</summary>
    public string Modes { get; } = "";

    /// <summary>What it wrote to standard output, or to the terminal.</summary>
    public string Output => _command?.Output ?? _terminal!.Written;

    /// <summary>What it wrote to standard error.</summary>
    public string Error => _command?.Error ?? "";

    /// <summary>The terminal with its first modes, for those who look at what is left.</summary>
    public (PtyTerminal, string)? Terminal => _terminal is null ? null : (_terminal, Modes);

    /// <summary>Presses a scene's keys when it is there, each when something was drawn after the one before.</summary>
    public async Task Press()
    {
        if (_scene.Keys.Count == 0)
            return;
        await IsThere();
        foreach (string key in _scene.Keys)
        {
            int before = Output.Length;
            if (!Type(key))
                return;
            await Eventually.Is(() => Child.Status.IsCompleted || Output.Length > before, TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Until then C-c is a signal of the terminal's, and no key.</summary>
    private Task<bool> IsThere() =>
        Eventually.Is(() => Child.Status.IsCompleted || (_scene.IsScreen ? Output.Contains("\e[?2026l", StringComparison.Ordinal) : Output.Length > 0), Opens);

    /// <summary>Leaves a screen, as C-c does whatever is open.</summary>
    public async Task Leave()
    {
        if (_scene.IsScreen)
            await IsThere();
        for (int tries = 0; _scene.HasTerminal && tries < 20 && !Child.Status.IsCompleted; tries++)
        {
            Type(_scene.IsScreen ? "\x03" : "\r");
            await Eventually.Is(() => Child.Status.IsCompleted, TimeSpan.FromSeconds(1));
        }
    }

    public void Dispose()
    {
        _command?.Dispose();
        _terminal?.Dispose();
    }

    private bool Type(string keys)
    {
        if (Child.Status.IsCompleted)
            return false;
        _terminal!.Type(keys);
        return true;
    }
}

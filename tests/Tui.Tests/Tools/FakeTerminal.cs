using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Tools;

/// <summary>A terminal whose person is a script: each wait takes the next step of it. It keeps a log of what was done to it.</summary>
internal sealed class FakeTerminal(ManualClock clock) : ITerminal
{
    private readonly Queue<Func<FakeTerminal, IEnumerable<TerminalEvent>>> _script = [];
    private readonly AutoResetEvent _woken = new(false);

    public List<string> Log { get; } = [];

    public List<string> Frames { get; } = [];

    /// <summary>The timeouts that were asked for, one a wait.</summary>
    public List<int> Timeouts { get; } = [];

    public Shown Answer { get; set; } = Shown.Yes;

    public bool CanSuspend { get; set; } = true;

    public TerminalTraits Traits { get; } = new(true, ColourDepth.None, true, true);

    public Size Size { get; set; } = new(80, 24);

    public string LastFrame => Frames[^1];

    /// <summary>Keys that are pressed at the next wait.</summary>
    public FakeTerminal Then(string keys) => Then([.. keys.Split(' ').Select(key => new TerminalEvent.Pressed(Key.Parse(key)!.Value))]);

    public FakeTerminal Then(params TerminalEvent[] events) => Then(_ => events);

    public FakeTerminal Then(Func<FakeTerminal, IEnumerable<TerminalEvent>> step)
    {
        _script.Enqueue(step);
        return this;
    }

    /// <summary>Waits until a frame shows something; messages from other threads are let in meanwhile.</summary>
    public FakeTerminal Until(string text) => Then(terminal =>
    {
        if (terminal.LastFrame.Contains(text, StringComparison.Ordinal))
            return [];
        terminal._again = true;
        return [];
    });

    private bool _again;

    public void Enter() => Log.Add("enter");

    public void Leave() => Log.Add("leave");

    public void Close() => Log.Add("close");

    public bool Suspend()
    {
        Log.Add("suspend");
        return CanSuspend;
    }

    public Shown Show(Frame frame)
    {
        Frames.Add(frame.ToString());
        return Answer;
    }

    public void Forget() => Log.Add("forget");

    public void Copy(string text) => Log.Add($"copy {text}");

    public void UseMouse() => Log.Add("mouse");

    public void Wait(int timeoutMs, List<TerminalEvent> into)
    {
        Timeouts.Add(timeoutMs);
        clock.Advance(Math.Max(1, timeoutMs));
        Assert.True(_script.Count > 0, $"the script is over and the screen is not:\n{LastFrame}");
        _again = false;
        into.AddRange(_script.Peek()(this));
        if (!_again)
            _script.Dequeue();
        else
            Assert.True(_woken.WaitOne(timeoutMs < 0 ? 10_000 : 10) || timeoutMs >= 0, $"nothing came in 10 s:\n{LastFrame}");
    }

    public void Wake() => _woken.Set();

    public void Dispose() => _woken.Dispose();
}

using System.Diagnostics;
using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>A terminal that understands ECMA-48, as all of today's do.</summary>
internal sealed class AnsiTerminal : ITerminal
{
    // A link that takes no byte for so long is frozen; the person in front of it has given up on it too.
    private const int FrozenMs = 700;
    private const int LeavePatienceMs = 30;

    // One that ends by itself every time is not started for ever.
    private const int MostWatchdogs = 16;

    private readonly Tty _tty;
    private readonly WakeUp _wakeUp = new();
    private readonly KeyReader _keys = new();
    private readonly LinkPace _pace = new();
    private readonly FrameDiff _diff;
    private readonly ByteBuffer _out = new();
    private readonly SignalWatch _signals;
    private readonly Modes _modes;
    private readonly Lock _gate = new();
    private readonly byte[] _input = new byte[4096];
    private readonly Frame _shown;
    private bool _shownIsKnown;
    private bool _entered;
    private bool _closed;
    private bool _mouse;
    private volatile bool _leaving;
    private long _lastInput;
    private Watchdog? _watchdog;
    private int _watchdogsLeft = MostWatchdogs;

    public AnsiTerminal(Tty tty, TerminalTraits traits)
    {
        _tty = tty;
        Traits = traits;
        _modes = Modes.For(traits);
        _diff = new FrameDiff(traits.Depth);
        _shown = new Frame(default);
        _signals = new SignalWatch(Close, Wake);
    }

    public TerminalTraits Traits { get; }

    public Size Size => _tty.Size;

    public void Enter()
    {
        lock (_gate)
        {
            if (_entered || _closed)
                return;
            _leaving = false;
            _entered = true;
            _shownIsKnown = false;
            // Before anything is changed: whenever this process is killed, somebody is there to change it back.
            StartWatchdog();
            _tty.MakeRaw();
            _tty.Write(_modes.Enter, FrozenMs, () => _leaving);
            if (_mouse)
                _tty.Write(_modes.Mouse, FrozenMs, () => _leaving);
        }
    }

    public void Leave()
    {
        // A writer that waits for a slow terminal holds the gate; it sees this and lets go.
        _leaving = true;
        lock (_gate)
        {
            if (!_entered)
                return;
            _entered = false;
            _tty.Write(_modes.Leave(_shown.Size.Rows), LeavePatienceMs);
            // An answer that comes when the shell reads again would be taken for typed text.
            if (_pace.InFlight > 0)
            {
                _tty.WaitReadable(-1, -1, LeavePatienceMs);
                _tty.ForgetInput();
            }
            _pace.Forget();
            _tty.Restore();
            _watchdog?.Left();
        }
    }

    public void Close()
    {
        _leaving = true;
        lock (_gate)
        {
            _closed = true;
            Leave();
        }
    }

    public bool Suspend()
    {
        if (!JobControl.HasShell())
            return false;
        Leave();
        _signals.TakeContinued();
        JobControl.StopGroup();
        // The stop may take hold a moment after the call returns: only SIGCONT says that it is over.
        while (!_signals.TakeContinued() && !_closed)
        {
            _wakeUp.Wait();
        }
        Enter();
        return true;
    }

    public void Forget()
    {
        _shownIsKnown = false;
        Send(_modes.Again);
        if (_mouse)
            Send(_modes.Mouse);
    }

    public void Copy(string text)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        if (Traits.Private)
            Send(Encoding.ASCII.GetBytes($"\e]52;c;{encoded}\a"));
    }

    public void UseMouse()
    {
        _mouse = true;
        Send(_modes.Mouse);
    }

    public Shown Show(Frame frame)
    {
        lock (_gate)
        {
            if (!_entered)
                return Shown.Later;
            long now = Environment.TickCount64;
            if (!_pace.MayShow(now))
                return Shown.Later;
            _out.Clear();
            _out.Append(_modes.BeginFrame);
            int start = _out.Length;
            _diff.Write(_shownIsKnown ? _shown : null, frame, _out);
            if (_out.Length == start)
                return Shown.Yes;
            _out.Append(_modes.EndFrame);
            if (_pace.Sent(now))
                _out.Append("\e[5n"u8);
            if (!_tty.Write(_out.Bytes, FrozenMs, () => _leaving))
                return _leaving ? Shown.Later : Shown.Never;
            _shown.CopyFrom(frame);
            _shownIsKnown = true;
        }
        return Shown.Yes;
    }

    public void Wait(int timeoutMs, List<TerminalEvent> into)
    {
        int count = into.Count;
        bool readable = _tty.WaitReadable(_wakeUp.Fd, _watchdog?.Pipe ?? -1, Sooner(timeoutMs, PatienceLeft()));
        ReplaceWatchdog();
        _wakeUp.Clear();
        if (readable)
            ReadInput(into);
        if (PatienceLeft() == 0)
            _keys.GiveUp(into);
        _signals.Drain(into);
        for (int i = into.Count - 1; i >= count; i--)
        {
            if (into[i] is not TerminalEvent.Answered)
                continue;
            _pace.Answered();
            into.RemoveAt(i);
        }
    }

    public void Wake() => _wakeUp.Send();

    public void Dispose()
    {
        Close();
        _watchdog?.Dispose();
        _signals.Dispose();
        _tty.Dispose();
        _wakeUp.Dispose();
    }

    /// <summary>Somebody may have killed it: without one, a SIGKILL would leave the terminal as the screen has it.</summary>
    private void ReplaceWatchdog()
    {
        if (_watchdog is not { HasEnded: true })
            return;
        lock (_gate)
        {
            _watchdog.Dispose();
            _watchdog = null;
            if (_entered)
                StartWatchdog();
        }
    }

    private void StartWatchdog()
    {
        if (_watchdog is null && _watchdogsLeft-- > 0)
            _watchdog = Watchdog.Start(_tty.FoundInSttyWords, _modes.Leave(0));
        _watchdog?.Entered();
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_entered)
                _tty.Write(bytes, FrozenMs, () => _leaving);
        }
    }

    private void ReadInput(List<TerminalEvent> into)
    {
        int count = _tty.Read(_input);
        if (count < 0)
            into.Add(new TerminalEvent.Gone("sandbox: the terminal hung up"));
        if (count <= 0)
            return;
        _lastInput = Stopwatch.GetTimestamp();
        _keys.Feed(_input.AsSpan(0, count), into);
    }

    /// <summary>How long what has begun may still go on, in milliseconds; -1 where nothing has.</summary>
    private int PatienceLeft() => _keys.PatienceMs is { } patience
        ? Math.Max(0, patience - (int)Stopwatch.GetElapsedTime(_lastInput).TotalMilliseconds)
        : -1;

    private static int Sooner(int timeoutMs, int otherMs) =>
        timeoutMs < 0 ? otherMs : otherMs < 0 ? timeoutMs : Math.Min(timeoutMs, otherMs);
}

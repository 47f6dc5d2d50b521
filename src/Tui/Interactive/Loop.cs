using System.Collections.Immutable;
using System.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Recording;
using Sandbox.Tui.Views;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Interactive;

/// <summary>How the screen ended.</summary>
/// <param name="ExitCode">The program's exit code.</param>
/// <param name="Words">What is to be said once the terminal is back; <c>null</c> where nothing is.</param>
internal sealed record ScreenEnd(int ExitCode, string? Words = null);

/// <summary>
/// Turns events into messages, messages into models, models into frames. It sleeps until something comes; while a run is live it
/// looks at the board 30 times a second. However it ends, the terminal comes back first, then the run is ended.
/// </summary>
internal sealed class Loop(ITerminal terminal, Sessions sessions, Inbox inbox, TimeProvider clock)
{
    private const int FrameMs = 33;
    private const int PagesMs = 100;

    // A key is answered before the next frame is due, but a flood of keys does not become a flood of frames.
    private const int AnswerMs = 8;
    private const int ResizeQuietMs = 40;
    private const int ResizeLongestMs = 200;
    private const int Flood = 16;
    private const int SignalCodes = 128;
    private const int HangUp = 1;

    private readonly List<TerminalEvent> _events = [];
    private readonly List<TerminalEvent> _typedAhead = [];
    private readonly Frame _frame = new(default);
    private readonly long _startedAt = clock.GetTimestamp();
    private AppModel _model = null!;
    private ModelScreen _screen = null!;
    private ScreenEnd? _end;
    private bool _dirty = true;
    private long _nextFrameAt;
    private long _lastFrameAt;
    private long _nextBoardAt;
    private long _nextPagesAt;
    private long? _resizedAt;
    private LiveRecording? _recording;

    /// <summary>Runs the screen to its end.</summary>
    /// <param name="model">What it begins with.</param>
    /// <param name="afterFirstFrame">Work that the first frame does not wait for.</param>
    public ScreenEnd Run(AppModel model, Action afterFirstFrame)
    {
        _model = model;
        try
        {
            terminal.Enter();
            _screen = Opened(model);
            Present();
            afterFirstFrame();
            while (_end is null)
            {
                terminal.Wait(Timeout(), _events);
                TakeEvents();
                TakeMessages();
                ReadBoard();
                ReadPages();
                Present();
            }
            return _end;
        }
        finally
        {
            terminal.Close();
            _screen?.Dispose();
            sessions.Run.Dispose();
            EndRecording();
            sessions.Matrix.Dispose();
            sessions.Trace.Dispose();
            sessions.Exercise.Dispose();
            sessions.Files.Finish();
        }
    }

    private ModelScreen Opened(AppModel model) => new(model, terminal.Traits, clock, ViewTable.Make, Apply);

    private long Now => (long)clock.GetElapsedTime(_startedAt).TotalMilliseconds;

    private int Timeout()
    {
        if (_dirty)
            return (int)Math.Max(0, _nextFrameAt - Now);
        return _model.Run is { Live: true } ? (int)Math.Max(0, BoardAt - Now) : -1;
    }

    /// <summary>When the board is read: for a frame, and so when the next one is due, not between two.</summary>
    private long BoardAt => Math.Max(_nextBoardAt, _nextFrameAt);

    private void TakeEvents()
    {
        for (int at = 0; at < _events.Count; at++)
        {
            TerminalEvent happened = _events[at];
            // What keys mean, and what a run would be, is known once the settings are.
            if (!_model.Settled && happened is (TerminalEvent.Pressed or TerminalEvent.Pasted or TerminalEvent.Moused))
            {
                _typedAhead.Add(happened);
                continue;
            }
            if (_screen.TakesText && TextFrom(at, out int keys) is { Length: >= Flood } text)
                (happened, at) = (new TerminalEvent.Pasted(text), at + keys - 1);
            Take(happened);
        }
        _events.Clear();
    }

    /// <summary>The characters that came together from an event on: faster than anybody types, so a paste by a terminal that does not say so.</summary>
    private string TextFrom(int at, out int keys)
    {
        StringBuilder text = new();
        for (keys = 0; at < _events.Count && _events[at] is TerminalEvent.Pressed { Key: { IsText: true } key }; at++, keys++)
            text.Append(key.Rune);
        return text.ToString();
    }

    private void TakeTypedAhead()
    {
        foreach (TerminalEvent happened in _typedAhead)
            Take(happened);
        _typedAhead.Clear();
    }

    private void Take(TerminalEvent happened)
    {
        switch (happened)
        {
            case TerminalEvent.Pressed pressed:
                _screen.Press(pressed.Key);
                // A widget that moves its own cursor tells nobody.
                _dirty = true;
                if (_resizedAt is null)
                    _nextFrameAt = Math.Min(_nextFrameAt, _lastFrameAt + AnswerMs);
                break;
            case TerminalEvent.Pasted pasted:
                _screen.Paste(pasted.Text);
                _dirty = true;
                break;
            case TerminalEvent.Moused moused:
                _screen.UseMouse(moused.Flags, moused.X, moused.Y);
                _dirty = true;
                break;
            case TerminalEvent.SuspendAsked:
                Apply(new Message.SuspendAsked());
                break;
            case TerminalEvent.Resized:
                // A window that is being dragged sends hundreds of these: it is drawn when it rests, or now and then.
                _resizedAt ??= Now;
                _nextFrameAt = Math.Min(Now + ResizeQuietMs, _resizedAt.Value + ResizeLongestMs);
                Apply(new Message.Resized(terminal.Size));
                break;
            case TerminalEvent.Continued:
                // Whoever had the terminal meanwhile left it as they liked.
                terminal.Leave();
                terminal.Enter();
                Apply(new Message.Resized(terminal.Size));
                break;
            case TerminalEvent.EndAsked asked:
                _end ??= new ScreenEnd(SignalCodes + asked.Signal);
                break;
            case TerminalEvent.Gone gone:
                _end ??= new ScreenEnd(SignalCodes + HangUp, gone.Why);
                break;
        }
    }

    private void TakeMessages()
    {
        while (_end is null && inbox.TryTake(out Message? message))
        {
            Apply(message);
            if (_model.Settled)
                TakeTypedAhead();
        }
    }

    private void ReadBoard()
    {
        if (_model.Run is not { Live: true } || Now < BoardAt)
            return;
        _nextBoardAt = Now + FrameMs;
        if (sessions.Run.ReadBoard() is { } board)
            Apply(board);
    }

    /// <summary>Page maps are read while a view shows them, and not for every frame.</summary>
    private void ReadPages()
    {
        if (_model is not { Run.Live: true, TooSmall: false, Paused: null } || Now < _nextPagesAt)
            return;
        ImmutableArray<int> workers = _model.View.Mapped(_model);
        if (workers.IsEmpty)
            return;
        _nextPagesAt = Now + PagesMs;
        if (sessions.Run.ReadPages(workers) is { } pages)
            Apply(pages);
    }

    private void Apply(Message message)
    {
        (_model, var effects) = AppUpdate.Update(_model, message);
        _dirty = true;
        _screen.Bind(_model);
        foreach (Effect effect in effects)
            Carry(effect);
    }

    private void Carry(Effect effect)
    {
        if (sessions.Carry(effect))
            return;
        switch (effect)
        {
            case Effect.Repaint:
                terminal.Forget();
                break;
            case Effect.Copy copy:
                terminal.Copy(copy.Text);
                break;
            case Effect.Record when _recording is null:
                _recording = new LiveRecording(terminal.Size, terminal.Traits, clock);
                break;
            case Effect.Record:
                EndRecording();
                break;
            case Effect.UseMouse:
                terminal.UseMouse();
                break;
            case Effect.Suspend when !terminal.Suspend():
                Apply(new Message.SuspendRefused());
                break;
            case Effect.Suspend:
                Apply(new Message.Resized(terminal.Size));
                break;
            case Effect.Quit quit:
                _end ??= new ScreenEnd(quit.ExitCode, quit.Words);
                break;
        }
    }

    private void EndRecording()
    {
        if (_recording is { } recording)
            sessions.Files.WriteRecording(recording.End());
        _recording = null;
    }

    private void Present()
    {
        if (!_dirty || _end is not null || Now < _nextFrameAt)
            return;
        _screen.Draw(_frame);
        Shown shown = terminal.Show(_frame);
        if (shown == Shown.Yes)
            _recording?.Take(_frame);
        if (_recording is { Cast.IsFull: true })
            Apply(new Message.RecordingFull());
        _dirty = shown == Shown.Later;
        _lastFrameAt = Now;
        _nextFrameAt = _lastFrameAt + FrameMs;
        _resizedAt = null;
        if (shown == Shown.Never)
            _end = new ScreenEnd(SignalCodes + HangUp, "sandbox: the terminal took no output for 0.7 s");
    }
}

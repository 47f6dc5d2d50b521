using Sandbox.Tui.Recording;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Demos;

/// <summary>
/// A terminal at which a script sits: it presses the script's keys and records what it is sent. Time in the recording is the script's
/// own: each key and each pause takes as long as it says, whatever the machine needs. A frame is recorded when a key was pressed or
/// when it shows what the script waits for; those in between depend on the machine and are left out.
/// </summary>
internal sealed class DemoTerminal : ITerminal
{
    private const double SecondsPerKey = 0.3;
    private const int CaptionRows = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A script may wait for the words of a refusal, and gets them at once; for anything else it would wait in vain.
    private static readonly TimeSpan PatienceAfterRefusal = TimeSpan.FromSeconds(2);

    private readonly DemoScript _script;
    private readonly TimeProvider _clock;
    private readonly AutoResetEvent _woken = new(false);
    private readonly ByteBuffer _bytes = new();
    private readonly Queue<Key> _keys = new();
    private readonly FrameDiff _diff;
    private readonly Frame _latest;
    private readonly Frame _next;
    private readonly Frame _recorded;
    private bool _recordedIsKnown;
    private bool _awaitsFrame = true;
    private long? _waitingSince;
    private volatile Refusal? _refused;
    private string _caption = "";
    private double _now;
    private int _step;

    public DemoTerminal(DemoScript script, CastFormat format, TimeProvider clock)
    {
        (_script, _clock) = (script, clock);
        Size whole = script.Steps.Any(step => step is DemoStep.Caption) ? new Size(script.Size.Columns, script.Size.Rows + CaptionRows) : script.Size;
        (_latest, _next, _recorded) = (new Frame(script.Size), new Frame(whole), new Frame(whole));
        _diff = new FrameDiff(Traits.Depth);
        Cast = new Cast(format, whole, script.Title);
        Cast.Enter();
    }

    /// <summary>What was recorded so far.</summary>
    public Cast Cast { get; }

    /// <summary>Why the script could not be played to its end; <c>null</c> where it was.</summary>
    public string? Problem { get; private set; }

    /// <summary>The first run that the machine refused; <c>null</c> where it refused none.</summary>
    public Refusal? Refused => _refused;

    /// <summary>Whether the script came to its end.</summary>
    public bool IsDone => _step == _script.Steps.Length && _keys.Count == 0;

    public TerminalTraits Traits { get; } = new(CanPaint: true, ColourDepth.Many, Unicode: true, Private: true);

    public Size Size => _script.Size;

    public void Enter()
    {
    }

    public void Leave()
    {
    }

    /// <summary>The recording ends.</summary>
    /// <returns>It, whole.</returns>
    public Cast End()
    {
        Cast.Leave(_now, _next.Size.Rows);
        return Cast;
    }

    public void Close()
    {
    }

    public bool Suspend() => false;

    public void Copy(string text)
    {
    }

    public void UseMouse()
    {
    }

    public void Forget() => _recordedIsKnown = false;

    public Shown Show(Frame frame)
    {
        _latest.CopyFrom(frame);
        if (_awaitsFrame)
            Record();
        _awaitsFrame = false;
        return Shown.Yes;
    }

    public void Wait(int timeoutMs, List<TerminalEvent> into)
    {
        // The frame that a key asked for comes before whatever the script does next.
        if (!_awaitsFrame && Play(into))
            return;
        _woken.WaitOne(timeoutMs < 0 ? 100 : Math.Min(timeoutMs, 100));
    }

    public void Wake() => _woken.Set();

    /// <summary>The machine refused a run. Any thread may say so.</summary>
    public void Refuse(string why, bool begun)
    {
        _refused ??= new Refusal(why, begun);
        Wake();
    }

    public void Dispose() => _woken.Dispose();

    /// <summary>Goes on with the script.</summary>
    /// <returns>Whether there is something for the screen; if not, it waits for the screen.</returns>
    private bool Play(List<TerminalEvent> into)
    {
        while (!IsDone && Problem is null)
        {
            if (_keys.TryDequeue(out Key key))
            {
                _now += SecondsPerKey;
                _awaitsFrame = true;
                into.Add(new TerminalEvent.Pressed(key));
                return true;
            }
            if (!Do(_script.Steps[_step]))
                return false;
            _step++;
        }
        into.Add(new TerminalEvent.EndAsked(0));
        return true;
    }

    private bool Do(DemoStep step)
    {
        switch (step)
        {
            case DemoStep.Press press:
                foreach (Key key in press.Keys)
                    _keys.Enqueue(key);
                return true;
            case DemoStep.Pause pause:
                _now += pause.Seconds;
                return true;
            case DemoStep.Caption caption:
                _caption = caption.Text;
                Record();
                return true;
            case DemoStep.Marker marker:
                Cast.Marker(_now, marker.Label);
                return true;
            case DemoStep.WaitFor wait:
                return Waited(wait);
            default:
                throw new System.Diagnostics.UnreachableException($"no step is a {step.GetType().Name}");
        }
    }

    private bool Waited(DemoStep.WaitFor wait)
    {
        if (Shows(wait.Text))
        {
            _waitingSince = null;
            Record();
            return true;
        }
        _waitingSince ??= _clock.GetTimestamp();
        if (_clock.GetElapsedTime(_waitingSince.Value) < (_refused is null ? Patience : PatienceAfterRefusal))
            return false;
        Problem = $"{wait.Origin}: the screen did not show \"{wait.Text}\" within {Patience.TotalSeconds} s; it shows:\n{Text()}";
        return true;
    }

    /// <summary>A run that the machine refused.</summary>
    /// <param name="Why">What it was short of.</param>
    /// <param name="Begun">Whether some of its workers had been started.</param>
    internal sealed record Refusal(string Why, bool Begun);

    private void Record()
    {
        _next.Reset(_next.Size);
        _next.CopyTop(_latest);
        if (_next.Size.Rows > _latest.Size.Rows)
            _next.Put(1, _next.Size.Rows - 1, _caption, Palette.For(Traits.Depth)[Ink.Title]);
        _bytes.Clear();
        _diff.Write(_recordedIsKnown ? _recorded : null, _next, _bytes);
        _recorded.CopyFrom(_next);
        _recordedIsKnown = true;
        if (_bytes.Length > 0)
            Cast.Output(_now, _bytes.Bytes);
    }

    private bool Shows(string text)
    {
        for (int y = 0; y < _latest.Size.Rows; y++)
        {
            if (_latest.Row(y).Contains(text, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private string Text() => _latest.ToString().TrimEnd('\n');
}

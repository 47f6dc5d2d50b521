using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Recording;

/// <summary>Records what a person sees: the frames that the live screen shows, at the time at which it shows them.</summary>
/// <param name="size">The terminal's size at the start.</param>
/// <param name="traits">What the terminal can do.</param>
/// <param name="clock">Says how late it is.</param>
internal sealed class LiveRecording(Size size, TerminalTraits traits, TimeProvider clock)
{
    private readonly long _startedAt = clock.GetTimestamp();
    private readonly ByteBuffer _bytes = new();
    private readonly Frame _shown = new(size);
    private bool _begun;

    /// <summary>What was recorded so far.</summary>
    public Cast Cast { get; } = new(CastFormat.V2, size, "sandbox");

    /// <summary>The recording ends.</summary>
    /// <returns>It, whole.</returns>
    public Cast End()
    {
        Cast.Leave(clock.GetElapsedTime(_startedAt).TotalSeconds, _shown.Size.Rows);
        return Cast;
    }

    /// <summary>The screen shows a frame.</summary>
    public void Take(Frame frame)
    {
        double now = clock.GetElapsedTime(_startedAt).TotalSeconds;
        if (!_begun)
            Cast.Enter();
        else if (frame.Size != _shown.Size)
            Cast.Resize(now, frame.Size);
        _bytes.Clear();
        new FrameDiff(traits.Depth).Write(_begun ? _shown : null, frame, _bytes);
        _shown.CopyFrom(frame);
        _begun = true;
        if (_bytes.Length > 0)
            Cast.Output(now, _bytes.Bytes);
    }
}

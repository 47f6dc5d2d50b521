namespace Sandbox.Tui.Terminal;

/// <summary>
/// Keeps frames from queueing on a slow link: behind a frame that follows another at once the terminal is asked whether it has
/// come that far (DSR, <c>ESC [ 5 n</c>), and no more than two frames are sent that it has not spoken of. A terminal that never
/// answers is not waited for. All times are in milliseconds on one clock.
/// </summary>
internal sealed class LinkPace
{
    private const int MostInFlight = 2;
    private const int FollowsAtOnceMs = 150;
    private const int MuteAfterMs = 1500;

    private long _lastFrameAt = long.MinValue / 2;
    private long _askedAt;
    private bool _mute;

    /// <summary>How many questions have no answer yet.</summary>
    public int InFlight { get; private set; }

    /// <summary>Whether the terminal may be sent a frame now.</summary>
    public bool MayShow(long now)
    {
        if (InFlight < MostInFlight)
            return true;
        if (now - _askedAt < MuteAfterMs)
            return false;
        // Mute, or so slow that one frame each while is all it gets: an answer says which.
        _mute = true;
        return true;
    }

    /// <summary>A frame is being sent.</summary>
    /// <returns>Whether to ask behind it.</returns>
    public bool Sent(long now)
    {
        bool ask = !_mute && now - _lastFrameAt < FollowsAtOnceMs;
        _lastFrameAt = now;
        if (!ask)
            return false;
        _askedAt = now;
        InFlight++;
        return true;
    }

    /// <summary>The terminal answered.</summary>
    public void Answered()
    {
        InFlight = Math.Max(0, InFlight - 1);
        _mute = false;
    }

    /// <summary>The terminal was left, or what it shows forgotten: no answer is expected.</summary>
    public void Forget() => InFlight = 0;
}

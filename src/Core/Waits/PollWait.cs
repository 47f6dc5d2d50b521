using Sandbox.Core.Native;

namespace Sandbox.Core.Waits;

/// <summary>A look every few milliseconds that never blocks.</summary>
public sealed class PollWait : WaitStrategy
{
    private const int PauseMs = 5;

    /// <inheritdoc/>
    public override string Id => "poll";

    /// <inheritdoc/>
    public override string Summary => $"look every {PauseMs} ms whether some child has ended, and never block";

    /// <inheritdoc/>
    public override string Call => "waitpid(-1, &status, WNOHANG)";

    internal override void WaitForAll(WaitRoom room)
    {
        while (room.Occupied)
        {
            if (room.WaitPid(-1, WaitH.WNOHANG) == 0)
                room.Pause(PauseMs);
        }
    }
}

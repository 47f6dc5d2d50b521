using Sandbox.Core.Native;

namespace Sandbox.Core.Waits;

/// <summary>A shell's way: also told when a child is stopped, and when it goes on.</summary>
public sealed class JobControlWait : WaitStrategy
{
    /// <inheritdoc/>
    public override string Id => "job-control";

    /// <inheritdoc/>
    public override string Summary => "a shell's way: told too when a child is stopped, and when it goes on";

    /// <inheritdoc/>
    public override string Call => "waitpid(-1, &status, WUNTRACED | WCONTINUED)";

    internal override bool SeesStops => true;

    internal override void WaitForAll(WaitRoom room)
    {
        while (room.Occupied)
            room.WaitPid(-1, WaitH.WUNTRACED | WaitH.WCONTINUED);
    }
}

namespace Sandbox.Core.Waits;

/// <summary>Whichever child ends first, blocking.</summary>
public sealed class AnyWait : WaitStrategy
{
    /// <inheritdoc/>
    public override string Id => "any";

    /// <inheritdoc/>
    public override string Summary => "wait for whichever child ends next";

    /// <inheritdoc/>
    public override string Call => "waitpid(-1, &status, 0)";

    internal override void WaitForAll(WaitRoom room)
    {
        while (room.Occupied)
            room.WaitPid(-1, 0);
    }
}

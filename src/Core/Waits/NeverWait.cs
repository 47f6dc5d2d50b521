namespace Sandbox.Core.Waits;

/// <summary>No wait at all: every child that ended stays a zombie until the host ends.</summary>
public sealed class NeverWait : WaitStrategy
{
    /// <inheritdoc/>
    public override string Id => "never";

    /// <inheritdoc/>
    public override string Summary => "no wait: zombies pile up until the parent ends, and whoever adopts them reaps them";

    /// <inheritdoc/>
    public override string Call => "none";

    internal override bool WatchesZombies => true;

    internal override void WaitForAll(WaitRoom room) => room.WatchZombies();
}

namespace Sandbox.Core.Waits;

/// <summary>A way for a parent to wait for its children. One file a strategy; the catalogue lists them.</summary>
public abstract class WaitStrategy
{
    /// <summary>The id, as on the command line.</summary>
    public abstract string Id { get; }

    /// <summary>What the host does, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>The call it makes, as C.</summary>
    public abstract string Call { get; }

    /// <summary>Waits until no child is left; called once, in the host, with every child started.</summary>
    internal abstract void WaitForAll(WaitRoom room);
}

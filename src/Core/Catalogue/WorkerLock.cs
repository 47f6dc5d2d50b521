namespace Sandbox.Core.Catalogue;

/// <summary>How much is done while a lock is held: a row of <see cref="LockCatalogue.Grains"/>.</summary>
/// <param name="Id">The id, as on the command line.</param>
/// <param name="Summary">What that means, in one line.</param>
public sealed record LockGrain(string Id, string Summary)
{
    /// <summary>Whether a worker holds it for all its updates.</summary>
    public bool ForAll { get; init; }
}

/// <summary>
/// How workers keep each other out while they add to one total: a row of <see cref="LockCatalogue"/>. The code that a worker runs for it
/// stands in <c>Kernel/Workers</c>, under the same id.
/// </summary>
/// <param name="Id">The id, as on the command line.</param>
/// <param name="Summary">What is done for an update, in one line.</param>
public sealed record WorkerLock(string Id, string Summary)
{
    /// <summary>Whether it is taken and given back: then it can be held for one update, or for all of a worker's.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether workers cannot undo each other's updates.</summary>
    public bool KeepsApart { get; init; } = true;

    /// <summary>Whether each update is one atomic instruction.</summary>
    public bool IsAtomic { get; init; }
}

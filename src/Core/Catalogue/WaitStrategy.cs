using Sandbox.Core.Headers;

namespace Sandbox.Core.Catalogue;

/// <summary>
/// A way for a parent to wait for its children, as a row of <see cref="WaitCatalogue"/>. The calls that it makes stand in
/// <c>Kernel/Host</c>, under the same id.
/// </summary>
/// <param name="Id">The id, as on the command line.</param>
/// <param name="Summary">What the host does, in one line.</param>
/// <param name="Call">The call it makes, as C.</param>
public sealed record WaitStrategy(string Id, string Summary, string Call)
{
    /// <summary>Whether the host waits at all; where it does not, it looks for zombies itself and reaps none.</summary>
    public bool Waits { get; init; } = true;

    /// <summary>Whether the host sleeps in its calls until there is something to be told; one that does not waits for nobody, or polls.</summary>
    public bool Blocks { get; init; } = true;

    /// <summary>Whether the host waits for one child after the other, in their order: who ends before its turn stays a zombie until then.</summary>
    public bool InTurn { get; init; }

    /// <summary>Whether a child that ended keeps its pid and status until it is waited for; otherwise the kernel reaps it, and nobody learns how it ended.</summary>
    public bool LeavesZombies { get; init; } = true;

    /// <summary>Whether the host learns how each child ended, so that it can start one again that failed.</summary>
    public bool LearnsEnds => Waits && LeavesZombies;

    /// <summary>Whether the workers are held at the gate until all are there and the host listens, so that they end together.</summary>
    public bool HoldsWorkers { get; init; }

    /// <summary>Whether the parent is told when a child is stopped and when it goes on.</summary>
    public bool SeesStops { get; init; }

    /// <summary>A signal that no thread of the host may take, because it is read from a descriptor; 0 where there is none.</summary>
    public int BlockedSignal { get; init; }

    /// <summary>Whether SIGCHLD is read from a descriptor: then the report tells how many signals stood for how many children.</summary>
    public bool ReadsSigchld => BlockedSignal == SignalH.SIGCHLD;
}

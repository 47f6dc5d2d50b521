using Sandbox.Core.Hosting;
using Sandbox.Core.Runs;

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

    /// <summary>What a child that has ended is to a parent that has no status of it.</summary>
    internal virtual WorkerState WithoutStatus => WorkerState.Unreaped;

    /// <summary>Whether a child that ended keeps its pid until it is waited for.</summary>
    internal virtual bool LeavesZombies => true;

    /// <summary>Whether the host itself looks for zombies.</summary>
    internal virtual bool WatchesZombies => false;

    /// <summary>Whether the workers are held at the gate until all are there and the host listens, so that they end together.</summary>
    internal virtual bool HoldsWorkers => false;

    /// <summary>Whether the parent is told when a child is stopped and when it goes on.</summary>
    internal virtual bool SeesStops => false;

    /// <summary>A signal that no thread of the host may take, because it is read from a descriptor; 0 where there is none.</summary>
    internal virtual int BlockedSignal => 0;

    /// <summary>What this machine lacks for it, for a message; <c>null</c> where nothing.</summary>
    /// <param name="workers">How many children there will be.</param>
    internal virtual string? Lacks(int workers) => null;

    /// <summary>What has to be arranged before the first child is started.</summary>
    internal virtual void Prepare(HostRun run)
    {
    }

    /// <summary>Waits until no child is left; called once, in the host, with every child started.</summary>
    internal abstract void WaitForAll(WaitRoom room);
}

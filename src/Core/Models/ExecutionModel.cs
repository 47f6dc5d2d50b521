using Sandbox.Core.Hosting;
using Sandbox.Core.Memory;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Models;

/// <summary>An execution model: what a worker is, and whose the array is. One file a model; the catalogue lists them.</summary>
public abstract class ExecutionModel
{
    /// <summary>The id, as on the command line.</summary>
    public abstract string Id { get; }

    /// <summary>What the workers are, in a few words.</summary>
    public abstract string Workers { get; }

    /// <summary>What the array is to them, in a few words.</summary>
    public abstract string Array { get; }

    /// <summary>What the model teaches, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>What a worker is to the kernel.</summary>
    public abstract WorkerKind Kind { get; }

    /// <summary>Whether there is one worker only, whatever number is asked for.</summary>
    public virtual bool Single => false;

    /// <summary>Whether the host can wait for its workers with the wait strategies; threads are joined instead.</summary>
    public bool Waitable => Kind == WorkerKind.Process;

    /// <summary>Whose the array is.</summary>
    internal virtual ArenaKind Arena => ArenaKind.Private;

    /// <summary>Whether a variable that all workers add to is the host's own to them too.</summary>
    internal bool SharesTotal => Kind == WorkerKind.Thread || Arena == ArenaKind.Shared;

    /// <summary>About how many bytes a worker takes beside the array, with an array of a size.</summary>
    internal virtual long BytesPerWorker(long arrayBytes) => 64 << 10;

    /// <summary>About how many processes and threads a worker is to the kernel.</summary>
    internal virtual int TasksPerWorker => 1;

    /// <summary>What the host does before the workers' part begins: whatever it takes is no worker's time.</summary>
    internal virtual void MakeReady()
    {
    }

    /// <summary>Runs all workers to their end; called once, in the host, with the array filled.</summary>
    internal abstract void Run(HostRun run);
}

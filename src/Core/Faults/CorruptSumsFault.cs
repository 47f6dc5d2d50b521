using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>A worker that writes over its neighbours' result slots.</summary>
public sealed unsafe class CorruptSumsFault : Fault
{
    private const long Garbage = -1000;

    /// <inheritdoc/>
    public override string Id => "corrupt-sums";

    /// <inheritdoc/>
    public override string Summary => "writing over the neighbours' slots in the results array, once they have stored their sums";

    /// <inheritdoc/>
    public override string ChildEndsWith => "exited 0: shared on purpose is shared in failure";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit(0);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        Overwrite(job, job->Index - 1);
        Overwrite(job, job->Index + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Overwrite(WorkerJob* job, int neighbour)
    {
        if (neighbour < 0 || neighbour >= job->Workers)
            return;
        // A neighbour that stores later would undo the damage, and the lesson would depend on luck. One that does this very
        // fault is not waited for: it may be waiting for us.
        while (Volatile.Read(ref job->Slots[neighbour].Stage) is >= 0 and < (int)WorkerStage.Faulting)
            Worker.Rest(200_000);
        job->Results[neighbour] = Garbage;
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Hosting;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>All workers add to one total without a lock.</summary>
public sealed unsafe class DataRaceFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "data-race";

    /// <inheritdoc/>
    public override string Summary => "all workers adding 1 to one total for each of their elements, without a lock";

    /// <inheritdoc/>
    public override string ChildEndsWith => "exited 0: updates are lost where memory is shared; where it is private none arrives";

    /// <inheritdoc/>
    public override bool Lingers => true;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit(0);

    /// <inheritdoc/>
    public override FaultActor Actor => FaultActor.AllWorkers;

    internal override bool TakesPart(RunSpec spec, int index) => index < spec.Workers;

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        long count = job->End - job->Start;
        long* total = job->Total;
        FaultGround* ground = &job->Header->Ground;
        if (job->Atomic)
        {
            Meeting.Attend(ground, job->Workers);
            for (long done = 0; done < count; done++)
                Interlocked.Increment(ref *total);
            return;
        }
        // The first update of each is held open between its read and its write until all have read: so that some are lost every
        // time, even on one processor. The others race as the machine lets them.
        long read = Volatile.Read(ref *total);
        Meeting.Attend(ground, job->Workers);
        if (count > 0)
            Volatile.Write(ref *total, read + 1);
        Meeting.Attend(ground, 2 * job->Workers);
        for (long done = 1; done < count; done++)
            Volatile.Write(ref *total, Volatile.Read(ref *total) + 1);
    }
}

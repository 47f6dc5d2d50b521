using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>An intruder that writes over the whole array.</summary>
public sealed unsafe class CorruptArrayFault : Fault
{
    private const int Garbage = -1000;

    /// <summary>Elements between two notes on the board.</summary>
    private const long Stride = 65_536;

    /// <inheritdoc/>
    public override string Id => "corrupt-array";

    /// <inheritdoc/>
    public override string Summary => "an extra worker, the intruder, writing -1000 over the whole array";

    /// <inheritdoc/>
    public override string ChildEndsWith => "exited 0: look at the sums";

    /// <inheritdoc/>
    public override FaultActor Actor => FaultActor.Intruder;

    /// <inheritdoc/>
    public override bool Lingers => true;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit(0);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        for (long done = 0; done < job->Length;)
        {
            long end = Math.Min(done + Stride, job->Length);
            for (; done < end; done++)
                job->Array[done] = Garbage;
            Volatile.Write(ref job->Slot->Done, done);
        }
    }
}

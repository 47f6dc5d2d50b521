using System.Runtime.CompilerServices;
using Sandbox.Core.Hosting;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Two workers that take two locks in opposite order.</summary>
public sealed unsafe class DeadlockFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "deadlock";

    /// <inheritdoc/>
    public override string Summary => "two neighbours taking two locks in opposite order";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGKILL, sent by the parent";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => null;

    /// <inheritdoc/>
    public override string? RefusalFor(ExecutionModel model, int workers) => model.Single
        ? $"a deadlock takes two workers, and the model {model.Id} has one"
        : workers < 2 ? "a deadlock takes two workers, and there is one; use --workers 2 or more" : null;

    internal override bool TakesPart(RunSpec spec, int index)
    {
        foreach (int faulty in spec.Faulty)
        {
            if (index == faulty || index == NeighbourOf(faulty, spec.Workers))
                return true;
        }
        return false;
    }

    internal override void SetUp(FaultGround* ground)
    {
        long* attributes = stackalloc long[2];
        Raw.MutexAttributesInit(attributes);
        Raw.MutexAttributesShared(attributes, PThreadH.PTHREAD_PROCESS_SHARED);
        Raw.MutexInit(&ground->EvenLock, attributes);
        Raw.MutexInit(&ground->OddLock, attributes);
    }

    /// <summary>The next worker, or for the last one the worker before.</summary>
    private static int NeighbourOf(int index, int workers) => index + 1 < workers ? index + 1 : index - 1;

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        // Neighbours differ in parity: one takes the even lock first, the other the odd one.
        FaultGround* ground = &job->Header->Ground;
        bool even = (job->Index & 1) == 0;
        Raw.MutexLock(even ? &ground->EvenLock : &ground->OddLock);
        // Only who holds a lock comes this far, so two do. Both wait here for the other: no luck is needed to deadlock.
        Meeting.Attend(ground, 2);
        Raw.MutexLock(even ? &ground->OddLock : &ground->EvenLock);
    }
}

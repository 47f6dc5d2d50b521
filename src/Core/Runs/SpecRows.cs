using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>The rows of the catalogue that a spec names, and what the spec makes of them.</summary>
public static class SpecRows
{
    extension(RunSpec spec)
    {
        /// <summary>Its execution model.</summary>
        public ExecutionModel ModelRow => ModelCatalogue.Find(spec.Model) ?? throw Missing("model", spec.Model);

        /// <summary>Its fault.</summary>
        public Fault FaultRow => FaultCatalogue.Find(spec.Fault) ?? throw Missing("fault", spec.Fault);

        /// <summary>
        /// The strategy that the host of the run waits by; <c>null</c> where it has no children. The host of orphans waits only where not
        /// all could be started, and then in the plainest way.
        /// </summary>
        public WaitStrategy? WaitInUse => spec.ModelRow.Waitable ? WaitOf(spec.Orphan ? RunSettings.Wait.Default : spec.Wait) : null;

        /// <summary>Whether the host is told when a worker stops and when it goes on: not one that sleeps meanwhile.</summary>
        public bool SeesStops => spec.WaitInUse is { SeesStops: true } && !spec.ModelRow.BorrowsMemory;

        /// <summary>Whether a worker that adds to one total holds its lock for all its updates.</summary>
        public bool HoldsLockForAll => LockCatalogue.FindGrain(spec.LockGrain) is { ForAll: true };

        /// <summary>Whether an extra worker takes part, which sums nothing and does the fault.</summary>
        public bool HasIntruder => spec.FaultRow.Actor == FaultActor.Intruder;

        /// <summary>Whether the intruder is done with the fault before the others read.</summary>
        public bool IntruderGoesFirst => spec.HasIntruder && spec.Order == RunOrder.IntruderFirst;

        /// <summary>How many workers take part, an intruder included, which comes last.</summary>
        public int WorkerCount => spec.Workers + (spec.HasIntruder ? 1 : 0);

        /// <summary>The value of the fault's argument; 0 where it takes none.</summary>
        public long FaultValue => spec.FaultRow.ValueOf(spec.FaultArgument);

        /// <summary>
        /// The wait status of a child that does the fault; <c>null</c> where the timeout has to end it, and where it depends on somebody else's
        /// program how it takes what is done to it.
        /// </summary>
        public WaitStatus? FaultEnd => spec.FaultRow.ChildStatus(spec.FaultValue) is { } end && !(spec.ModelRow.RunsProgram && end.Exited) ? end : null;

        /// <summary>The elements of the array that the intruder writes; none where there is no intruder.</summary>
        public Slice FaultWrites => spec.FaultRow.Writes(spec.FaultValue, spec.Length);

        /// <summary>Whether a worker is one of the faulty ones.</summary>
        /// <param name="index">The worker's index.</param>
        public bool IsFaulty(int index) => spec.Faulty.AsSpan().BinarySearch(index) >= 0;

        /// <summary>Whether a worker does something for the fault before it stores its sum.</summary>
        /// <param name="index">The worker's index.</param>
        public bool TakesPart(int index) => spec.IsFaulty(index)
            || (spec.FaultRow.TakesNeighbour && Array.Exists([index - 1, index + 1], faulty => IsPair(spec, faulty, index)));
    }

    private static WaitStrategy WaitOf(string id) => WaitCatalogue.Find(id) ?? throw Missing("wait strategy", id);

    private static NotSupportedException Missing(string kind, string id) => new($"the {kind} {id} is not in the catalogue");

    /// <summary>Whether the neighbour of a faulty worker is this one: the next worker, or for the last one the worker before.</summary>
    private static bool IsPair(RunSpec spec, int faulty, int index) =>
        spec.Faulty.AsSpan().BinarySearch(faulty) >= 0 && index == (faulty + 1 < spec.Workers ? faulty + 1 : faulty - 1);
}

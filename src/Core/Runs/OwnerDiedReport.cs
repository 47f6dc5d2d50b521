using System.Collections.Immutable;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>What became of a lock whose owner died.</summary>
/// <param name="Robust">Whether the mutex is robust: then the kernel tells who takes it next.</param>
/// <param name="Told">The workers that got EOWNERDEAD, and made the lock usable again.</param>
/// <param name="Waited">The workers that had their sum and never got the lock.</param>
public sealed record OwnerDiedReport(bool Robust, ImmutableArray<int> Told, ImmutableArray<int> Waited)
{
    /// <summary>That of a run; <c>null</c> where the fault has no such lock, or nobody came to hold it.</summary>
    internal static OwnerDiedReport? Of(RunRecord record)
    {
        RunSpec spec = record.Spec;
        if (!spec.FaultRow.OthersTakeLock || !Indices(record, (trace, faulty) => faulty && trace.GotOwnersLock).Any())
            return null;
        return new(
            spec.FaultValue == FaultArguments.RobustKind,
            [.. Indices(record, (trace, _) => trace.ToldOwnerDead)],
            [.. Indices(record, (trace, _) => trace is { GotOwnersLock: false, Stage: WorkerStage.Summed or WorkerStage.Faulting })]);
    }

    private static IEnumerable<int> Indices(RunRecord record, Func<WorkerTrace, bool, bool> which)
    {
        for (int index = 0; index < record.Workers.Length; index++)
        {
            if (which(record.Workers[index], record.Spec.IsFaulty(index)))
                yield return index;
        }
    }
}

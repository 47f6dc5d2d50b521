using System.Collections.Immutable;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>The table of verdicts, as product words: where several hold, the last one counts.</summary>
internal static class VerdictRules
{
    /// <summary>The verdict on a run; <c>null</c> where not all workers could be started, for then nothing was shown.</summary>
    public static Verdict? Judge(RunSpec spec, ImmutableArray<WorkerReport> workers, DataRaceReport? race, Ending ending)
    {
        if (ending.TimedOut)
            return Verdict.Hung;
        if (!ending.AllStarted)
            return null;
        if (!ending.ParentLeft)
            return Verdict.Lost;
        if (workers.Where(worker => IsInnocent(spec, worker)).Any(IsHurt))
            return Verdict.Spread;
        if (race is { Lost: > 0 })
            return Verdict.Miscounted;
        return spec.FaultRow.Actor == FaultActor.Nobody ? Verdict.Clean : Verdict.Contained;
    }

    /// <summary>Whether a worker was to do nothing wrong.</summary>
    public static bool IsInnocent(RunSpec spec, WorkerReport worker) =>
        worker.Role == WorkerRole.Sum && !spec.IsFaulty(worker.Index);

    /// <summary>Whether a worker died or has a wrong sum.</summary>
    public static bool IsHurt(WorkerReport worker) =>
        worker.State == WorkerState.Signaled || worker.Status is { Exited: true, ExitCode: not 0 } || worker.Correct == false;
}

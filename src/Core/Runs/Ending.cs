using System.Collections.Frozen;
using System.Collections.Immutable;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Runs;

/// <summary>How a run ended, picked out of its events.</summary>
/// <param name="HostStatus">The host's own wait status; <c>null</c> while it lives.</param>
/// <param name="HostSurvived">Whether the host outlived its workers: it had all its waits back and looked at its array.</param>
/// <param name="HostLeft">Whether it ended before them because it was to: then their new parent had the waits back.</param>
/// <param name="ParentArrayCorrupted">What the host saw there; <c>null</c> where it did not live to look.</param>
/// <param name="TimedOut">Whether the timeout ended the run.</param>
/// <param name="AllStarted">Whether the kernel let every worker start.</param>
/// <param name="Reaped">The wait call that brought a worker's end, by the worker's index.</param>
internal sealed record Ending(
    WaitStatus? HostStatus,
    bool HostSurvived,
    bool HostLeft,
    bool? ParentArrayCorrupted,
    bool TimedOut,
    bool AllStarted,
    FrozenDictionary<int, RunEvent.Waited> Reaped)
{
    /// <summary>Whether a parent is left, the first or the second, that can add up the sums.</summary>
    public bool ParentLeft => HostSurvived || HostLeft;

    /// <summary>The ending of a run.</summary>
    public static Ending Of(RunRecord record)
    {
        ImmutableArray<RunEvent> events = record.Events;
        bool? corrupted = events.OfType<RunEvent.ParentArrayInspected>().FirstOrDefault()?.Corrupted;
        return new Ending(
            events.OfType<RunEvent.HostEnded>().FirstOrDefault()?.Status,
            events.OfType<RunEvent.PhaseReached>().Any(reached => reached.Phase == RunPhase.Inspecting),
            record.Spec.Orphan && events.OfType<RunEvent.PhaseReached>().Any(reached => reached.Phase == RunPhase.Leaving),
            corrupted,
            events.OfType<RunEvent.TimedOut>().Any(),
            !events.OfType<RunEvent.StartFailed>().Any(),
            events.OfType<RunEvent.Waited>()
                .Where(waited => waited.Worker is not null && waited.Call.Status is { Exited: true } or { Signaled: true })
                .ToFrozenDictionary(waited => waited.Worker!.Value));
    }
}

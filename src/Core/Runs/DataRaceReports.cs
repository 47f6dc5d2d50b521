using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>Makes the part of a report that tells of the one total that all workers add to.</summary>
internal static class DataRaceReports
{
    /// <summary>What became of it; <c>null</c> where the fault has no such total.</summary>
    public static DataRaceReport? Of(RunRecord record, Ending ending)
    {
        RunSpec spec = record.Spec;
        if (!spec.FaultRow.CountsUpdates)
            return null;
        long? arrived = ending.HostSurvived && !spec.Orphan ? record.TotalOfHost : null;
        double sum = 0, first = double.MaxValue, last = 0;
        bool all = true;
        foreach (WorkerTrace trace in record.Workers)
        {
            all &= AddingMs(trace) is not null;
            sum += AddingMs(trace) ?? 0;
            first = Math.Min(first, trace.AddingFromMs ?? first);
            last = Math.Max(last, trace.AddedMs ?? last);
        }
        return new DataRaceReport(spec.Length, arrived, spec.Length - arrived, spec.Atomic, spec.ModelRow.SharesTotal)
        {
            Lock = spec.Lock,
            Grain = LockCatalogue.Find(spec.Lock) is { IsHeld: true } ? spec.LockGrain : null,
            LockMs = all ? Math.Round(last - first, 3) : null,
            NsPerUpdate = all && spec.Length > 0 ? Math.Round(sum * 1e6 / spec.Length, 3) : null,
        };
    }

    /// <summary>Milliseconds that a worker's updates took it; <c>null</c> where it made none, or was not done.</summary>
    public static double? AddingMs(WorkerTrace trace) => trace.AddedMs - trace.AddingFromMs is { } ms ? Math.Round(ms, 3) : null;
}

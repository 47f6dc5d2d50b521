using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.App;

/// <summary>The worker that a person wants to see when a run is over.</summary>
internal static class FailedWorker
{
    /// <summary>
    /// The first that ended badly; else the first that went down with its host, or that nobody waited for; else the first with a wrong sum. Among those, the ones that
    /// were to fail come first. <c>null</c> where all went well.
    /// </summary>
    public static int? Of(RunReport report)
    {
        (int Kind, bool Innocent, int Index)? worst = null;
        foreach (WorkerReport worker in report.Workers)
        {
            if (Kind(worker) is not { } kind)
                continue;
            var found = (kind, worker.Role == WorkerRole.Sum && !report.Spec.Faulty.Contains(worker.Index), worker.Index);
            if (worst is null || found.CompareTo(worst.Value) < 0)
                worst = found;
        }
        return worst?.Index;
    }

    /// <summary>Whether only the host's status tells how it ended: its workers are threads, and it did not end well.</summary>
    public static bool IsHost(RunReport report) =>
        report.Workers.Any(worker => worker.Kind == WorkerKind.Thread) && report.Host.Status is { } status && status is not { Exited: true, ExitCode: 0 };

    private static int? Kind(WorkerReport worker) => worker switch
    {
        { State: WorkerState.Signaled } or { Status: { Exited: true, ExitCode: not 0 } } => 0,
        { State: WorkerState.Lost or WorkerState.Unknown } or { State: WorkerState.Unreaped, Sum: null } => 1,
        { Correct: false } => 2,
        _ => null,
    };
}

namespace Sandbox.Core.Runs;

/// <summary>What became of signals that were sent while they were blocked: as many of SIGUSR1 as of SIGRTMIN.</summary>
/// <param name="Sent">How many of each were sent.</param>
/// <param name="StandardArrived">How many SIGUSR1 were there to be taken: of a standard signal the kernel keeps one.</param>
/// <param name="RealtimeArrived">How many SIGRTMIN were there: real-time signals queue.</param>
/// <param name="Refused">How many SIGRTMIN the kernel had no room for: EAGAIN, by RLIMIT_SIGPENDING.</param>
public sealed record SignalsReport(long Sent, long StandardArrived, long RealtimeArrived, long Refused)
{
    /// <summary>Those of several workers together; <c>null</c> where there are none.</summary>
    internal static SignalsReport? Of(IEnumerable<WorkerTrace> workers)
    {
        SignalsReport? all = null;
        foreach (WorkerTrace trace in workers)
        {
            if (trace.Signals is { } one)
                all = all is null ? one : new(all.Sent + one.Sent, all.StandardArrived + one.StandardArrived, all.RealtimeArrived + one.RealtimeArrived, all.Refused + one.Refused);
        }
        return all;
    }
}

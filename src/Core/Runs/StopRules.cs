using Sandbox.Core.Signals;

namespace Sandbox.Core.Runs;

/// <summary>
/// Who had stopped whom, of those that were stopped (state T) when they got SIGKILL from here. Where nothing else explains it, it was
/// somebody outside.
/// </summary>
internal static class StopRules
{
    /// <summary>Who had stopped a worker; <c>null</c> where nobody had.</summary>
    public static EndedBy? OfWorker(RunRecord record, int index)
    {
        WorkerTrace trace = record.Workers[index];
        return Of(record, trace.Sent, Stopped(record.Spec, trace, index), trace.Sent.Signal);
    }

    /// <summary>Who had stopped the host; <c>null</c> where nobody had. A signal that stops a thread stops the process that it is of.</summary>
    public static EndedBy? OfHost(RunRecord record)
    {
        bool one = record.Spec.ModelRow.OneAddressSpace;
        int sentToThread = one ? record.Workers.Select(trace => trace.Sent.Signal).FirstOrDefault(Stops) : 0;
        return Of(record, record.HostSent, one && record.Workers.Select((trace, index) => Stopped(record.Spec, trace, index)).Any(stopped => stopped), Stops(record.HostSent.Signal) ? record.HostSent.Signal : sentToThread);
    }

    private static EndedBy? Of(RunRecord record, SentSignals sent, bool atFault, int signal)
    {
        if (!sent.FoundStopped)
            return null;
        if (atFault)
            return EndedBy.Fault;
        return Stops(signal) ? EndedBy.Screen : EndedBy.Outside;
    }

    /// <summary>
    /// Whether a worker's fault stopped it, or its process. A signal for the process may be taken by another thread, and who sent it get a
    /// little further; where nobody continues it, it is enough that it was announced.
    /// </summary>
    private static bool Stopped(RunSpec spec, WorkerTrace trace, int index) =>
        spec.FaultRow.StopsWhoDoesIt(spec.FaultValue)
        && (EndRules.StoppedAtFault(spec, trace, index) || (trace.FaultMs is not null && !spec.FaultRow.StopsItself));

    private static bool Stops(int signal) => SignalTable.Find(signal) is { Action: SignalAction.Stop };
}

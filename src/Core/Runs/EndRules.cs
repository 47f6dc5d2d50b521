using Sandbox.Core.Headers;
using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>
/// Who ended whom, from what is known: the wait status, how far the worker had come, and what was sent from here. Where nothing else
/// explains a signal, it came from outside.
/// </summary>
internal static class EndRules
{
    /// <summary>Who ended a worker; <c>null</c> where it never started, or nobody knows how it ended.</summary>
    /// <param name="record">The run.</param>
    /// <param name="index">The worker.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="status">Its wait status, or that of its zombie; <c>null</c> where nobody saw either.</param>
    /// <param name="cpuMs">The processor time that it had used; <c>null</c> where nobody knows.</param>
    public static EndedBy? OfWorker(RunRecord record, int index, WorkerState state, WaitStatus? status, double? cpuMs)
    {
        WorkerTrace trace = record.Workers[index];
        if (trace.Pid is null)
            return null;
        if (state == WorkerState.Lost)
            return EndedBy.Host;
        if (status is not { } known)
            return state == WorkerState.Exited ? EndedBy.Itself : null;
        if (StoppedAtFault(record.Spec, trace, index) && EndsSo(record.Spec, known))
            return EndedBy.Fault;
        EndedBy by = known.Exited ? EndedBy.Itself : OfSignal(known.Signal!.Value, trace.Sent, record, cpuMs);
        // What somebody else's program does to itself looks like what others do to it.
        return by != EndedBy.Outside ? by
            : record.Spec.ModelRow.RunsProgram ? EndedBy.Itself
            : RankHostReport.EndedWithDaemon(record, index, known) ? EndedBy.Daemon
            : MpiReport.EndedByLauncher(record, index, known) ? EndedBy.Mpirun : by;
    }

    /// <summary>Who ended a host; <c>null</c> while it lives.</summary>
    /// <param name="record">The run.</param>
    /// <param name="status">Its wait status.</param>
    public static EndedBy? OfHost(RunRecord record, WaitStatus? status)
    {
        if (status is not { } known)
            return null;
        if (record.Spec.ModelRow.OneAddressSpace && SomebodyStoppedAtFault(record) && EndsSo(record.Spec, known))
            return EndedBy.Fault;
        return known.Exited ? EndedBy.Itself : OfSignal(known.Signal!.Value, record.HostSent, record, record.HostCpuMs);
    }

    /// <summary>Whether a worker's fault took place; <c>null</c> for one that was to do none.</summary>
    /// <param name="record">The run.</param>
    /// <param name="index">The worker.</param>
    /// <param name="endedBy">Who ended it.</param>
    /// <param name="hostEndedBy">Who ended the host.</param>
    public static bool? Faulted(RunRecord record, int index, EndedBy? endedBy, EndedBy? hostEndedBy)
    {
        RunSpec spec = record.Spec;
        if (!IsToFault(spec, index))
            return null;
        WorkerTrace trace = record.Workers[index];
        if (trace.FaultMs is null)
            return false;
        // It was announced. A fault that ends who does it has taken place where it did; any other has begun.
        bool ends = spec.FaultEnd is { } end && end.Raw != 0;
        return !ends || endedBy == EndedBy.Fault || (endedBy == EndedBy.Host && hostEndedBy == EndedBy.Fault)
            || (endedBy is null && trace.Stage == WorkerStage.Faulting);
    }

    /// <summary>The limit of the sandbox's own that ended a process; <c>null</c> where none did.</summary>
    /// <param name="record">The run.</param>
    /// <param name="endedBy">Who ended it.</param>
    /// <param name="status">Its wait status.</param>
    /// <param name="cpuMs">The processor time that it had used; <c>null</c> where nobody knows.</param>
    public static LimitReport? LimitOf(RunRecord record, EndedBy? endedBy, WaitStatus? status, double? cpuMs) =>
        endedBy == EndedBy.Limit && status?.Signal is { } signal && !record.Spec.Limits.CanCause(signal) ? record.CpuLimit.Reached(signal, cpuMs) : null;

    private static EndedBy OfSignal(int signal, SentSignals sent, RunRecord record, double? cpuMs)
    {
        if (signal == SignalH.SIGKILL && sent.End is { } end)
            return end;
        if (signal == sent.Signal)
            return EndedBy.Screen;
        return record.Spec.Limits.CanCause(signal) || record.CpuLimit.Reached(signal, cpuMs) is not null ? EndedBy.Limit : EndedBy.Outside;
    }

    /// <summary>Whether the fault ends who does it, and with such a status. The core bit says nothing of it.</summary>
    private static bool EndsSo(RunSpec spec, WaitStatus status) =>
        spec.FaultEnd is { } end && end.Raw != 0 && end.Signal == status.Signal && end.ExitCode == status.ExitCode;

    private static bool SomebodyStoppedAtFault(RunRecord record)
    {
        for (int index = 0; index < record.Workers.Length; index++)
        {
            if (StoppedAtFault(record.Spec, record.Workers[index], index))
                return true;
        }
        return false;
    }

    /// <summary>Whether a worker came to its fault and did not leave it.</summary>
    internal static bool StoppedAtFault(RunSpec spec, WorkerTrace trace, int index) => IsToFault(spec, index) && trace.Stage == WorkerStage.Faulting;

    private static bool IsToFault(RunSpec spec, int index) => index < spec.Workers ? spec.TakesPart(index) : spec.HasIntruder;
}

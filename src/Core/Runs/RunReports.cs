using System.Collections.Immutable;
using Sandbox.Core.Faults;
using Sandbox.Core.Models;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Runs;

/// <summary>Makes the report of a run from what was recorded of it.</summary>
public static class RunReports
{
    /// <summary>The report of a run that is over.</summary>
    public static RunReport Of(RunRecord record)
    {
        Ending ending = Ending.Of(record);
        ImmutableArray<WorkerReport> workers = [.. record.Workers.Select((trace, index) => Worker(record, ending, trace, index))];
        long expected = record.ExpectedSums.Sum();
        // The parent adds up what stands in the result slots, as the lab's does: a slot that nobody wrote adds 0.
        long? actual = ending.ParentLeft ? record.Workers.Take(record.Spec.Workers).Sum(trace => trace.Result) : null;
        return new RunReport(
            RunReport.CurrentSchema,
            record.Spec,
            record.Machine,
            VerdictRules.Judge(record.Spec, workers, ending),
            new HostReport(record.HostPid, ending.HostStatus),
            workers,
            [.. record.Events.OfType<RunEvent.Waited>().Select(waited => waited.Call)],
            new TotalsReport(expected, actual, actual == expected),
            new ArrayReport(record.Spec.Length * sizeof(int), ending.ParentArrayCorrupted),
            Timing(record.Events))
        {
            Zombies = workers.Count(worker => worker.Zombie is not null),
            Sigchld = Sigchld(record, ending),
            DataRace = DataRace(record, ending),
        };
    }

    private static DataRaceReport? DataRace(RunRecord record, Ending ending)
    {
        RunSpec spec = record.Spec;
        if (FaultCatalogue.Find(spec.Fault)!.Actor != FaultActor.AllWorkers)
            return null;
        long? arrived = ending.HostSurvived && !spec.Orphan ? record.TotalOfHost : null;
        return new DataRaceReport(spec.Length, arrived, spec.Length - arrived, spec.Atomic, ModelCatalogue.Find(spec.Model)!.SharesTotal);
    }

    private static WorkerReport Worker(RunRecord record, Ending ending, WorkerTrace trace, int index)
    {
        ExecutionModel model = ModelCatalogue.Find(record.Spec.Model)!;
        bool intruder = index >= record.Spec.Workers;
        ending.Reaped.TryGetValue(index, out RunEvent.Waited? reaped);
        WaitStatus? status = reaped?.Call.Status;
        WorkerState state = State(record.Spec, model.Kind, ending, trace, status);
        bool stored = trace.Stage >= WorkerStage.Stored && state != WorkerState.Lost;
        long? expected = intruder ? null : record.ExpectedSums[index];
        long? sum = stored && !intruder ? trace.Result : null;
        bool died = state is WorkerState.Signaled || (state is WorkerState.Exited && trace.Stage == WorkerStage.Faulting);
        return new WorkerReport(
            index,
            intruder ? WorkerRole.Intruder : WorkerRole.Sum,
            model.Kind,
            trace.Pid,
            trace.Tid,
            intruder ? new Slice(0, 0) : Slice.Of(index, record.Spec.Workers, record.Spec.Length),
            expected,
            sum,
            intruder ? null : sum == expected,
            state,
            status,
            reaped?.Usage ?? (state == WorkerState.Lost ? null : trace.ThreadUsage),
            trace.Pages,
            trace.StartedMs,
            trace.EndedMs ?? (died ? trace.FaultMs : null),
            trace.ReapedMs)
        {
            Zombie = Zombie(record, trace, index),
            Parent = trace.Parent,
        };
    }

    private static ZombieReport? Zombie(RunRecord record, WorkerTrace trace, int index)
    {
        if (record.Events.OfType<RunEvent.ZombieSeen>().FirstOrDefault(seen => seen.Worker == index) is not { Reading: { } reading } seen)
            return null;
        // A worker that something else ended left no last act on the board.
        double since = trace.EndedMs ?? (reading.Status.Signaled ? trace.FaultMs : null) ?? seen.AtMs;
        double until = trace.ReapedMs ?? record.Events.OfType<RunEvent.HostEnded>().First().AtMs;
        return new ZombieReport(
            "Z", since, Math.Round(Math.Max(until - since, 0), 3), reading.Parent, reading.Status, reading.UserMs, reading.SystemMs,
            reading.MinorFaults, reading.MajorFaults);
    }

    private static SigchldReport? Sigchld(RunRecord record, Ending ending) => WaitCatalogue.InUse(record.Spec) is SigchldWait
        ? new SigchldReport(
            record.Events.OfType<RunEvent.Waited>().Count(waited => waited.Call is { Returned: > 0, Call: ['r', 'e', 'a', 'd', '(', ..] }),
            ending.Reaped.Count)
        : null;

    private static WorkerState State(RunSpec spec, WorkerKind kind, Ending ending, WorkerTrace trace, WaitStatus? status)
    {
        if (status is { } known)
            return known.Signaled ? WorkerState.Signaled : WorkerState.Exited;
        if (trace.Pid is null)
            return WorkerState.Unknown;
        if (!ending.ParentLeft)
            return WorkerState.Lost;
        if (kind == WorkerKind.Thread)
            return trace.Stage == WorkerStage.Ended ? WorkerState.Exited : WorkerState.Unknown;
        return WaitCatalogue.InUse(spec)!.WithoutStatus;
    }

    private static TimingReport Timing(ImmutableArray<RunEvent> events)
    {
        double? At(RunPhase phase) => events.OfType<RunEvent.PhaseReached>().FirstOrDefault(reached => reached.Phase == phase)?.AtMs;
        double? filling = At(RunPhase.Filling), running = At(RunPhase.Running);
        // Where the host left, the wait that came last was its supervisor's.
        double? waited = At(RunPhase.Inspecting) ?? (At(RunPhase.Leaving) is null ? null : At(RunPhase.Ended));
        return new TimingReport(Between(filling, running), Between(running, waited), events.Length > 0 ? events[^1].AtMs : 0);
    }

    private static double? Between(double? from, double? to) => to - from is { } ms ? Math.Round(ms, 3) : null;
}

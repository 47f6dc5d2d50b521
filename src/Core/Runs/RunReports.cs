using System.Collections.Immutable;
using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>Makes the report of a run from what was recorded of it.</summary>
public static class RunReports
{
    /// <summary>The report of a run that is over.</summary>
    public static RunReport Of(RunRecord record)
    {
        Ending ending = Ending.Of(record);
        EndedBy? hostEndedBy = EndRules.OfHost(record, ending.HostStatus);
        DataRaceReport? race = DataRaceReports.Of(record, ending);
        ImmutableArray<WorkerReport> workers = [.. record.Workers.Select((trace, index) => Worker(record, ending, hostEndedBy, trace, index))];
        long expected = record.ExpectedSums.Sum();
        // The parent adds up what stands in the result slots, as the lab's does: a slot that nobody wrote adds 0.
        // Ranks have no parent that could: their sums come together at rank 0, or not at all.
        long? actual = record.Spec.ModelRow.UsesLauncher ? record.Launcher?.Reduced : ending.ParentLeft ? record.Workers.Take(record.Spec.Workers).Aggregate(0L, (sum, trace) => unchecked(sum + trace.Result)) : null;
        return new RunReport(
            RunReport.CurrentSchema,
            record.Spec,
            record.Machine,
            VerdictRules.Judge(record.Spec, workers, race, ending),
            new HostReport(record.HostPid, ending.HostStatus)
            {
                EndedBy = hostEndedBy,
                Limit = EndRules.LimitOf(record, hostEndedBy, ending.HostStatus, record.HostCpuMs),
                StoppedBy = StopRules.OfHost(record),
            },
            workers,
            [.. record.Events.OfType<RunEvent.Waited>().Select(waited => waited.Call)],
            new TotalsReport(expected, actual, actual == expected),
            new ArrayReport(record.Spec.Length * sizeof(int), ending.ParentArrayCorrupted),
            Timing(record, ending))
        {
            Zombies = workers.Count(worker => worker.Zombie is not null),
            Sigchld = record.Spec.WaitInUse is { ReadsSigchld: true } ? new SigchldReport(ending.SignalsRead, ending.ReapedCount) : null,
            Paging = record.Spec.FaultRow.CountsPageFaults ? Paging(record) : null,
            Sections = record.Sections,
            Cores = [.. record.Events.OfType<RunEvent.CoreLeft>().Select(left => left.Core)],
            DataRace = race,
            OwnerDied = OwnerDiedReport.Of(record),
            Mpi = MpiReport.Of(record),
            OomKills = record.OomKills,
            Signals = SignalsReport.Of(record.Workers),
            StartFailed = record.Events.OfType<RunEvent.StartFailed>().FirstOrDefault(),
        };
    }

    private static PagingReport Paging(RunRecord record)
    {
        long? reads = null, writes = null, written = null;
        foreach (WorkerTrace trace in record.Workers)
        {
            if (trace.PageFaults is not { } faults)
                continue;
            reads = (reads ?? 0) + faults.Reads;
            writes = faults.Writes is { } wrote ? (writes ?? 0) + wrote : writes;
            written = faults.PagesWritten is { } pages ? (written ?? 0) + pages : written;
        }
        return new PagingReport(
            PageGrid.For(SampleArray.BytesOf(record.Spec.Length)).Pages, record.ParentFaults.FirstTouch, reads, writes, written, record.ParentFaults.Again);
    }

    private static WorkerReport Worker(RunRecord record, Ending ending, EndedBy? hostEndedBy, WorkerTrace trace, int index)
    {
        RunSpec spec = record.Spec;
        ExecutionModel model = spec.ModelRow;
        ImmutableArray<RankHost> hosts = RankHosts.Plan(spec.Hosts, spec.Workers);
        bool intruder = index >= record.Spec.Workers;
        RunEvent.Waited? reaped = ending.Reaped(index);
        WaitStatus? status = reaped?.Call.Status;
        WorkerState state = State(record.Spec, ending, trace, status);
        bool stored = (trace.Stage >= WorkerStage.Stored || trace.Wrote == SumLine.Sum) && state != WorkerState.Lost;
        WaitStatus? end = status ?? ending.Zombie(index)?.Reading.Status;
        double? cpuMs = CpuMs(reaped?.Usage, ending.Zombie(index)?.Reading);
        EndedBy? endedBy = EndRules.OfWorker(record, index, state, end, cpuMs);
        long? expected = intruder ? null : record.ExpectedSums[index];
        long? sum = stored && !intruder ? trace.Result : null;
        bool died = state is WorkerState.Signaled || (state is WorkerState.Exited && trace.Stage == WorkerStage.Faulting);
        WorkerReport report = new(
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
            EndedBy = endedBy,
            Stage = model.UsesLauncher ? trace.Stage : null,
            Host = RankHosts.Of(hosts, index) is >= 0 and var place ? hosts[place].Name : null,
            HostLostMs = spec.FaultRow.LosesHost ? trace.FaultMs : null,
            Faulted = ending.FaultedBefore(index) ? true : EndRules.Faulted(record, index, endedBy, hostEndedBy),
            Limit = EndRules.LimitOf(record, endedBy, end, cpuMs),
            StoppedBy = StopRules.OfWorker(record, index),
            Zombie = Zombie(ending, trace, index),
            Parent = trace.Parent,
            Wrote = trace.Wrote,
            SignalInfo = trace.Noted,
            PageFaults = trace.PageFaults,
            ColdFile = trace.ColdFile,
            Exec = spec.FaultRow.BecomesProgram && spec.TakesPart(index) && trace is { FaultMs: not null, ExecError: null }
                ? new ExecReport(ExecReport.Itself, trace.ExecPid, trace.ExecPid is null ? null : trace.ExecPid == trace.Pid)
                : null,
            ExecError = trace.ExecError,
            AddingMs = DataRaceReports.AddingMs(trace),
        };
        return record.Spec.Restart > 0 ? report with { Lives = Lives(ending, report) } : report;
    }

    private static ImmutableArray<LifeReport> Lives(Ending ending, WorkerReport worker)
    {
        ImmutableArray<LifeReport> before = [.. ending.LivesBefore(worker.Index)];
        // One that was to be started again, and was not, has had its last life.
        return ending.IsToStart(worker.Index) ? before.SetItem(before.Length - 1, before[^1] with { BackoffMs = null })
            : worker.Pid is null ? before
            : before.Add(new LifeReport(worker.Pid, worker.Status, worker.StartedMs, worker.EndedMs, worker.ReapedMs, null));
    }

    private static double? CpuMs(UsageReport? usage, ZombieReading? zombie) =>
        usage is not null ? usage.UserMs + usage.SystemMs : zombie is not null ? zombie.UserMs + zombie.SystemMs : null;

    private static ZombieReport? Zombie(Ending ending, WorkerTrace trace, int index)
    {
        if (ending.Zombie(index) is not { Reading: { } reading } seen)
            return null;
        // A worker that something else ended left no last act on the board.
        double since = trace.EndedMs ?? (reading.Status.Signaled ? trace.FaultMs : null) ?? seen.AtMs;
        double until = trace.ReapedMs ?? ending.HostEndedMs;
        return new ZombieReport(
            "Z", since, Math.Round(Math.Max(until - since, 0), 3), reading.Parent, reading.Status, reading.UserMs, reading.SystemMs,
            reading.MinorFaults, reading.MajorFaults);
    }

    private static WorkerState State(RunSpec spec, Ending ending, WorkerTrace trace, WaitStatus? status)
    {
        if (status is { } known)
            return known.Signaled ? WorkerState.Signaled : WorkerState.Exited;
        if (trace.Pid is null)
            return WorkerState.Unknown;
        // Of a rank of another machine whose end nobody could tell that machine was lost.
        if (!ending.ParentLeft || spec.Hosts is not null)
            return WorkerState.Lost;
        if (spec.WaitInUse is not { } wait)
            return trace.Stage == WorkerStage.Ended ? WorkerState.Exited : WorkerState.Unknown;
        return wait.LeavesZombies ? WorkerState.Unreaped : WorkerState.Unknown;
    }

    private static TimingReport Timing(RunRecord record, Ending ending)
    {
        double? filling = ending.At(RunPhase.Filling), running = ending.At(RunPhase.Running);
        // Where the host left or died, the wait that came last was its supervisor's.
        double? waited = ending.At(RunPhase.Inspecting) ?? ending.At(RunPhase.Ended);
        return new TimingReport(Between(filling, running), Between(running, waited), record.Events is [.., var last] ? last.AtMs : 0);
    }

    private static double? Between(double? from, double? to) => to - from is { } ms ? Math.Round(ms, 3) : null;
}

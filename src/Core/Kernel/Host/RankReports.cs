using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Host;

/// <summary>What the reapers of a run's ranks report: who has begun, and who ended how.</summary>
internal sealed unsafe class RankReports(HostRun run)
{
    private readonly bool[] _started = new bool[run.Count], _ended = new bool[run.Count];
    private readonly RankMachines _machines = new(run);

    /// <summary>How many ranks have begun, and how many of them have ended, or are on a machine that was lost.</summary>
    public int Started { get; private set; }

    /// <inheritdoc cref="Started"/>
    public int Ended { get; private set; }

    /// <summary>When the last report came, in nanoseconds of CLOCK_MONOTONIC; 0 where none has.</summary>
    public long LastAt { get; private set; }

    /// <summary>Takes the reports that are there, and tells of each.</summary>
    public void Take(int pipe)
    {
        Span<RankReport> one = stackalloc RankReport[1];
        while (LibC.Read(pipe, MemoryMarshal.AsBytes(one)) == sizeof(RankReport))
            Take(one[0]);
    }

    /// <summary>Takes the end of a rank whose reaper did not live to report it.</summary>
    /// <param name="pid">A child that has come to this process and was waited for.</param>
    /// <param name="status">Its wait status.</param>
    /// <param name="usage">What it used.</param>
    public void TakeOrphan(int pid, int status, in RUsage usage)
    {
        for (int index = 0; index < run.Count; index++)
        {
            if (_started[index] && !_ended[index] && run.Job(index)->Slot->Pid == pid)
                Take(new RankReport { Kind = RankReportKind.Ended, Rank = index, Pid = pid, Status = status, Usage = usage, Began = Clock.Now, At = Clock.Now });
        }
    }

    /// <summary>Sends SIGKILL to every rank that is left, and notes whom it found alive.</summary>
    /// <param name="by">Why.</param>
    public void KillAll(EndedBy by)
    {
        for (int index = 0; index < run.Count; index++)
        {
            WorkerSlot* slot = run.Job(index)->Slot;
            if (!_started[index] || _ended[index])
                continue;
            if (slot->FarPid != 0)
            {
                // By its guard, which is told so.
                BoardTrace.NoteEnd(slot, by, stopped: false);
                continue;
            }
            bool stopped = ProcStat.Read(slot->Pid) is { State: 'T' };
            if (LiveProcess.Signal(slot->Pid, slot->Group, SignalH.SIGKILL))
                BoardTrace.NoteEnd(slot, by, stopped);
        }
    }

    private void Take(in RankReport report)
    {
        int place = _machines.PlaceOf(report);
        if (report.Kind is RankReportKind.HostJoined or RankReportKind.DaemonEnded or RankReportKind.HostLeft)
        {
            if (place < 0)
                return;
            LastAt = Clock.Now;
            _machines.Take(place, report);
            if (report.Kind == RankReportKind.HostLeft)
                GiveUpLost();
            return;
        }
        // The pipe is open to whoever may open this process's descriptors: its user.
        if ((uint)report.Rank >= (uint)run.Count || _ended[report.Rank])
            return;
        _machines.Learn(place, report);
        LastAt = Clock.Now;
        _machines.Copy(place, report);
        WorkerSlot* slot = run.Job(report.Rank)->Slot;
        if (!_started[report.Rank])
        {
            _started[report.Rank] = true;
            Started++;
            if (place >= 0)
                run.StartedFar(report.Rank, report.Pid);
            else
                Begin(slot, report);
        }
        if (report.Kind != RankReportKind.Ended)
            return;
        _ended[report.Rank] = true;
        Ended++;
        slot->ReapedAt = _machines.Here(place, report.At);
        run.Tell(new HostEvent
        {
            Kind = HostEventKind.Waited,
            Call = HostCallKind.WaitPid,
            Worker = report.Rank,
            Target = report.Pid,
            Value = report.Pid,
            Status = report.Status,
            HasStatus = 1,
            Usage = report.Usage,
            BeganAt = _machines.Here(place, report.Began),
        });
    }

    private void Begin(WorkerSlot* slot, in RankReport report)
    {
        (slot->Reaper, slot->Front) = (report.Reaper, report.Front);
        Volatile.Write(ref slot->Group, report.Group);
        run.Started(report.Rank, report.Pid);
    }

    /// <summary>Counts the ranks of a machine that is not heard of any more, and whose end nobody knows.</summary>
    private void GiveUpLost()
    {
        for (int rank = 0; rank < run.Count; rank++)
        {
            if (!_started[rank] || _ended[rank] || !_machines.IsLost(rank))
                continue;
            _ended[rank] = true;
            Ended++;
        }
    }
}

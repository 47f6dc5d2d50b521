using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>Signals for a run under way: those that somebody asks for, and SIGCONT for workers that have stopped themselves.</summary>
internal sealed partial class SupervisedRun
{
    /// <summary>How often it is looked whether a stopped worker is to go on.</summary>
    private const int TickMs = 10;

    /// <inheritdoc/>
    public unsafe bool Signal(int worker, int signal)
    {
        CheckSignal(signal);
        lock (_stopping)
        {
            if (_host is null || _board is null || worker < 0 || worker >= WorkerCount)
                return false;
            WorkerSlot* slot = _board.Slots + worker;
            // Before it is sent: the worker may be reported the moment after.
            Volatile.Write(ref slot->SignalSent, signal);
            return !_model.OneAddressSpace
                ? PidOf(worker) is not 0 and var pid && LiveProcess.Signal(pid, GroupOf(worker), signal)
                : slot->Tid != 0 && slot->EndedAt == 0 && LiveProcess.SignalThread(_host.Pid, slot->Tid, signal);
        }
    }

    /// <inheritdoc/>
    public bool SignalHost(int signal)
    {
        CheckSignal(signal);
        lock (_stopping)
        {
            if (_host is null)
                return false;
            _hostSent = _hostSent with { Signal = signal };
            return LiveProcess.Signal(_host.Pid, _host.Pid, signal);
        }
    }

    /// <summary>Continues workers that have stopped themselves when their time is over; <c>null</c> for faults that stop nobody.</summary>
    private Timer? ContinueInTime()
    {
        return Spec.FaultRow.ContinuedAfter(Spec.FaultValue) is { } after ? new Timer(_ => ContinueStopped(after), null, TickMs, TickMs) : null;
    }

    private unsafe void ContinueStopped(long after)
    {
        lock (_stopping)
        {
            if (_host is null || _board is null)
                return;
            bool stopsAreSeen = !_stepped && Spec.SeesStops;
            for (int index = 0; index < WorkerCount; index++)
            {
                WorkerSlot* slot = _board.Slots + index;
                bool due = Volatile.Read(ref slot->Stage) == (int)WorkerStage.Faulting && Clock.Now - Volatile.Read(ref slot->FaultAt) >= after;
                // SIGCONT takes back a stop that the parent was not told of yet.
                bool told = !stopsAreSeen || Volatile.Read(ref slot->StopSeen) != 0;
                // Not before it has stopped: SIGCONT to one that runs is forgotten, and the SIGSTOP after it would last. One that is traced
                // may only seem to have stopped; then the next look sends another.
                if (due && told && ProcStat.Read(Volatile.Read(ref slot->Pid)) is { Stands: true })
                    LiveProcess.Signal(Volatile.Read(ref slot->Pid), GroupOf(index), SignalH.SIGCONT);
            }
        }
    }

    /// <summary>A worker's pid: as its host told it, or, where that one sleeps until the worker has ended, as the worker says.</summary>
    private unsafe int PidOf(int worker) => _pids[worker] != 0 || !_model.BorrowsMemory ? _pids[worker] : Volatile.Read(ref _board!.Slots[worker].Pid);

    private static void CheckSignal(int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signal, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signal, SignalH.LastSignal);
    }
}

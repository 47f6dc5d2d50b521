using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// The restarts: who failed is started again after a time. The host does not sleep for that as long as it has other children: the timer
/// interrupts its wait, and the strategy's loop asks again.
/// </summary>
internal sealed unsafe partial class WaitRoom
{
    /// <summary>By the workers' indexes: when each is started again, in nanoseconds of CLOCK_MONOTONIC; 0 for who is not.</summary>
    private readonly long[] _due;

    private int _restarting;
    private bool _ending;

    /// <summary>Has a worker started again later, if it failed, has lives left, and nobody has ended the run.</summary>
    private void PlanRestart(int worker, WaitStatus status)
    {
        WorkerSlot* slot = _run.Job(worker)->Slot;
        if (_ending || slot->Life >= _run.Spec.Restart || !Restarts.Failed(status))
            return;
        int backOff = Restarts.BackOffMs(slot->Life);
        _due[worker] = Clock.Now + (backOff * 1_000_000L);
        _restarting++;
        _run.Tell(new HostEvent
        {
            Kind = HostEventKind.Restarting,
            Worker = worker,
            Target = Pids[worker],
            Value = backOff,
            Status = status.Raw,
            HasStatus = 1,
            BeganAt = slot->StartedAt,
            FaultAt = slot->FaultAt,
            EndedAt = slot->EndedAt,
            ReapedAt = slot->ReapedAt,
        });
        SetTimer();
    }

    /// <summary>Starts those whose time has come.</summary>
    private void StartDue()
    {
        if (_restarting == 0 || Clock.Now < NextDue())
            return;
        for (int worker = 0; worker < _due.Length; worker++)
        {
            if (_due[worker] != 0 && Clock.Now >= _due[worker])
                StartAgain(worker);
        }
        SetTimer();
    }

    private void StartAgain(int worker)
    {
        _due[worker] = 0;
        _restarting--;
        _run.BeginNextLife(worker);
        int errno = HostWorkers.Start(_run, worker, out int pid);
        if (errno != 0)
        {
            // As where the kernel refuses the first start of one: the run is taken back.
            _run.StartFailed(worker, _run.Spec.ModelRow.Start, errno);
            KillAll(EndedBy.Sandbox);
            return;
        }
        Pids[worker] = pid;
        _workers.Add(pid, worker);
        _run.Started(worker, pid);
    }

    /// <summary>Sleeps until a time, or until the timeout, and starts who is due.</summary>
    private void AwaitStart(long due)
    {
        TimeSpec left = TimeSpec.OfNanoseconds(Math.Max(Math.Min(due, _run.Deadline) - Clock.Now, 0));
        _ = Raw.NanoSleep(&left, null);
        EndIfLate();
        StartDue();
    }

    private void ForgetRestarts()
    {
        _ending = true;
        _restarting = 0;
        Array.Clear(_due);
    }

    private long NextDue()
    {
        long next = long.MaxValue;
        foreach (long due in _due)
        {
            if (due != 0 && due < next)
                next = due;
        }
        return next;
    }

    /// <summary>Has the next wait interrupted when the timeout is over, or somebody is to be started again.</summary>
    private void SetTimer() => HostTimer.Interrupt(Math.Max(Math.Min(NextDue(), _run.Deadline) - Clock.Now, 1_000_000) / 1e9);
}

using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// Where a host waits: it makes the calls that a strategy asks for, tells the screen of each, and ends the children when the
/// timeout is over. The calls and the restarts are in the other parts.
/// </summary>
internal sealed unsafe partial class WaitRoom
{
    private const int LookMs = 5;

    private readonly HostRun _run;
    private readonly bool _zombiesStay;
    private readonly Dictionary<int, int> _workers = [];
    private readonly HashSet<int> _stopped = [];
    private bool _timedOut;

    /// <summary>A room for children; the clock of the timeout runs from the start of the first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pids">The children's pids by the workers' indexes; 0 where one was not started.</param>
    /// <param name="zombiesStay">Whether a child that ended keeps its pid until it is waited for.</param>
    public WaitRoom(HostRun run, int[] pids, bool zombiesStay)
    {
        (_run, Pids, _zombiesStay) = (run, pids, zombiesStay);
        for (int index = 0; index < pids.Length; index++)
        {
            if (pids[index] != 0)
                _workers.Add(pids[index], index);
        }
        _due = new long[pids.Length];
        SetTimer();
    }

    /// <summary>The children's pids by the workers' indexes; 0 where one was not started.</summary>
    public int[] Pids { get; }

    /// <summary>
    /// Whether children are left that nobody has waited for. Those whose time has come are started again; where all that are left wait for
    /// that, so does the caller.
    /// </summary>
    public bool IsOccupied()
    {
        StartDue();
        while (_workers.Count == 0 && _restarting > 0)
            AwaitStart(NextDue());
        return _workers.Count > 0;
    }

    /// <summary>Whether this worker is one of them; where it is to be started again, the caller waits for that.</summary>
    public bool Holds(int index)
    {
        while (_due[index] != 0)
            AwaitStart(_due[index]);
        return _workers.ContainsKey(Pids[index]);
    }

    /// <summary>Sleeps for a moment, as a strategy that polls does between two looks.</summary>
    /// <param name="milliseconds">How long; less where the timeout comes in between.</param>
    public void Pause(int milliseconds)
    {
        TimeSpec time = TimeSpec.OfNanoseconds(milliseconds * 1_000_000L);
        _ = Raw.NanoSleep(&time, null);
        EndIfLate();
    }

    /// <summary>Waits for nobody: looks at /proc until every child is a zombie, and tells of each when it is one.</summary>
    public void WatchZombies()
    {
        List<int> alive = [.. _workers.Keys];
        while (true)
        {
            alive.RemoveAll(TellIfZombie);
            if (alive.Count == 0)
                return;
            Pause(LookMs);
        }
    }

    /// <summary>Sends SIGKILL to every child that is left, and notes whom it found alive: the others had ended before.</summary>
    /// <param name="by">Why.</param>
    public void KillAll(EndedBy by)
    {
        ForgetRestarts();
        foreach ((int pid, int worker) in _workers)
        {
            ProcStat? stat = ProcStat.Read(pid);
            // Asked before it is killed: one that is dying has not stopped.
            bool stopped = StoppedChild.Is(pid, stat, told: _stopped.Contains(worker));
            bool sent = _zombiesStay
                ? stat is not { IsAlive: false } && Raw.Kill(pid, SignalH.SIGKILL) == 0
                : LiveProcess.Signal(pid, Raw.GetPid(), SignalH.SIGKILL);
            if (sent)
                BoardTrace.NoteEnd(_run.Job(worker)->Slot, by, stopped);
        }
    }

    private bool TellIfZombie(int pid)
    {
        if (ProcStat.Read(pid) is not { IsZombie: true } stat)
            return false;
        _run.Tell(new HostEvent
        {
            Kind = HostEventKind.Zombie,
            Worker = _workers[pid],
            Value = stat.Parent,
            Status = stat.ExitStatus,
            HasStatus = 1,
            Usage = new RUsage
            {
                UserTime = new TimeVal { Microseconds = ProcStat.Microseconds(stat.UserTicks) },
                SystemTime = new TimeVal { Microseconds = ProcStat.Microseconds(stat.SystemTicks) },
                MinorFaults = stat.MinorFaults,
                MajorFaults = stat.MajorFaults,
            },
        });
        return true;
    }

    private void EndIfLate()
    {
        if (_timedOut || _workers.Count + _restarting == 0 || Clock.Now < _run.Deadline)
            return;
        _timedOut = true;
        _run.Tell(new HostEvent { Kind = HostEventKind.TimedOut, Worker = -1 });
        KillAll(EndedBy.Timeout);
    }
}

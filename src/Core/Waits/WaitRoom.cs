using Sandbox.Core.Hosting;
using Sandbox.Core.Native;

namespace Sandbox.Core.Waits;

/// <summary>
/// Where a host waits: it makes the calls that a strategy asks for, tells the screen of each, and ends the children when the
/// timeout is over.
/// </summary>
internal sealed unsafe class WaitRoom
{
    private readonly HostRun _run;
    private readonly Dictionary<int, int> _workers = [];
    private bool _timedOut;

    /// <summary>A room for children; the clock of the timeout runs from the start of the first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pids">The children's pids by the workers' indexes; 0 where one was not started.</param>
    public WaitRoom(HostRun run, int[] pids)
    {
        (_run, Pids) = (run, pids);
        for (int index = 0; index < pids.Length; index++)
        {
            if (pids[index] != 0)
                _workers.Add(pids[index], index);
        }
        HostTimer.Interrupt(Math.Max(run.Deadline - Clock.Now, 1_000_000) / 1e9);
    }

    /// <summary>The children's pids by the workers' indexes; 0 where one was not started.</summary>
    public int[] Pids { get; }

    /// <summary>Whether children are left that nobody has waited for.</summary>
    public bool Occupied => _workers.Count > 0;

    /// <summary>Whether this child is one of them.</summary>
    public bool Holds(int pid) => _workers.ContainsKey(pid);

    /// <summary>
    /// waitpid(2), made once and told of as it went. EINTR is the timer: it is told of like any other answer, the children are
    /// ended if their time is over, and the caller's loop asks again.
    /// </summary>
    /// <param name="pid">As waitpid takes it.</param>
    /// <param name="options">As waitpid takes them.</param>
    /// <returns>What it returned.</returns>
    public int WaitPid(int pid, int options)
    {
        int status = 0;
        RUsage usage = default;
        int returned = Raw.Wait4(pid, &status, options, &usage);
        int errno = returned < 0 ? Raw.Errno : 0;
        bool ended = returned > 0 && new WaitStatus(status) is { Exited: true } or { Signaled: true };
        int worker = returned > 0 && _workers.TryGetValue(returned, out int index) ? index : -1;
        if (ended && worker >= 0)
        {
            _workers.Remove(returned);
            _run.Job(worker)->Slot->ReapedAt = Clock.Now;
        }
        if (errno == ErrnoH.ECHILD)
            Forget(pid);
        _run.Tell(new HostEvent
        {
            Kind = HostEventKind.Waited,
            Call = HostCall.WaitPid,
            Worker = worker,
            Target = pid,
            Options = options,
            Value = returned,
            Status = status,
            HasStatus = returned > 0 ? 1 : 0,
            Errno = errno,
            Usage = usage,
        });
        EndIfLate();
        return returned;
    }

    /// <summary>Sleeps for a moment, as a strategy that polls does between two looks.</summary>
    /// <param name="milliseconds">How long; less where the timeout comes in between.</param>
    public void Pause(int milliseconds)
    {
        TimeSpec time = TimeSpec.OfNanoseconds(milliseconds * 1_000_000L);
        _ = Raw.NanoSleep(&time, null);
        EndIfLate();
    }

    /// <summary>Sends SIGKILL to every child that is left.</summary>
    public void KillAll()
    {
        foreach (int pid in _workers.Keys)
            _ = Raw.Kill(pid, SignalH.SIGKILL);
    }

    /// <summary>The kernel says that there is no such child: asking again would bring nothing else.</summary>
    private void Forget(int pid)
    {
        if (pid > 0)
            _workers.Remove(pid);
        else
            _workers.Clear();
    }

    private void EndIfLate()
    {
        if (_timedOut || !Occupied || Clock.Now < _run.Deadline)
            return;
        _timedOut = true;
        _run.Tell(new HostEvent { Kind = HostEventKind.TimedOut, Worker = -1 });
        KillAll();
    }
}

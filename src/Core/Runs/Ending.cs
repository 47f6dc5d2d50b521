using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>How a run ended, picked out of its events in one pass.</summary>
internal sealed class Ending
{
    private readonly Dictionary<int, RunEvent.Waited> _reaped = [];
    private readonly Dictionary<int, RunEvent.ZombieSeen> _zombies = [];
    private readonly Dictionary<RunPhase, double> _phases = [];
    private readonly List<RunEvent.Restarting> _over = [];
    private readonly HashSet<int> _toStart = [];

    private Ending(RunRecord record)
    {
        foreach (RunEvent happened in record.Events)
            Take(happened);
        HostLeft = record.Spec.Orphan && At(RunPhase.Leaving) is not null;
    }

    /// <summary>The host's own wait status; <c>null</c> while it lives.</summary>
    public WaitStatus? HostStatus { get; private set; }

    /// <summary>When the host ended.</summary>
    public double HostEndedMs { get; private set; }

    /// <summary>Whether the host outlived its workers: it had all its waits back and looked at its array.</summary>
    public bool HostSurvived => At(RunPhase.Inspecting) is not null;

    /// <summary>Whether it ended before them because it was to: then their new parent had the waits back.</summary>
    public bool HostLeft { get; }

    /// <summary>What the host saw in its array; <c>null</c> where it did not live to look.</summary>
    public bool? ParentArrayCorrupted { get; private set; }

    /// <summary>Whether the timeout ended the run.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Whether the kernel let every worker start.</summary>
    public bool AllStarted { get; private set; } = true;

    /// <summary>How many SIGCHLD were read.</summary>
    public int SignalsRead { get; private set; }

    /// <summary>How many children were waited for.</summary>
    public int ReapedCount { get; private set; }

    /// <summary>Whether a parent is left, the first or the second, that can add up the sums.</summary>
    public bool ParentLeft => HostSurvived || HostLeft;

    /// <summary>The ending of a run.</summary>
    public static Ending Of(RunRecord record) => new(record);

    /// <summary>The wait call that brought a worker's end; <c>null</c> where none did.</summary>
    public RunEvent.Waited? Reaped(int worker) => _reaped.GetValueOrDefault(worker);

    /// <summary>The sight of a worker as a zombie; <c>null</c> where nobody saw it so.</summary>
    public RunEvent.ZombieSeen? Zombie(int worker) => _zombies.GetValueOrDefault(worker);

    /// <summary>The lives of a worker after which it was to be started again.</summary>
    public List<LifeReport> LivesBefore(int worker)
    {
        List<LifeReport> lives = [];
        foreach (RunEvent.Restarting over in _over)
        {
            if (over.Worker == worker)
                lives.Add(over.Life);
        }
        return lives;
    }

    /// <summary>Whether a worker's fault took place in one of those.</summary>
    public bool FaultedBefore(int worker) => _over.Exists(over => over.Worker == worker && over.FaultMs is not null);

    /// <summary>Whether a worker was to be started again, and the run ended before.</summary>
    public bool IsToStart(int worker) => _toStart.Contains(worker);

    /// <summary>When the run came to a phase; <c>null</c> where it did not.</summary>
    public double? At(RunPhase phase) => _phases.TryGetValue(phase, out double at) ? at : null;

    private void Take(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.PhaseReached reached:
                _phases.TryAdd(reached.Phase, reached.AtMs);
                break;
            case RunEvent.WorkerStarted started when _toStart.Contains(started.Index):
                // What is known of its end is that of a life before.
                _toStart.Remove(started.Index);
                _reaped.Remove(started.Index);
                _zombies.Remove(started.Index);
                break;
            case RunEvent.Restarting over:
                _over.Add(over);
                _toStart.Add(over.Worker);
                break;
            case RunEvent.Waited waited:
                Take(waited);
                break;
            case RunEvent.ZombieSeen seen:
                _zombies.TryAdd(seen.Worker, seen);
                break;
            case RunEvent.StartFailed:
                AllStarted = false;
                break;
            case RunEvent.TimedOut:
                TimedOut = true;
                break;
            case RunEvent.ParentArrayInspected inspected:
                ParentArrayCorrupted ??= inspected.Corrupted;
                break;
            case RunEvent.HostEnded ended:
                (HostStatus, HostEndedMs) = (ended.Status, ended.AtMs);
                break;
        }
    }

    private void Take(RunEvent.Waited waited)
    {
        if (waited.Call is { Call.Kind: HostCallKind.ReadSignal, Returned: > 0 })
            SignalsRead++;
        if (waited is { Worker: { } worker, Call.Status: { } status } && (status.Exited || status.Signaled))
        {
            _reaped.Add(worker, waited);
            ReapedCount++;
        }
    }
}

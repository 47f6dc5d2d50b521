using System.Collections.Immutable;
using Sandbox.Core.Headers;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tracing;

/// <summary>The processes of a trace as they are after some of its events. It never changes: each event makes another one.</summary>
public sealed record TraceTree
{
    /// <summary>Before anything happened.</summary>
    public static TraceTree Empty { get; } = new();

    /// <summary>All processes that there were, in the order of their start; those that are dead too.</summary>
    public ImmutableList<TracedProcess> Processes { get; init; } = [];

    /// <summary>The numbers of those that have their pid now, or had it last.</summary>
    public ImmutableDictionary<int, int> ByPid { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>How many events made it.</summary>
    public int Events { get; init; }

    /// <summary>When the last of them happened.</summary>
    public double AtMs { get; init; }

    /// <summary>How many wait calls returned.</summary>
    public int Waits { get; init; }

    /// <summary>How many signals arrived.</summary>
    public int Signals { get; init; }

    /// <summary>How many processes were alive at once, at most.</summary>
    public int MostAlive { get; init; }

    /// <summary>How many are alive.</summary>
    public int Alive { get; init; }

    /// <summary>Why the sandbox ended what was left; <c>null</c> where it ended by itself.</summary>
    public TraceStop? Stop { get; init; }

    /// <summary>What was done from outside.</summary>
    public ImmutableList<TraceEvent.Injected> Injected { get; init; } = [];

    /// <summary>The first process; <c>null</c> before the first event.</summary>
    public TracedProcess? First => Processes is [var first, ..] ? first : null;

    /// <summary>The process that has a pid now, or had it last; <c>null</c> for one that is not of the trace.</summary>
    public TracedProcess? Find(int pid) => ByPid.TryGetValue(pid, out int number) ? Processes[number] : null;

    /// <summary>The tree after one more event.</summary>
    public TraceTree After(TraceEvent happened)
    {
        TraceTree next = happened switch
        {
            TraceEvent.Began began => AddFirst(began),
            TraceEvent.Born { How: BirthKind.Thread } thread => Change(thread.Pid, process => process with { Threads = process.Threads.Add(new TracedThread(thread.Child, thread.AtMs)) }),
            TraceEvent.Born born => AddChild(born),
            TraceEvent.Executed executed => Change(executed.Pid, process => AfterExec(process, executed)),
            TraceEvent.Waited waited => TraceReaping.After(this with { Waits = Waits + 1 }, waited),
            TraceEvent.SignalSent { Signal: SignalH.SIGKILL, Error: null } kill => AfterKill(kill),
            TraceEvent.SignalTaken taken => (this with { Signals = Signals + 1 }).Change(taken.Pid, process => taken.Signal == SignalH.SIGCHLD
                ? process with { SigchldCount = process.SigchldCount + 1 }
                : process with { Signals = process.Signals.Add(taken) }),
            TraceEvent.Stopped stopped => Change(stopped.Pid, process => process with { IsStopped = true }),
            TraceEvent.Continued continued => Change(continued.Pid, process => process with { IsStopped = false }),
            TraceEvent.ThreadEnded ended => Change(ended.Pid, process => AfterThread(process, ended)),
            TraceEvent.Ended ended => AfterEnd(ended),
            TraceEvent.Adopted adopted => Change(adopted.Pid, process => process with { Adoption = adopted }),
            TraceEvent.Arranged arranged => Change(arranged.Pid, process => AfterArrangement(process, arranged.What)),
            TraceEvent.Injected injected => this with { Injected = Injected.Add(injected) },
            TraceEvent.Ending ending => this with { Stop = Stop ?? ending.Why },
            _ => this,
        };
        return next with { Events = Events + 1, AtMs = happened.AtMs };
    }

    /// <summary>The tree with one process changed; as it was where the pid is not of the trace.</summary>
    internal TraceTree Change(int pid, Func<TracedProcess, TracedProcess> change) =>
        ByPid.TryGetValue(pid, out int number) ? this with { Processes = Processes.SetItem(number, change(Processes[number])) } : this;

    private TraceTree AddFirst(TraceEvent.Began began)
    {
        int number = Processes.Count;
        int? parent = ByPid.TryGetValue(began.Parent, out int of) ? of : null;
        TracedProcess process = new(number, began.Pid, parent, began.Parent, BirthKind.First, began.AtMs) { Words = began.Words, ChildrenVanish = began.SigchldIgnored };
        return (parent is null ? this : Change(began.Parent, above => above with { Children = above.Children.Add(number) })).Add(process);
    }

    private TraceTree AddChild(TraceEvent.Born born)
    {
        int number = Processes.Count, parentPid = born.Parent ?? born.Pid;
        TracedProcess? starter = Find(born.Pid);
        int? parent = ByPid.TryGetValue(parentPid, out int of) ? of : null;
        TracedProcess child = new(number, born.Child, parent, parentPid, born.How, born.AtMs)
        {
            // What fork(2) hands on; prctl's subreaper is not among it.
            Words = starter is null ? [] : starter.Execs is [.., var last] ? last.Words : starter.Words,
            ChildrenVanish = starter is { ChildrenVanish: true },
        };
        return Change(parentPid, above => above with { Children = above.Children.Add(number) }).Add(child);
    }

    private TraceTree Add(TracedProcess process) => this with
    {
        Processes = Processes.Add(process),
        ByPid = ByPid.SetItem(process.Pid, process.Number),
        Alive = Alive + 1,
        MostAlive = Math.Max(MostAlive, Alive + 1),
    };

    private static TracedProcess AfterExec(TracedProcess process, TraceEvent.Executed executed) => process with
    {
        Execs = process.Execs.Add(new TracedExec(executed.AtMs, executed.Path, executed.Words, process.Children.Count, executed.Unprivileged)),
        // Only the thread that made the call is left, as the first one.
        Threads = [.. process.Threads.Select(thread => thread.EndedMs is null ? thread with { EndedMs = executed.AtMs, ByExec = true } : thread)],
    };

    private static TracedProcess AfterThread(TracedProcess process, TraceEvent.ThreadEnded ended)
    {
        int place = process.Threads.FindLastIndex(thread => thread.Tid == ended.Tid);
        return place < 0
            ? process
            : process with { Threads = process.Threads.SetItem(place, process.Threads[place] with { EndedMs = ended.AtMs, ByExec = ended.ByExec }) };
    }

    private static TracedProcess AfterArrangement(TracedProcess process, Arrangement what) => what switch
    {
        Arrangement.SigchldIgnored or Arrangement.NoChildWait => process with { ChildrenVanish = true },
        Arrangement.SigchldHeeded => process with { ChildrenVanish = false },
        Arrangement.Subreaper => process with { IsSubreaper = true },
        Arrangement.NoSubreaper => process with { IsSubreaper = false },
        Arrangement.Session => process with { LeadsSession = true },
        _ => process,
    };

    // One to a group or to all says not whom it reached.
    private TraceTree AfterKill(TraceEvent.SignalSent kill) => kill.Target > 0 ? Change(kill.Target, process => process with { Killed = kill }) : this;

    private TraceTree AfterEnd(TraceEvent.Ended ended)
    {
        if (Find(ended.Pid) is not { End: null } dead)
            return this;
        TracedProcess? parent = dead.Parent is { } number ? Processes[number] : null;
        StatusFate fate = parent switch
        {
            null when dead.Adoption is null => StatusFate.First,
            null or { End: not null } => StatusFate.ParentGone,
            { ChildrenVanish: true } => StatusFate.Ignored,
            _ => StatusFate.Zombie,
        };
        TraceTree next = this with { Alive = Alive - 1 };
        next = next.Change(ended.Pid, process => process with
        {
            End = new WaitStatus(ended.Raw),
            EndedMs = ended.AtMs,
            IsStopped = false,
            Fate = fate,
            ReapedMs = fate == StatusFate.Zombie ? null : ended.AtMs,
        });
        // Its children that are zombies get another parent, which waits for them at once.
        return dead.Children.Where(child => Processes[child].Fate == StatusFate.Zombie).Aggregate(
            next, (tree, child) => tree.Change(Processes[child].Pid, zombie => zombie with { Fate = StatusFate.ParentGone, ReapedMs = ended.AtMs }));
    }
}

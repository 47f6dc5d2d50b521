using System.Collections.Immutable;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tracing;

/// <summary>A process of a trace, as far as it has come. It stays when it is dead.</summary>
/// <param name="Number">Its place in <see cref="TraceTree.Processes"/>: a pid may come again, this does not.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="Parent">The number of the process that is its parent, or was until that one ended; <c>null</c> where it is not of the trace.</param>
/// <param name="ParentPid">That one's process id.</param>
/// <param name="How">How it was started.</param>
/// <param name="BornMs">When.</param>
public sealed record TracedProcess(int Number, int Pid, int? Parent, int ParentPid, BirthKind How, double BornMs)
{
    /// <summary>The command line that it was started with: its parent's, until it calls exec.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>The programs that it became, in order.</summary>
    public ImmutableList<TracedExec> Execs { get; init; } = [];

    /// <summary>The processes whose parent it is or was, in the order of their start.</summary>
    public ImmutableList<int> Children { get; init; } = [];

    /// <summary>Its threads beside the first one.</summary>
    public ImmutableList<TracedThread> Threads { get; init; } = [];

    /// <summary>The signals that reached it, but SIGCHLD.</summary>
    public ImmutableList<TraceEvent.SignalTaken> Signals { get; init; } = [];

    /// <summary>How often SIGCHLD reached it.</summary>
    public int SigchldCount { get; init; }

    /// <summary>The last SIGKILL that a process of the trace sent to it, and to no group: that one never arrives as a signal.</summary>
    public TraceEvent.SignalSent? Killed { get; init; }

    /// <summary>Whether a signal has stopped it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>How it ended; <c>null</c> while it lives, and where the trace ended before.</summary>
    public WaitStatus? End { get; init; }

    /// <summary>When it ended.</summary>
    public double? EndedMs { get; init; }

    /// <summary>What became of its status; <see cref="StatusFate.Alive"/> until it ends.</summary>
    public StatusFate Fate { get; init; }

    /// <summary>The wait call that reaped it; <c>null</c> where none did that was seen.</summary>
    public Reaping? Reaped { get; init; }

    /// <summary>Until when it was a zombie; <c>null</c> where it was none, or nobody saw when it went.</summary>
    public double? ReapedMs { get; init; }

    /// <summary>Who adopted it when its parent had ended; <c>null</c> where that was not so.</summary>
    public TraceEvent.Adopted? Adoption { get; init; }

    /// <summary>Whether its children leave no zombie, because it ignores SIGCHLD or has set SA_NOCLDWAIT.</summary>
    public bool ChildrenVanish { get; init; }

    /// <summary>Whether it adopts the orphans below it.</summary>
    public bool IsSubreaper { get; init; }

    /// <summary>Whether it leads a session of its own.</summary>
    public bool LeadsSession { get; init; }

    /// <summary>Whether it was started by fork and never called exec: it runs its parent's program.</summary>
    public bool ForkedWithoutExec => How is BirthKind.Fork or BirthKind.Clone && Execs.IsEmpty;

    /// <summary>Whether it exited with 0.</summary>
    public bool EndedWell => End is { ExitCode: 0 };

    /// <summary>The signal that ended it, as it arrived; <c>null</c> where none did, and for SIGKILL.</summary>
    public TraceEvent.SignalTaken? Fatal => End?.Signal is { } signal ? Signals.LastOrDefault(taken => taken.Signal == signal) : null;

    /// <summary>What it is called: the file name of the program that it runs.</summary>
    public string Name => (Execs is [.., var last] ? last.Words is [var word, ..] ? word : last.Path : Words is [var first, ..] ? first : "?").Split('/')[^1];
}

/// <summary>A program that a process became.</summary>
/// <param name="AtMs">When.</param>
/// <param name="Path">Its file.</param>
/// <param name="Words">Its command line.</param>
/// <param name="Children">How many children the process had started before.</param>
/// <param name="Unprivileged">What a set-uid or set-gid file did not give it, because it is traced; otherwise <c>null</c>.</param>
public sealed record TracedExec(double AtMs, string Path, ImmutableArray<string> Words, int Children, string? Unprivileged);

/// <summary>A thread of a process, beside the first one.</summary>
/// <param name="Tid">Its id.</param>
/// <param name="BornMs">When it was started.</param>
/// <param name="EndedMs">When it ended; <c>null</c> while it lives.</param>
/// <param name="ByExec">Whether another thread's exec ended it.</param>
public sealed record TracedThread(int Tid, double BornMs, double? EndedMs = null, bool ByExec = false);

/// <summary>The wait call that reaped a process.</summary>
/// <param name="Pid">Who made it.</param>
/// <param name="Call">The call.</param>
/// <param name="AtMs">When it returned.</param>
public sealed record Reaping(int Pid, TracedWait Call, double AtMs);

/// <summary>What became of a process's status: whether its parent ever looked at it.</summary>
public enum StatusFate
{
    /// <summary>The process has not ended.</summary>
    Alive,

    /// <summary>It is a zombie: nobody has waited for it yet.</summary>
    Zombie,

    /// <summary>A wait of its parent brought the status.</summary>
    Looked,

    /// <summary>A wait of its parent passed NULL in place of a pointer: the status was thrown away.</summary>
    ThrownAway,

    /// <summary>Its parent ignored SIGCHLD or had set SA_NOCLDWAIT: the kernel threw the status away.</summary>
    Ignored,

    /// <summary>Its parent ended without having waited.</summary>
    ParentGone,

    /// <summary>It is the first process of the trace: who started the trace waited for it.</summary>
    First,
}

namespace Sandbox.Core.Tracing;

/// <summary>How a process or a thread was started.</summary>
public enum BirthKind
{
    /// <summary>It is the program itself, or ran before it was traced.</summary>
    First,

    /// <summary>fork(2), or a clone(2) that is the same.</summary>
    Fork,

    /// <summary>vfork(2): the parent stands still until the child has called exec or ended.</summary>
    Vfork,

    /// <summary>A clone(2) with CLONE_VFORK, as posix_spawn(3) makes it.</summary>
    Spawn,

    /// <summary>Another clone(2): what it shares with its parent is its own affair.</summary>
    Clone,

    /// <summary>A thread of the same process.</summary>
    Thread,
}

/// <summary>What a process arranged for its children or for itself.</summary>
public enum Arrangement
{
    /// <summary>It ignores SIGCHLD: its children leave no zombie and no status.</summary>
    SigchldIgnored,

    /// <summary>SA_NOCLDWAIT: its children leave no zombie and no status, though SIGCHLD comes.</summary>
    NoChildWait,

    /// <summary>SIGCHLD has a handler or its default again: children wait for it as zombies.</summary>
    SigchldHeeded,

    /// <summary>It adopts the orphans below it (PR_SET_CHILD_SUBREAPER).</summary>
    Subreaper,

    /// <summary>It adopts no orphans any more.</summary>
    NoSubreaper,

    /// <summary>It leads a session of its own (setsid).</summary>
    Session,

    /// <summary>It asked for a child that nobody can trace (CLONE_UNTRACED); the flag was taken away.</summary>
    Untraced,
}

/// <summary>Why the sandbox ended what was left.</summary>
public enum TraceStop
{
    /// <summary>The timeout was over.</summary>
    Timeout,

    /// <summary>There were more processes at once than allowed.</summary>
    Limit,

    /// <summary>Somebody asked for it.</summary>
    Asked,
}

using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>How far a run has come.</summary>
public enum RunPhase
{
    /// <summary>The host is starting.</summary>
    Starting,

    /// <summary>The array is mapped and being filled.</summary>
    Filling,

    /// <summary>Workers are being started and run.</summary>
    Running,

    /// <summary>Every wait has returned; the host looks at its array.</summary>
    Inspecting,

    /// <summary>The host ends without waiting; its children get a new parent, which waits for them.</summary>
    Leaving,

    /// <summary>The host has ended.</summary>
    Ended,
}

/// <summary>What is told of another machine of the ranks.</summary>
public enum RankHostNews
{
    /// <summary>It is there: Open MPI's daemon was started on it.</summary>
    Joined,

    /// <summary>Its daemon has ended.</summary>
    DaemonEnded,

    /// <summary>The agent that has started the daemon has ended: nothing more is heard of it.</summary>
    Left,
}

/// <summary>
/// What happened in a run, in order: <see cref="PhaseReached"/>, <see cref="WorkerStarted"/>, <see cref="Restarting"/>, <see cref="CoreLeft"/>, <see cref="StartFailed"/>,
/// <see cref="WaitBegan"/>, <see cref="Waited"/>, <see cref="ZombieSeen"/>, <see cref="StandSeen"/>, <see cref="TimedOut"/>, <see cref="ParentArrayInspected"/>,
/// <see cref="LauncherStarted"/>, <see cref="LauncherEnded"/>, <see cref="RankHostSeen"/>, <see cref="HostEnded"/>. The family is closed.
/// </summary>
/// <param name="AtMs">When, in milliseconds since the run began.</param>
public abstract record RunEvent(double AtMs)
{
    /// <summary>The run came to a new phase.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Phase">The phase it is in now.</param>
    public sealed record PhaseReached(double AtMs, RunPhase Phase) : RunEvent(AtMs);

    /// <summary>The host started a worker.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Index">The worker.</param>
    /// <param name="Pid">The process it is, or is in.</param>
    public sealed record WorkerStarted(double AtMs, int Index, int Pid) : RunEvent(AtMs);

    /// <summary>A worker failed; after a time it is started again, and told of as started.</summary>
    /// <param name="AtMs">When this was told.</param>
    /// <param name="Worker">The worker.</param>
    /// <param name="Life">The life that is over.</param>
    /// <param name="FaultMs">When it announced the fault in that life; <c>null</c> where it did not.</param>
    public sealed record Restarting(double AtMs, int Worker, LifeReport Life, double? FaultMs) : RunEvent(AtMs);

    /// <summary>A process of the run left a core.</summary>
    /// <param name="AtMs">When it was seen.</param>
    /// <param name="Core">The core, and what became of it.</param>
    public sealed record CoreLeft(double AtMs, CoreReport Core) : RunEvent(AtMs);

    /// <summary>The kernel refused to start a worker; those started before it are ended and reaped.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Index">The worker that could not be started.</param>
    /// <param name="Call">The call that failed: <c>fork</c>, <c>posix_spawn</c>, <c>pthread_create</c>.</param>
    /// <param name="Error">The name of errno: <c>EAGAIN</c>.</param>
    public sealed record StartFailed(double AtMs, int Index, string Call, string Error) : RunEvent(AtMs)
    {
        /// <summary>The limit that is likely to be behind it, in words; <c>null</c> where nobody knows.</summary>
        public string? Likely { get; init; }

        /// <summary>What failed, in a sentence's words.</summary>
        public string Told => $"{Call} failed with {Error} for worker {Index}{(Likely is { } limit ? $" (likely because {limit})" : "")}";
    }

    /// <summary>A worker was seen that had ended and that nobody had waited for yet; told once a worker.</summary>
    /// <param name="AtMs">When it was seen, which may be later than it ended.</param>
    /// <param name="Worker">The worker.</param>
    /// <param name="Reading">What the kernel still showed of it.</param>
    public sealed record ZombieSeen(double AtMs, int Worker, ZombieReading Reading) : RunEvent(AtMs);

    /// <summary>A worker was seen standing still, because a signal had stopped it, or seen going on. It is a look now and then: what is short is missed.</summary>
    /// <param name="AtMs">When it was seen.</param>
    /// <param name="Worker">The worker.</param>
    /// <param name="Stands">Whether it stands.</param>
    public sealed record StandSeen(double AtMs, int Worker, bool Stands) : RunEvent(AtMs);

    /// <summary>A wait call that blocks is about to be made; its <see cref="Waited"/> has the last moment before it.</summary>
    /// <param name="AtMs">When this was told.</param>
    /// <param name="Call">The call.</param>
    public sealed record WaitBegan(double AtMs, HostCall Call) : RunEvent(AtMs);

    /// <summary>A wait call, or a call that prepares one, returned.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Call">The call and what it returned.</param>
    /// <param name="Worker">The worker whose status it brought, or <c>null</c>.</param>
    /// <param name="Usage">What that worker used, where the call brought that too.</param>
    public sealed record Waited(double AtMs, WaitCall Call, int? Worker, UsageReport? Usage) : RunEvent(AtMs);

    /// <summary>The timeout was over; whoever was left got SIGKILL.</summary>
    /// <param name="AtMs">When.</param>
    public sealed record TimedOut(double AtMs) : RunEvent(AtMs);

    /// <summary>The host compared its own array with the rule that made it.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Corrupted">Whether any element differs.</param>
    public sealed record ParentArrayInspected(double AtMs, bool Corrupted) : RunEvent(AtMs);

    /// <summary>The host started mpirun, which starts the ranks.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">Its pid.</param>
    public sealed record LauncherStarted(double AtMs, int Pid) : RunEvent(AtMs);

    /// <summary>mpirun ended, and the host has waited for it.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Status">Its wait status.</param>
    /// <param name="Killed">Whether the host ended it, because it did not come to its end when all ranks had.</param>
    public sealed record LauncherEnded(double AtMs, WaitStatus Status, bool Killed) : RunEvent(AtMs);

    /// <summary>There is news of another machine on which ranks of the run are.</summary>
    /// <param name="AtMs">When it was told here.</param>
    /// <param name="Place">Which one, in the order of the ranks.</param>
    /// <param name="News">What.</param>
    /// <param name="Pid">The pid of its daemon there; of the agent here where the machine has left.</param>
    /// <param name="Status">How that ended; <c>null</c> where it has begun.</param>
    public sealed record RankHostSeen(double AtMs, int Place, RankHostNews News, int Pid, WaitStatus? Status) : RunEvent(AtMs);

    /// <summary>The host ended; nothing comes after this.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Status">The host's wait status.</param>
    public sealed record HostEnded(double AtMs, WaitStatus Status) : RunEvent(AtMs);
}

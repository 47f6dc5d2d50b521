using System.Text.Json.Serialization;
using System.Threading.Channels;
using Sandbox.Core.Arrays;

namespace Sandbox.Core.Runs;

/// <summary>How far a worker has come, as it wrote on the board itself.</summary>
[JsonConverter(typeof(StageConverter))]
public enum WorkerStage
{
    /// <summary>It has not run yet.</summary>
    Pending,

    /// <summary>A rank that waits in MPI_Init for the others.</summary>
    Joining,

    /// <summary>It waits at the gate.</summary>
    AtGate,

    /// <summary>It sums its slice.</summary>
    Summing,

    /// <summary>It has its sum and has not stored it.</summary>
    Summed,

    /// <summary>It announced the fault and is doing it.</summary>
    Faulting,

    /// <summary>It has stored its sum, or an intruder is done.</summary>
    Stored,

    /// <summary>A rank that has given its sum to MPI_Reduce, which has not returned.</summary>
    Reducing,

    /// <summary>A rank that asks the others whether all have come through MPI_Reduce.</summary>
    Agreeing,

    /// <summary>A rank that makes a communicator of those that are left, when one has failed.</summary>
    Mending,

    /// <summary>A rank that waits in MPI_Finalize for the others.</summary>
    Leaving,

    /// <summary>It announced its exit.</summary>
    Ended,
}

/// <summary>One worker as the board shows it at one moment. The slots are read without locks: fields may be a moment apart.</summary>
/// <param name="Index">The worker.</param>
/// <param name="Stage">How far it has come. A worker that died keeps its last stage.</param>
/// <param name="Pid">Its process id, 0 before it ran.</param>
/// <param name="Tid">Its thread id, 0 before it ran.</param>
/// <param name="Done">How many elements it has dealt with.</param>
/// <param name="Length">How many elements it has to deal with.</param>
public readonly record struct WorkerSnapshot(int Index, WorkerStage Stage, int Pid, int Tid, long Done, long Length)
{
    /// <summary>When it began to run, in milliseconds since the run began; <c>null</c> before.</summary>
    public double? StartedMs { get; init; }

    /// <summary>When it announced the fault; <c>null</c> where it did not.</summary>
    public double? FaultMs { get; init; }

    /// <summary>When it announced its exit; <c>null</c> where it did not.</summary>
    public double? EndedMs { get; init; }

    /// <summary>When its parent was done with it; <c>null</c> before.</summary>
    public double? ReapedMs { get; init; }

    /// <summary>How often it was started again after it had failed.</summary>
    public int Life { get; init; }
}

/// <summary>Where the states of a page map come from.</summary>
public enum PageMapSource
{
    /// <summary>Nobody has looked.</summary>
    Nowhere,

    /// <summary>From /proc, now.</summary>
    Live,

    /// <summary>The worker looked itself, right before its last act: exact.</summary>
    LastAct,

    /// <summary>From /proc, the last time before the worker died: a sample.</summary>
    LastSample,
}

/// <summary>What is known of a page map beside its cells.</summary>
/// <param name="Source">Where the states come from; where they come from nowhere there are no counts either.</param>
/// <param name="Shared">How many pages have a frame that others see too.</param>
/// <param name="Private">How many pages have a frame of the process's own.</param>
public readonly record struct PageReading(PageMapSource Source, long Shared, long Private);

/// <summary>A run under way.</summary>
public interface IRun
{
    /// <summary>What is run.</summary>
    RunSpec Spec { get; }

    /// <summary>What happens, in order. The channel is complete when the host has ended and nothing of the run is left.</summary>
    ChannelReader<RunEvent> Events { get; }

    /// <summary>
    /// The report; complete when no process of the run is left. It fails with <see cref="SandboxBugException"/> where the host itself broke.
    /// </summary>
    Task<RunReport> Completion { get; }

    /// <summary>Reads the board: one snapshot a worker, by index, an intruder last. Cheap enough for every frame.</summary>
    /// <param name="into">Takes <see cref="WorkerCount"/> snapshots or fewer.</param>
    /// <returns>How many were written.</returns>
    int ReadBoard(Span<WorkerSnapshot> into);

    /// <summary>How many workers take part, an intruder included.</summary>
    int WorkerCount { get; }

    /// <summary>How the array's pages are laid out as cells.</summary>
    PageGrid Pages { get; }

    /// <summary>
    /// The cells of one worker's page map: while it lives as /proc shows them now, afterwards as the worker itself saw them before its
    /// last act, or else as they were seen last from outside. With threads it is the host's map, the same for all.
    /// </summary>
    /// <param name="worker">The worker's index.</param>
    /// <param name="into">Takes a state a cell, as many as <see cref="Pages"/> has.</param>
    /// <returns>Where the states come from, <see cref="PageMapSource.Nowhere"/> where there are none; and counts of pages, not of cells.</returns>
    PageReading ReadPages(int worker, Span<PageState> into);

    /// <summary>Where a stepped run stands; <c>null</c> where the run is not stepped, or is over, or goes on for good.</summary>
    StepStop? ReadStep();

    /// <summary>Lets everybody take the next step of a stepped run; after the last one there is none.</summary>
    void Advance();

    /// <summary>Lets one worker alone take the next step.</summary>
    /// <param name="worker">The worker's index.</param>
    void Advance(int worker);

    /// <summary>Lets a stepped run go on for good. The timeout counts from now.</summary>
    void RunOn();

    /// <summary>
    /// Sends a signal to a worker: to its process, or to the thread that it is. Safe from any thread, and never reaches another process
    /// that has got the number of a dead one.
    /// </summary>
    /// <param name="worker">The worker's index.</param>
    /// <param name="signal">The signal's number, 1 to 64.</param>
    /// <returns>Whether it was sent; not to a worker that was not started yet, or has ended.</returns>
    bool Signal(int worker, int signal);

    /// <summary>Sends a signal to the host, likewise.</summary>
    /// <param name="signal">The signal's number, 1 to 64.</param>
    /// <returns>Whether it was sent.</returns>
    bool SignalHost(int signal);

    /// <summary>Ends the run now: every process of it gets SIGKILL and is reaped. Safe from any thread, any number of times.</summary>
    void Stop();
}

/// <summary>Starts runs.</summary>
public interface IRunner
{
    /// <summary>Starts a run.</summary>
    /// <param name="spec">What to run.</param>
    /// <param name="control">How it is watched.</param>
    /// <exception cref="MachineRefusedException">The machine has no room for it; nothing was started.</exception>
    IRun Start(RunSpec spec, RunControl? control = null);
}

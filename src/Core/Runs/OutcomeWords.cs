using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>The words of a verdict.</summary>
/// <param name="Of">The verdict.</param>
/// <param name="Word">Its word, everywhere.</param>
/// <param name="Means">When it is given.</param>
/// <param name="Harmless">Whether nobody was hurt but who did the fault, and every number is right.</param>
public sealed record VerdictWords(Verdict Of, string Word, string Means, bool Harmless);

/// <summary>The words of a worker's state after the run.</summary>
/// <param name="Of">The state.</param>
/// <param name="Word">Its word, everywhere.</param>
/// <param name="Means">What became of the worker.</param>
public sealed record StateWords(WorkerState Of, string Word, string Means);

/// <summary>The words of who ended a worker or a host.</summary>
/// <param name="Of">Who.</param>
/// <param name="Word">Its word, in JSON.</param>
/// <param name="Sent">What a sentence adds to the signal; empty where nobody else sent it.</param>
/// <param name="Means">Who that is.</param>
public sealed record EndedByWords(EndedBy Of, string Word, string Sent, string Means);

/// <summary>The words of a worker's stage during the run.</summary>
/// <param name="Of">The stage.</param>
/// <param name="Word">Its word, everywhere.</param>
/// <param name="Means">What the worker does.</param>
public sealed record StageWords(WorkerStage Of, string Word, string Means);

/// <summary>The words of a phase of a run.</summary>
/// <param name="Of">The phase.</param>
/// <param name="Word">Its word on the screen.</param>
/// <param name="Says">What is told when the run comes to it; empty where another line tells it.</param>
public sealed record PhaseWords(RunPhase Of, string Word, string Says);

/// <summary>
/// What verdicts, states, stages and phases are called: one row each, in the order of their numbers. Screen, lines, JSON, the manual page
/// and the documents take their words from here. How a worker ended in more than a word is <see cref="EndWords"/>, what a page is called
/// <see cref="PageWords"/>.
/// </summary>
public static class OutcomeWords
{
    /// <summary>What stands where there is no verdict.</summary>
    public const string NoVerdict = "no verdict";

    /// <summary>The verdicts. Where several hold, the last one counts.</summary>
    public static ImmutableArray<VerdictWords> Verdicts { get; } =
    [
        new(Verdict.Clean, "clean", "no fault was injected, every worker ended well, every sum is right", true),
        new(Verdict.Contained, "contained", "the fault hurt nobody but the worker that did it: every other sum is right", true),
        new(Verdict.Miscounted, "miscounted", "every sum is right, and the one total that all workers add to is wrong: updates were lost, or never reached the parent", false),
        new(Verdict.Spread, "spread", "a worker that did nothing wrong died or has a wrong sum", false),
        new(Verdict.Lost, "lost", "the process that held all workers died: no sums", false),
        new(Verdict.Hung, "hung", "the timeout ended the run", false),
    ];

    /// <summary>The states of a worker, as far as its parent knows.</summary>
    public static ImmutableArray<StateWords> States { get; } =
    [
        new(WorkerState.Unknown, "unknown", "it was never started, or nobody can know how it ended"),
        new(WorkerState.Exited, "exited", "it ended by itself: a process by _exit, a thread by returning"),
        new(WorkerState.Signaled, "signaled", "a signal ended it"),
        new(WorkerState.Lost, "lost", "it went down with the host, the process that held it"),
        new(WorkerState.Unreaped, "unreaped", "it ended, and nobody waited for it"),
    ];

    /// <summary>Who can have ended a worker or a host.</summary>
    public static ImmutableArray<EndedByWords> Enders { get; } =
    [
        new(EndedBy.Itself, "itself", "", "it came to its end by itself"),
        new(EndedBy.Fault, "fault", "", "the fault that it did; of a host, the fault that one of its threads did"),
        new(EndedBy.Limit, "limit", " at its limit", "a resource limit: one that the run set on it, or one that the sandbox was started with"),
        new(EndedBy.Timeout, "timeout", ", sent by the timeout", "the timeout of the run"),
        new(EndedBy.Sandbox, "sandbox", ", sent when the run was ended", "the sandbox, because not all workers could be started, or somebody ended the run"),
        new(EndedBy.Host, "host", "", "the end of the host that held it"),
        new(EndedBy.Screen, "screen", ", sent from the screen", "a signal that somebody sent it from the screen"),
        new(EndedBy.Outside, "outside", ", sent from outside", "somebody outside: another process, or the kernel for reasons of its own"),
        new(EndedBy.Mpirun, "mpirun", ", sent by mpirun", "mpirun, which ends all ranks of a job when one of them has failed"),
        new(EndedBy.Daemon, "daemon", ", for its host's daemon was gone", "the end of Open MPI's daemon on its machine, which held it"),
    ];

    /// <summary>The stages of a worker, as it writes them on the board itself; a worker that died keeps its last one.</summary>
    public static ImmutableArray<StageWords> Stages { get; } =
    [
        new(WorkerStage.Pending, "pending", "it has not run yet"),
        new(WorkerStage.Joining, "joining", "it waits in MPI_Init for the other ranks"),
        new(WorkerStage.AtGate, "at gate", "it waits at the gate"),
        new(WorkerStage.Summing, "summing", "it sums its slice"),
        new(WorkerStage.Summed, "summed", "it has its sum and has not stored it"),
        new(WorkerStage.Faulting, "faulting", "it announced the fault and is doing it"),
        new(WorkerStage.Stored, "stored", "it has stored its sum, or an intruder is done"),
        new(WorkerStage.Reducing, "reducing", "it has given its sum to MPI_Reduce, and waits there for what it takes of the other ranks"),
        new(WorkerStage.Agreeing, "agreeing", "it waits in MPIX_Comm_agree for the other ranks: whether all have come through MPI_Reduce"),
        new(WorkerStage.Mending, "mending", "a rank has failed, and it waits in MPIX_Comm_shrink for those that are left"),
        new(WorkerStage.Leaving, "leaving", "it waits in MPI_Finalize for the other ranks"),
        new(WorkerStage.Ended, "ended", "it announced its exit"),
    ];

    /// <summary>The phases of a run.</summary>
    public static ImmutableArray<PhaseWords> Phases { get; } =
    [
        new(RunPhase.Starting, "starting", "the host starts"),
        new(RunPhase.Filling, "filling", "the array is being filled"),
        new(RunPhase.Running, "running", "workers are being started"),
        new(RunPhase.Inspecting, "inspecting", "every wait has returned; the parent looks at its array"),
        new(RunPhase.Leaving, "orphaned", ""),
        new(RunPhase.Ended, "ending", ""),
    ];

    extension(Verdict verdict)
    {
        /// <summary>The verdict's words.</summary>
        public VerdictWords Words => Verdicts[(int)verdict];

        /// <summary>The verdict's word.</summary>
        public string Word => verdict.Words.Word;
    }

    extension(WorkerState state)
    {
        /// <summary>The state's word.</summary>
        public string Word => States[(int)state].Word;
    }

    extension(EndedBy by)
    {
        /// <summary>The words of who ended it.</summary>
        public EndedByWords Words => Enders[(int)by];
    }

    extension(WorkerStage stage)
    {
        /// <summary>The stage's word.</summary>
        public string Word => Stages[(int)stage].Word;
    }

    extension(RunPhase phase)
    {
        /// <summary>The phase's words.</summary>
        public PhaseWords Words => Phases[(int)phase];
    }
}

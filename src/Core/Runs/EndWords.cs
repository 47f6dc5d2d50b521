using Sandbox.Core.Catalogue;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>How a worker ended, in more than the word of its state.</summary>
/// <param name="Full">In a table: <c>killed by SIGSEGV (11)</c>, <c>went down with the host</c>.</param>
/// <param name="Brief">The same in little room.</param>
/// <param name="Clause">The same in a sentence, after the worker's name.</param>
public sealed record EndWords(string Full, string Brief, string Clause)
{
    /// <summary>What is said of a thread that its host took with it.</summary>
    public const string WithHost = "went down with the host";

    /// <summary>Why a thread shows no status.</summary>
    public const string OfThread = "a thread has no wait status";

    private EndWords(string full, string brief)
        : this(full, brief, full)
    {
    }

    /// <summary>The words for a worker of a run that is over.</summary>
    public static EndWords Of(WorkerReport worker) => worker switch
    {
        { Status: { } status } => Of(status),
        { Pid: null } => new("never started", "not started"),
        { State: WorkerState.Lost, Host: { } host } => new($"lost with the host {host}", "lost", $"went down with the host {host}"),
        { State: WorkerState.Lost } => new(WithHost, "with the host"),
        { State: WorkerState.Unreaped, Zombie.Status: var status } => new($"zombie: {status}", "zombie", $"{status}, and nobody waited"),
        { State: WorkerState.Unreaped } => new("ended, nobody waited", "not waited"),
        { Kind: WorkerKind.Thread, State: WorkerState.Exited } => new(OfThread, "no status", "ended"),
        _ => new("ended, nobody can know how", "not known"),
    };

    /// <summary>The words for an end that a wait told.</summary>
    public static EndWords Of(WaitStatus status) => new(status.ToString(), status.Signal is { } signal ? SignalTable.Told(signal) : status.ToString());

    /// <summary>What is said of a worker's sum.</summary>
    public static string OfSum(WorkerReport worker) => worker switch
    {
        { Role: WorkerRole.Intruder } => "intruder",
        // One that never stored a sum is not right either, but what it has is nothing, not something wrong.
        { Sum: null, Wrote: SumLine.Nonsense } => "no number",
        { Sum: null } => "no sum",
        { Correct: true } => "right",
        _ => "wrong",
    };

    /// <summary>What is said of the parent's own array after the run.</summary>
    /// <param name="corrupted">Whether it changed; <c>null</c> where no parent was left to look.</param>
    /// <param name="nobodyHasIt">Whether no process of the run has the whole array.</param>
    public static string OfArray(bool? corrupted, bool nobodyHasIt = false) => corrupted switch
    {
        true => "corrupted",
        false => "intact",
        null => nobodyHasIt ? "nobody has the whole of it" : "no parent left",
    };
}

using System.Text.Json.Serialization;

namespace Sandbox.Core.Runs;

/// <summary>Who ended a worker or a host.</summary>
[JsonConverter(typeof(EndedByConverter))]
public enum EndedBy
{
    /// <summary>It came to its end by itself, and no fault ended it.</summary>
    Itself,

    /// <summary>The fault that it did; of a host, the fault of a worker that is a thread of it.</summary>
    Fault,

    /// <summary>A resource limit: one that the run set on it, or one that the sandbox was started with.</summary>
    Limit,

    /// <summary>The timeout of the run: it was still there, and got SIGKILL.</summary>
    Timeout,

    /// <summary>The sandbox, which took the run back: not all workers could be started, or somebody ended the run.</summary>
    Sandbox,

    /// <summary>The end of the host, which held it.</summary>
    Host,

    /// <summary>A signal that somebody sent it from the screen of this run.</summary>
    Screen,

    /// <summary>Somebody outside: another process, or the kernel for reasons of its own.</summary>
    Outside,

    /// <summary>mpirun, which ends all ranks of a job when one of them has failed.</summary>
    Mpirun,

    /// <summary>The end of Open MPI's daemon on its machine, which held it.</summary>
    Daemon,
}

/// <summary>What was sent to a process of a run on purpose, so that what came of it can be told from what somebody outside did.</summary>
/// <param name="End">Who sent it SIGKILL while it was alive; <c>null</c> where nobody here did.</param>
/// <param name="Signal">The last signal that somebody sent it from the screen; 0 where nobody did.</param>
public readonly record struct SentSignals(EndedBy? End, int Signal)
{
    /// <summary>Whether a signal had stopped it (state T) when it got that SIGKILL.</summary>
    public bool FoundStopped { get; init; }
}

namespace Sandbox.Core;

/// <summary>The machine refused a run: limits, memory, a missing kernel feature. The message has the numbers. Exit code 3.</summary>
/// <param name="message">What was asked for, what there is, and what would help.</param>
public sealed class MachineRefusedException(string message) : Exception(message)
{
    /// <summary>Whether no worker had begun by then.</summary>
    public bool BeforeStart { get; init; } = true;

    /// <summary>What is said where the runtime throws <see cref="OutOfMemoryException"/>: it does so for a thread that is not to be had, too.</summary>
    public const string NoRoom = "there is no memory left, or no room for another thread (RLIMIT_NPROC, pids.max); end other programs, or raise the limit";

    /// <summary>Whether an exception is that, or comes of it: what begins a thread or a class may wrap it.</summary>
    public static bool IsNoRoom(Exception problem) => problem is OutOfMemoryException || (problem.InnerException is { } inner && IsNoRoom(inner));
}

/// <summary>A bug in the sandbox itself. Exit code 70.</summary>
/// <param name="message">What broke.</param>
public sealed class SandboxBugException(string message) : Exception(message);

using System.Collections.Immutable;

namespace Sandbox.Core.Tracing;

/// <summary>
/// What happened in a trace, in order. Each event is of one process (<paramref name="Pid"/>) and one of its threads. The family is closed:
/// <see cref="TraceWords"/> has a text for each of its members, and <see cref="TraceTree.After"/> takes each of them.
/// </summary>
/// <param name="AtMs">When the tracer saw it, in milliseconds since the trace began.</param>
/// <param name="Pid">The process.</param>
/// <param name="Tid">The thread; the same as <paramref name="Pid"/> for the first one.</param>
public abstract record TraceEvent(double AtMs, int Pid, int Tid)
{
    /// <summary>A process that the trace begins with: the program, or one that it was attached to.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Parent">Its parent, which may be of the trace too.</param>
    /// <param name="Words">Its command line.</param>
    /// <param name="Attached">Whether it ran already.</param>
    public sealed record Began(double AtMs, int Pid, int Parent, ImmutableArray<string> Words, bool Attached) : TraceEvent(AtMs, Pid, Pid)
    {
        /// <summary>Whether it ignores SIGCHLD from the start.</summary>
        public bool SigchldIgnored { get; init; }
    }

    /// <summary>A process or a thread was started.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process that started it.</param>
    /// <param name="Tid">The thread that started it.</param>
    /// <param name="Child">What was started.</param>
    /// <param name="How">By what.</param>
    public sealed record Born(double AtMs, int Pid, int Tid, int Child, BirthKind How) : TraceEvent(AtMs, Pid, Tid)
    {
        /// <summary>Who is the child's parent, where it is not the one that started it (CLONE_PARENT); otherwise <c>null</c>.</summary>
        public int? Parent { get; init; }
    }

    /// <summary>A process became another program.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Former">The thread that made the call; where it is not the first one, it has got the process's number now.</param>
    /// <param name="Path">The program's file.</param>
    /// <param name="Words">Its command line.</param>
    public sealed record Executed(double AtMs, int Pid, int Former, string Path, ImmutableArray<string> Words) : TraceEvent(AtMs, Pid, Former)
    {
        /// <summary>The user or group that the file would have given the process without a tracer (set-uid, set-gid); otherwise <c>null</c>.</summary>
        public string? Unprivileged { get; init; }
    }

    /// <summary>exec failed, and the process goes on as what it was.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="Path">What was to be executed.</param>
    /// <param name="Error">The name of errno.</param>
    public sealed record ExecFailed(double AtMs, int Pid, int Tid, string Path, string Error) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>A wait call that may block was made.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="Call">The call.</param>
    public sealed record WaitBegan(double AtMs, int Pid, int Tid, TracedWait Call) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>A wait call returned.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="Call">The call.</param>
    /// <param name="Returned">What it returned.</param>
    /// <param name="Error">The name of errno after -1; otherwise <c>null</c>.</param>
    /// <param name="Child">The child that it told of; <c>null</c> where it told of none, or did not say of which.</param>
    /// <param name="Raw">The status that it stored; waitid's two halves as one. <c>null</c> where it stored none.</param>
    public sealed record Waited(double AtMs, int Pid, int Tid, TracedWait Call, long Returned, string? Error, int? Child, int? Raw) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>A call that sends a signal returned.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process that sent it.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="Call">The call: <c>kill</c>.</param>
    /// <param name="Target">Whom it was sent to: a process, a thread, a group (negative), all (-1), or the caller's group (0).</param>
    /// <param name="Signal">The signal; 0 only asks whether the target is there.</param>
    /// <param name="Error">The name of errno; <c>null</c> where it was sent.</param>
    public sealed record SignalSent(double AtMs, int Pid, int Tid, string Call, int Target, int Signal, string? Error) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>A signal reached a thread. SIGKILL is never seen so: it ends the process at once.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="Signal">The signal.</param>
    /// <param name="Code">si_code: what it comes from.</param>
    /// <param name="Sender">si_pid, where somebody sent it, or the child that SIGCHLD is about; otherwise <c>null</c>.</param>
    /// <param name="Address">si_addr of a fault; otherwise <c>null</c>.</param>
    public sealed record SignalTaken(double AtMs, int Pid, int Tid, int Signal, int Code, int? Sender, ulong? Address) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>A process stopped, with all its threads.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Signal">The signal that stopped it.</param>
    public sealed record Stopped(double AtMs, int Pid, int Signal) : TraceEvent(AtMs, Pid, Pid);

    /// <summary>A process that was stopped goes on.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    public sealed record Continued(double AtMs, int Pid) : TraceEvent(AtMs, Pid, Pid);

    /// <summary>A thread ended while its process went on, or just before it.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="ByExec">Whether another thread's exec ended it.</param>
    public sealed record ThreadEnded(double AtMs, int Pid, int Tid, bool ByExec) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>A process ended.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Raw">Its wait status, as the kernel keeps it for its parent.</param>
    public sealed record Ended(double AtMs, int Pid, int Raw) : TraceEvent(AtMs, Pid, Pid);

    /// <summary>A process whose parent has ended got another one.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Old">The parent that it had.</param>
    /// <param name="New">The parent that it has now.</param>
    public sealed record Adopted(double AtMs, int Pid, int Old, int New) : TraceEvent(AtMs, Pid, Pid);

    /// <summary>A process changed what becomes of its children, or where it belongs.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="What">What it did.</param>
    public sealed record Arranged(double AtMs, int Pid, int Tid, Arrangement What) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>Any other system call, where all are asked for.</summary>
    /// <param name="AtMs">When it returned.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="Call">Its name.</param>
    /// <param name="Returned">What it returned: a number, or minus the error's.</param>
    /// <param name="Error">The name of errno; otherwise <c>null</c>.</param>
    public sealed record Called(double AtMs, int Pid, int Tid, string Call, long Returned, string? Error) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>Something was done to the program from outside, because it was asked for.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread.</param>
    /// <param name="Asked">The injection, as it was asked for.</param>
    /// <param name="Call">The call that it was done at; <c>null</c> where none was.</param>
    public sealed record Injected(double AtMs, int Pid, int Tid, string Asked, string? Call) : TraceEvent(AtMs, Pid, Tid);

    /// <summary>The sandbox ends all that is left, with SIGKILL.</summary>
    /// <param name="AtMs">When.</param>
    /// <param name="Pid">The program.</param>
    /// <param name="Why">Why.</param>
    public sealed record Ending(double AtMs, int Pid, TraceStop Why) : TraceEvent(AtMs, Pid, Pid);
}

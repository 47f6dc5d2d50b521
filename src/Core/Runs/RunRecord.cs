using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>What a worker left on the board, and in its result slot.</summary>
/// <param name="Stage">How far it came.</param>
/// <param name="Pid">Its process id, or <c>null</c> where it never started.</param>
/// <param name="Tid">Its thread id, or <c>null</c> where it never ran.</param>
/// <param name="Result">What stands in its result slot.</param>
/// <param name="StartedMs">When it began to run, or <c>null</c>.</param>
/// <param name="FaultMs">When it announced the fault, or <c>null</c>.</param>
/// <param name="EndedMs">When it announced its exit, or <c>null</c>.</param>
/// <param name="ReapedMs">When its parent was done with it, or <c>null</c>.</param>
/// <param name="ThreadUsage">What it used, where it is a thread that noted it.</param>
/// <param name="Pages">What it saw of the array's pages before its last act, or <c>null</c>.</param>
public sealed record WorkerTrace(
    WorkerStage Stage,
    int? Pid,
    int? Tid,
    long Result,
    double? StartedMs,
    double? FaultMs,
    double? EndedMs,
    double? ReapedMs,
    UsageReport? ThreadUsage,
    PagesReport? Pages)
{
    /// <summary>The parents of a worker whose host ended before it; <c>null</c> for others.</summary>
    public ParentReport? Parent { get; init; }

    /// <summary>What it wrote for a sum, where it is somebody else's program; otherwise <c>null</c>.</summary>
    public SumLine? Wrote { get; init; }

    /// <summary>Its page faults, where the run counts them; otherwise <c>null</c>.</summary>
    public PageFaultsReport? PageFaults { get; init; }

    /// <summary>The file that it read from the disk; <c>null</c> where it read none.</summary>
    public ColdFileReport? ColdFile { get; init; }

    /// <summary>Why it could not become that program, as the name of errno; <c>null</c> where it could.</summary>
    public string? ExecError { get; init; }

    /// <summary>When it began to add to the one total of a data race; <c>null</c> where it did not come to that.</summary>
    public double? AddingFromMs { get; init; }

    /// <summary>When it was done with that; <c>null</c> likewise.</summary>
    public double? AddedMs { get; init; }

    /// <summary>Whether it got a lock whose owner dies.</summary>
    public bool GotOwnersLock { get; init; }

    /// <summary>Whether it was told by EOWNERDEAD that the owner had died.</summary>
    public bool ToldOwnerDead { get; init; }

    /// <summary>The pid that the program saw which it became by exec; <c>null</c> where it became none that said so.</summary>
    public int? ExecPid { get; init; }

    /// <summary>What became of the signals that it sent itself; <c>null</c> where it sent none, or did not come to take them.</summary>
    public SignalsReport? Signals { get; init; }

    /// <summary>What the kernel said of the signal that its fault raised; <c>null</c> where none did.</summary>
    public SignalInfoReport? Noted { get; init; }

    /// <summary>What a rank wrote of itself that was told of another one's failure; <c>null</c> where none was.</summary>
    public SurvivalTrace? Survived { get; init; }

    /// <summary>What was sent to it from here; nothing to a thread, which gets no SIGKILL of its own.</summary>
    public SentSignals Sent { get; init; }
}

/// <summary>All that is known of a run when it is over; <see cref="RunReports.Of"/> makes the report of it.</summary>
/// <param name="Spec">What was run.</param>
/// <param name="Machine">Where.</param>
/// <param name="HostPid">The host.</param>
/// <param name="Events">What happened, in order.</param>
/// <param name="Workers">What the workers left, by index.</param>
/// <param name="ExpectedSums">The right sum of each slice, by index, without an intruder's.</param>
public sealed record RunRecord(
    RunSpec Spec,
    MachineReport Machine,
    int HostPid,
    ImmutableArray<RunEvent> Events,
    ImmutableArray<WorkerTrace> Workers,
    ImmutableArray<long> ExpectedSums)
{
    /// <summary>What the host found in its own memory of the one total that a data race adds to; <c>null</c> where nobody looked.</summary>
    public long? TotalOfHost { get; init; }

    /// <summary>Page faults of the host, where it counted them: while it filled the array, and while it wrote to it again.</summary>
    public (long? FirstTouch, long? Again) ParentFaults { get; init; }

    /// <summary>The sections of the program, where a worker looked at them; otherwise empty.</summary>
    public ImmutableArray<SectionReport> Sections { get; init; } = [];

    /// <summary>What is known of mpirun beside its end; <c>null</c> where it took no part.</summary>
    public LauncherRecord? Launcher { get; init; }

    /// <summary>What was sent to the host from here.</summary>
    public SentSignals HostSent { get; init; }

    /// <summary>Milliseconds of processor time that the host itself had used at its end; <c>null</c> where nobody saw it.</summary>
    public double? HostCpuMs { get; init; }

    /// <summary>How many processes the kernel's OOM killer ended meanwhile; <c>null</c> where nobody counts.</summary>
    public long? OomKills { get; init; }

    /// <summary>The limit of processor time that the sandbox was started with, and each process of the run with it.</summary>
    public CpuLimit CpuLimit { get; init; }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>
/// What a run left behind; with <c>--json</c> it is printed as it stands here. Unknown is <c>null</c>, never left out.
/// Times are in milliseconds since the run began.
/// </summary>
/// <param name="Schema">The version of this shape: 1.</param>
/// <param name="Spec">What was run.</param>
/// <param name="Machine">Where it was run.</param>
/// <param name="Verdict">Who was hurt; <c>null</c> where not all workers could be started.</param>
/// <param name="Host">The host's own end.</param>
/// <param name="Workers">The workers by index, an intruder last.</param>
/// <param name="Waits">Every wait call that the host made, in order.</param>
/// <param name="Totals">The sum over all slices.</param>
/// <param name="Array">The array.</param>
/// <param name="Timing">How long it took.</param>
public sealed record RunReport(
    int Schema,
    RunSpec Spec,
    MachineReport Machine,
    Verdict? Verdict,
    HostReport Host,
    ImmutableArray<WorkerReport> Workers,
    ImmutableArray<WaitCall> Waits,
    TotalsReport Totals,
    ArrayReport Array,
    TimingReport Timing)
{
    /// <summary>How many workers were seen as zombies: ended, and not waited for yet.</summary>
    public int Zombies { get; init; }

    /// <summary>What came through the signalfd; <c>null</c> where the host did not wait by one.</summary>
    public SigchldReport? Sigchld { get; init; }

    /// <summary>The call that the kernel refused where not all workers could be started; <c>null</c> where they could, and in reports of the past.</summary>
    [JsonIgnore]
    public RunEvent.StartFailed? StartFailed { get; init; }

    /// <summary>The version of the report's shape.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Page faults at each stage; <c>null</c> where the fault does not count them.</summary>
    public PagingReport? Paging { get; init; }

    /// <summary>The sections of the program that the workers run; empty where nobody looked.</summary>
    public ImmutableArray<SectionReport> Sections { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The core files of its workers, in the order in which they came; empty where the run was to leave none.</summary>
    public ImmutableArray<CoreReport> Cores { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What became of the one total that all workers added to; <c>null</c> where the fault is no data race.</summary>
    public DataRaceReport? DataRace { get; init; }

    /// <summary>What became of the signals that faulty workers sent themselves, of all together; <c>null</c> where none did.</summary>
    public SignalsReport? Signals { get; init; }

    /// <summary>What became of a lock whose owner died; <c>null</c> where the fault has no such lock, or nobody came to hold it.</summary>
    public OwnerDiedReport? OwnerDied { get; init; }

    /// <summary>What mpirun made of it; <c>null</c> where it took no part.</summary>
    public MpiReport? Mpi { get; init; }

    /// <summary>
    /// How many processes the kernel's OOM killer ended while the run took place, in the sandbox's own control group, or on the machine where that counts none;
    /// <c>null</c> where nobody counts, and in reports of before this was kept.
    /// </summary>
    public long? OomKills { get; init; }
}

/// <summary>The machine of a run.</summary>
/// <param name="Kernel">The release as <c>uname -r</c> prints it.</param>
/// <param name="Cpus">How many processors the sandbox may use.</param>
/// <param name="PageSize">Bytes a page, as <c>sysconf(_SC_PAGESIZE)</c> says.</param>
public sealed record MachineReport(string Kernel, int Cpus, int PageSize);

/// <summary>The host's own end.</summary>
/// <param name="Pid">The host's process id.</param>
/// <param name="Status">Its wait status; <c>null</c> while it lives.</param>
public sealed record HostReport(int Pid, WaitStatus? Status)
{
    /// <summary>Who ended it; <c>null</c> while it lives, and in reports of before this was kept.</summary>
    public EndedBy? EndedBy { get; init; }

    /// <summary>The limit that ended it, where that is one that the sandbox was started with; <c>null</c> otherwise.</summary>
    public LimitReport? Limit { get; init; }

    /// <summary>Who had stopped it, where it was stopped (state T) when the sandbox ended it; <c>null</c> otherwise.</summary>
    public EndedBy? StoppedBy { get; init; }
}

/// <summary>What a worker does in a run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkerRole>))]
public enum WorkerRole
{
    /// <summary>It sums a slice.</summary>
    [JsonStringEnumMemberName("sum")] Sum,

    /// <summary>It sums nothing and corrupts memory.</summary>
    [JsonStringEnumMemberName("intruder")] Intruder,
}

/// <summary>How a worker ended, as far as its parent knows.</summary>
[JsonConverter(typeof(WorkerStateConverter))]
public enum WorkerState
{
    /// <summary>It was never started, or nobody can tell.</summary>
    Unknown,

    /// <summary>It ended by itself: a process by <c>_exit</c>, a thread by returning.</summary>
    Exited,

    /// <summary>A signal ended it.</summary>
    Signaled,

    /// <summary>It went down with the process that held it.</summary>
    Lost,

    /// <summary>It ended, and nobody waited for it.</summary>
    Unreaped,
}

/// <summary>One worker of a run.</summary>
/// <param name="Index">0 to n-1; an intruder comes last with n.</param>
/// <param name="Role">What it does.</param>
/// <param name="Kind">What it is to the kernel.</param>
/// <param name="Pid">The process it is, or is in; <c>null</c> where it never started.</param>
/// <param name="Tid">Its thread id; <c>null</c> where it never ran.</param>
/// <param name="Slice">The elements it sums; empty for an intruder.</param>
/// <param name="ExpectedSum">The right sum, computed from the seed; <c>null</c> for an intruder.</param>
/// <param name="Sum">What stands in its result slot; <c>null</c> where it never stored one, or it was lost.</param>
/// <param name="Correct">Whether <paramref name="Sum"/> is right; <c>null</c> for an intruder.</param>
/// <param name="State">How it ended.</param>
/// <param name="Status">Its wait status; <c>null</c> for a thread, which has none, and for a child nobody waited for.</param>
/// <param name="Usage">What it used; <c>null</c> where the kernel told nobody.</param>
/// <param name="Pages">Its view of the array's pages; <c>null</c> where it was not looked at.</param>
/// <param name="StartedMs">When it began to run.</param>
/// <param name="EndedMs">When it announced its last act: its exit, or the fault that ended it.</param>
/// <param name="ReapedMs">When its parent's wait returned with it; for a thread, when it was joined.</param>
public sealed record WorkerReport(
    int Index,
    WorkerRole Role,
    WorkerKind Kind,
    int? Pid,
    int? Tid,
    Slice Slice,
    long? ExpectedSum,
    long? Sum,
    bool? Correct,
    WorkerState State,
    WaitStatus? Status,
    UsageReport? Usage,
    PagesReport? Pages,
    double? StartedMs,
    double? EndedMs,
    double? ReapedMs)
{
    /// <summary>What it was between its end and its parent's wait; <c>null</c> where it was not seen so.</summary>
    public ZombieReport? Zombie { get; init; }

    /// <summary>Its parents; <c>null</c> where it kept the one that started it.</summary>
    public ParentReport? Parent { get; init; }

    /// <summary>What it wrote for a sum, where it is somebody else's program; otherwise <c>null</c>.</summary>
    public SumLine? Wrote { get; init; }

    /// <summary>The program that it became by the fault exec; <c>null</c> where it did not come to that.</summary>
    public ExecReport? Exec { get; init; }

    /// <summary>Why it could not become another program, as the name of errno; otherwise <c>null</c>.</summary>
    public string? ExecError { get; init; }

    /// <summary>
    /// Its lives, the first one first, in a run whose parent starts again who failed; empty in others. What else stands here is of the last one.
    /// </summary>
    // A report from before there were restarts has none, and JSON then brings none.
    public ImmutableArray<LifeReport> Lives { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What the kernel said of the signal that its fault raised; <c>null</c> where it raised none, and in reports of before this was kept.</summary>
    public SignalInfoReport? SignalInfo { get; init; }

    /// <summary>Its page faults, where the run counts them; otherwise <c>null</c>.</summary>
    public PageFaultsReport? PageFaults { get; init; }

    /// <summary>The file that it read from the disk; <c>null</c> where it read none.</summary>
    public ColdFileReport? ColdFile { get; init; }

    /// <summary>Who ended it; <c>null</c> where it never started, where nobody knows, and in reports of before this was kept.</summary>
    public EndedBy? EndedBy { get; init; }

    /// <summary>Whether its fault took place; <c>null</c> for a worker that was to do none, and in reports of before this was kept.</summary>
    public bool? Faulted { get; init; }

    /// <summary>The limit that ended it, where that is one that the sandbox was started with; <c>null</c> otherwise.</summary>
    public LimitReport? Limit { get; init; }

    /// <summary>Who had stopped it, where it was stopped (state T) when the sandbox ended it; <c>null</c> otherwise.</summary>
    public EndedBy? StoppedBy { get; init; }

    /// <summary>Milliseconds that its updates of the one total took it, waiting included; <c>null</c> where it made none, or was not done.</summary>
    public double? AddingMs { get; init; }

    /// <summary>The machine that it was on, as <c>--hosts</c> names it; <c>null</c> where no machine was named.</summary>
    public string? Host { get; init; }

    /// <summary>When it began to take its machine away; <c>null</c> where it did not. A sentence says how long that went unnoticed.</summary>
    [JsonIgnore]
    public double? HostLostMs { get; init; }

    /// <summary>How far it had come, as it wrote itself; <c>null</c> for all but ranks.</summary>
    public WorkerStage? Stage { get; init; }
}

/// <summary>What a worker used, as getrusage(2) counts it.</summary>
/// <param name="UserMs">Milliseconds of processor time in user mode.</param>
/// <param name="SystemMs">Milliseconds of processor time in the kernel.</param>
/// <param name="MaxRssKiB">The largest resident set in KiB; for a thread, the process's.</param>
/// <param name="MinorFaults">Page faults served without input or output.</param>
/// <param name="MajorFaults">Page faults that had to read from a disk.</param>
public sealed record UsageReport(double UserMs, double SystemMs, long MaxRssKiB, long MinorFaults, long MajorFaults);

/// <summary>The program that a worker became.</summary>
/// <param name="Path">Its file, as execve(2) got it.</param>
/// <param name="Pid">The pid that it saw as its own; <c>null</c> where it did not come to say so.</param>
/// <param name="SamePid">Whether that is the worker's; <c>null</c> likewise.</param>
public sealed record ExecReport(string Path, int? Pid, bool? SamePid)
{
    /// <summary>The file that a worker executes: the program that it is itself.</summary>
    internal const string Itself = "/proc/self/exe";
}

/// <summary>How a worker sees the array's pages.</summary>
/// <param name="Total">How many pages the array has.</param>
/// <param name="Shared">How many of them the worker shares with its parent.</param>
/// <param name="Private">How many of them are the worker's own copies.</param>
public sealed record PagesReport(long Total, long Shared, long Private);

/// <summary>The sum over all slices.</summary>
/// <param name="Expected">What is right, computed from the seed.</param>
/// <param name="Actual">What the parent gets by adding up the result slots; <c>null</c> where there is no parent left.</param>
/// <param name="Correct">Whether they are the same.</param>
public sealed record TotalsReport(long Expected, long? Actual, bool Correct);

/// <summary>The array after the run.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="CorruptedInParent">Whether the parent's own array is corrupted; <c>null</c> where no parent was left to look.</param>
public sealed record ArrayReport(long Bytes, bool? CorruptedInParent);

/// <summary>What became of the one total that all workers added to: one update for each element of the array.</summary>
/// <param name="Expected">How many updates were made.</param>
/// <param name="Arrived">How many the host found in its own memory; <c>null</c> where no host was left to look.</param>
/// <param name="Lost">How many it did not find; <c>null</c> likewise.</param>
/// <param name="Atomic">Whether each was one atomic instruction.</param>
/// <param name="Shared">Whether the workers added to the host's memory; if not, each had a total of its own.</param>
public sealed record DataRaceReport(long Expected, long? Arrived, long? Lost, bool Atomic, bool Shared)
{
    /// <summary>The id of the lock; <c>null</c> in reports of before there were any but atomic instructions.</summary>
    public string? Lock { get; init; }

    /// <summary>The id of how much was done while it was held; <c>null</c> where it is none that is held.</summary>
    public string? Grain { get; init; }

    /// <summary>Milliseconds from the moment at which the first worker began to add to that at which the last one was done; <c>null</c> where one was not.</summary>
    public double? LockMs { get; init; }

    /// <summary>Nanoseconds that an update took a worker, waiting included: the mean over all; <c>null</c> where one was not done, or there was none.</summary>
    public double? NsPerUpdate { get; init; }
}

/// <summary>How long a run took, in milliseconds.</summary>
/// <param name="FillMs">Filling the array; <c>null</c> where the host did not get so far.</param>
/// <param name="RunMs">The run time: from the start of the first worker to the end of the last wait, the sandbox's own for a host that died; <c>null</c> where no worker was started.</param>
/// <param name="TotalMs">From the start of the host to its end.</param>
public sealed record TimingReport(double? FillMs, double? RunMs, double TotalMs);

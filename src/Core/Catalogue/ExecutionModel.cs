using System.Text.Json.Serialization;

namespace Sandbox.Core.Catalogue;

/// <summary>What a worker is to the kernel.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkerKind>))]
public enum WorkerKind
{
    /// <summary>A thread of the host.</summary>
    [JsonStringEnumMemberName("thread")] Thread,

    /// <summary>A child process of the host.</summary>
    [JsonStringEnumMemberName("process")] Process,
}

/// <summary>How workers are started.</summary>
public enum WorkerStart
{
    /// <summary>They are not: the host does their work itself, one after the other.</summary>
    InTurn,

    /// <summary>As threads: pthread_create(3).</summary>
    Thread,

    /// <summary>As copies of the host: fork(2).</summary>
    Fork,

    /// <summary>In the host's memory while the host stands still, one after the other: vfork(2), as clone(2) with a stack of the child's own.</summary>
    VFork,

    /// <summary>As fresh programs: posix_spawn(3).</summary>
    Spawn,

    /// <summary>As a program of the learner's: fork(2) and execve(2).</summary>
    Program,

    /// <summary>As ranks of MPI, by <c>mpirun</c>: fresh programs that know each other by messages alone.</summary>
    Ranks,
}

/// <summary>How the array is mapped, and so whose it is once workers run.</summary>
public enum ArrayMapping
{
    /// <summary>Anonymous and private: forked children get it copy-on-write.</summary>
    Private,

    /// <summary>Anonymous and shared: forked children see the same frames, and each other's writes.</summary>
    Shared,

    /// <summary>A memfd: fresh programs map it privately.</summary>
    MemFd,
}

/// <summary>
/// An execution model as a row of <see cref="ModelCatalogue"/>: what a worker is, and whose the array is. What follows from that is a
/// capability here; nothing outside the catalogue asks for the id of a model.
/// </summary>
/// <param name="Id">The id, as on the command line.</param>
/// <param name="Workers">What the workers are, in a few words.</param>
/// <param name="Array">What the array is to them, in a few words.</param>
/// <param name="Summary">What the model teaches, in one line.</param>
/// <param name="Start">How its workers are started.</param>
/// <param name="Mapping">How the array is mapped.</param>
public sealed record ExecutionModel(string Id, string Workers, string Array, string Summary, WorkerStart Start, ArrayMapping Mapping)
{
    /// <summary>About how many bytes a worker takes beside the array and its page table.</summary>
    public required long OwnBytes { get; init; }

    /// <summary>About how many processes and threads a worker is to the kernel.</summary>
    public int TasksPerWorker { get; init; } = 1;

    /// <summary>What its start is, for who steps a run.</summary>
    public required StartWords Starting { get; init; }

    /// <summary>What a worker is to the kernel.</summary>
    public WorkerKind Kind => Start is WorkerStart.InTurn or WorkerStart.Thread ? WorkerKind.Thread : WorkerKind.Process;

    /// <summary>Whether there is one worker only, whatever number is asked for.</summary>
    public bool Single => Start == WorkerStart.InTurn;

    /// <summary>Whether the host can wait for its workers with the wait strategies; threads are joined instead.</summary>
    public bool Waitable => Kind == WorkerKind.Process && !UsesLauncher;

    /// <summary>
    /// Whether somebody else's launcher starts the workers, and ends all of them when one has failed. Each has a parent of its own then, which is
    /// no part of the host: no wait strategy applies.
    /// </summary>
    public bool UsesLauncher => Start == WorkerStart.Ranks;

    /// <summary>Whether each worker makes its own slice of the array, by the array's rule, and nobody has the whole of it.</summary>
    public bool OwnSlices => UsesLauncher;

    /// <summary>Whether all workers are the host's own flows of execution: one address space, one fate.</summary>
    public bool OneAddressSpace => Kind == WorkerKind.Thread;

    /// <summary>Whether a worker is a process that runs in the host's memory, while the host sleeps until it has ended: one after the other.</summary>
    public bool BorrowsMemory => Start == WorkerStart.VFork;

    /// <summary>Whether there is one memory for the host and all workers: one page map, and everybody reads what anybody wrote.</summary>
    public bool OneMemory => OneAddressSpace || BorrowsMemory;

    /// <summary>Whether the workers are fresh programs, which have nothing of their host but descriptors and words.</summary>
    public bool FreshPrograms => Start == WorkerStart.Spawn;

    /// <summary>Whether the workers run somebody else's program: what they do is not the sandbox's code, and they know nothing of the board.</summary>
    public bool RunsProgram => Start == WorkerStart.Program;

    /// <summary>Whether its workers can outlive the host: children that look for their new parent themselves.</summary>
    public bool CanBeOrphaned => Waitable && !RunsProgram && !BorrowsMemory;

    /// <summary>Whether a worker inherits a copy of the host's page tables.</summary>
    public bool CopiesPageTables => Start == WorkerStart.Fork;

    /// <summary>Whether processes have the same frames of the array for good, and see each other's writes.</summary>
    public bool SharesFrames => Mapping == ArrayMapping.Shared;

    /// <summary>Whether the kernel copies a page of the array for the worker that writes to it.</summary>
    public bool CopiesOnWrite => Kind == WorkerKind.Process && !SharesFrames && !BorrowsMemory && !OwnSlices;

    /// <summary>Whether the workers map a file, which its frames belong to until somebody writes.</summary>
    public bool MapsFile => Mapping == ArrayMapping.MemFd;

    /// <summary>Whether a variable that all workers add to is the host's own to them too.</summary>
    public bool SharesTotal => OneMemory || SharesFrames;

    /// <summary>
    /// Whether the workers are held until all of them are there: where one can end all, what is lost must not depend on who was quicker.
    /// </summary>
    public bool StartsTogether => OneAddressSpace && !Single;

    /// <summary>About how many bytes a worker takes beside the array: its own, and where it has a copy of the page table 8 a page.</summary>
    /// <param name="arrayBytes">The size of the array.</param>
    public long BytesPerWorker(long arrayBytes) => OwnBytes + (CopiesPageTables ? arrayBytes / 512 : 0);
}

/// <summary>What a start of workers is in words.</summary>
/// <param name="About">What happens: <c>the host forks its children</c>.</param>
/// <param name="Kernel">What the kernel does for it.</param>
/// <param name="Reading">What the kernel does when the workers then read the array.</param>
public sealed record StartWords(string About, string Kernel, string Reading);

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>Who goes first when an intruder takes part.</summary>
[JsonConverter(typeof(RunOrderConverter))]
public enum RunOrder
{
    /// <summary>The intruder is done before the others read, so that the outcome is the same every time.</summary>
    IntruderFirst,

    /// <summary>All start together, as in the lab.</summary>
    Race,
}

/// <summary>What becomes of the other ranks of MPI when one has failed.</summary>
[JsonConverter(typeof(MpiErrorsConverter))]
public enum MpiErrors
{
    /// <summary>The job ends: MPI_ERRORS_ARE_FATAL, which MPI itself begins with.</summary>
    Abort,

    /// <summary>They are told and go on: MPI_ERRORS_RETURN, and ULFM.</summary>
    Return,
}

/// <summary>The size of the pages that the array is asked to be made of.</summary>
[JsonConverter(typeof(PageSizeConverter))]
public enum PageSize
{
    /// <summary>4 KiB pages only: <c>madvise(MADV_NOHUGEPAGE)</c>.</summary>
    Small,

    /// <summary>2 MiB pages where the kernel grants them: <c>madvise(MADV_HUGEPAGE)</c>.</summary>
    Huge,
}

/// <summary>
/// Everything that says what a run does. A spec is complete: no default is left to be filled in, and the ids are ids of the
/// catalogues. <see cref="RunSettings"/> has a row for each of its properties: what people call it, and how it is read and written.
/// </summary>
public sealed record RunSpec
{
    /// <summary>Nothing yet: what the rows of <see cref="RunSettings"/> fill in.</summary>
    internal static RunSpec Blank { get; } = new()
    {
        Model = "",
        Workers = 0,
        Length = 0,
        Seed = 0,
        Fault = "",
        FaultArgument = null,
        Faulty = [],
        Wait = "",
        Order = default,
        Pages = default,
        Pace = 0,
        Timeout = 0,
    };

    /// <summary>The execution model's id.</summary>
    public required string Model { get; init; }

    /// <summary>How many workers sum a slice each, 1 or more; an intruder comes on top.</summary>
    public required int Workers { get; init; }

    /// <summary>The array's length in elements of four bytes, 0 or more.</summary>
    public required long Length { get; init; }

    /// <summary>The seed that the array's elements are made from.</summary>
    public required uint Seed { get; init; }

    /// <summary>The fault's id.</summary>
    public required string Fault { get; init; }

    /// <summary>The fault's argument in its canonical form (a code as a number, a signal by its name), or <c>null</c> where the fault takes none.</summary>
    public required string? FaultArgument { get; init; }

    /// <summary>
    /// The workers that do the fault, ascending, each 0 to <see cref="Workers"/> - 1. Empty without a fault and where an
    /// intruder does it: that one has the index <see cref="Workers"/>.
    /// </summary>
    public required ImmutableArray<int> Faulty { get; init; }

    /// <summary>The wait strategy's id.</summary>
    public required string Wait { get; init; }

    /// <summary>Who goes first when an intruder takes part.</summary>
    public required RunOrder Order { get; init; }

    /// <summary>The size of the array's pages.</summary>
    public required PageSize Pages { get; init; }

    /// <summary>At least how many seconds each worker takes for its slice; 0 is full speed.</summary>
    public required double Pace { get; init; }

    /// <summary>After how many seconds, counted from the start of the first worker, the run is ended and called hung.</summary>
    public required double Timeout { get; init; }

    /// <summary>Whether the host ends before its children, which somebody else has to adopt and wait for.</summary>
    public bool Orphan { get; init; }

    /// <summary>The limits that each worker process sets on itself.</summary>
    // A report from before there were limits has none, and JSON then brings null.
    public RunLimits Limits { get; init => field = value ?? RunLimits.None; } = RunLimits.None;

    /// <summary>The id of the lock that workers add to one total with; that of no lock with every fault that has no such total.</summary>
    // Before Atomic: a report from before there were other locks has that alone.
    public string Lock { get; init => field = value ?? LockCatalogue.None; } = LockCatalogue.None;

    /// <summary>The id of how much they do while they hold it; that of one update where the lock is none that is held.</summary>
    public string LockGrain { get; init => field = value ?? LockCatalogue.Fine; } = LockCatalogue.Fine;

    /// <summary>Whether the lock is an atomic instruction. To set it chooses that lock, and to clear it changes nothing.</summary>
    public bool Atomic
    {
        get => LockCatalogue.Find(Lock) is { IsAtomic: true };
        init => Lock = value ? LockCatalogue.Atomic : Lock;
    }

    /// <summary>The file of the program that the workers run, or its name in a folder of PATH; <c>null</c> where they run the sandbox's own code.</summary>
    public string? Program { get; init; }

    /// <summary>How often the host starts a worker again that failed, at most; 0 where it leaves it at that.</summary>
    public int Restart { get; init; }

    /// <summary>In how many of its lives, from the first on, a worker does the fault; 0 where in all of them.</summary>
    public int FaultyLives { get; init; }

    /// <summary>Whether workers leave core files, where the machine allows it.</summary>
    public bool Core { get; init; }

    /// <summary>Whether the core files stay when the run is over.</summary>
    public bool KeepCore { get; init; }

    /// <summary>Whether root has consented that Open MPI starts ranks as root.</summary>
    public bool MpiAsRoot { get; init; }

    /// <summary>What becomes of the other ranks when one has failed.</summary>
    public MpiErrors MpiErrors { get; init; }
    /// <summary>The machines of the ranks, as <c>a,b:4</c>; <c>null</c> where all are on this one.</summary>
    public string? Hosts { get; init; }

    /// <summary>The command that starts Open MPI's daemon on another machine; <c>null</c> for ssh.</summary>
    public string? MpiAgent { get; init; }

    /// <summary>The network interfaces of Open MPI; <c>null</c> where it chooses them.</summary>
    public string? MpiInterfaces { get; init; }

    /// <inheritdoc/>
    public bool Equals(RunSpec? other) =>
        other is not null && RunSpecText.Write(this).SequenceEqual(RunSpecText.Write(other));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Model, Workers, Length, Seed, Fault, FaultArgument, Wait);
}

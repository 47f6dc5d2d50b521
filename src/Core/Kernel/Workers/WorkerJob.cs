using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// All that a worker needs, in memory that the collector does not know: a forked child reads it without the runtime. Pointers
/// are those of the worker's own address space.
/// </summary>
internal unsafe struct WorkerJob
{
    /// <summary>0 to n-1; an intruder has n.</summary>
    public int Index;

    /// <summary>How many workers sum; the results array has a slot for each.</summary>
    public int Workers;

    /// <summary>Whether the worker is the intruder.</summary>
    public bool Intruder;

    /// <summary>Whether it goes first, and opens the gate to the others when it is done.</summary>
    public bool OpensGate;

    /// <summary>The steps at which slices are read and the fault is done.</summary>
    public Step ReadStep, FaultStep;

    /// <summary>Whether its end is a step of its own.</summary>
    public bool Exits;

    /// <summary>Whether it looks at its page map when it is done; where all live in one address space, the host does so once.</summary>
    public bool LooksAtPages;

    /// <summary>Whether the worker takes part in the fault.</summary>
    public bool Faulty;

    /// <summary>Whether the machine raises a signal at the fault, whose siginfo_t is taken down.</summary>
    public bool NotesSignal;

    /// <summary>How it adds to the one total; see <see cref="LockCode"/>.</summary>
    public delegate*<CountedTotal*, long, void> Add;

    /// <summary>How it takes the lock for that, and gives it back; null where there is none that is held.</summary>
    public delegate*<CountedTotal*, void> Take, Give;

    /// <summary>Whether there is no lock at all.</summary>
    public bool Races;

    /// <summary>Whether it holds the lock for all its updates.</summary>
    public bool Coarse;

    /// <summary>The host's process id; a child that finds another parent was orphaned before it could ask to die with it.</summary>
    public int HostPid;

    /// <summary>Whether the host ends first: the worker begins when it has its new parent.</summary>
    public bool Orphan;

    /// <summary>Whether the host is told when the worker stops and when it goes on.</summary>
    public bool StopsAreSeen;

    /// <summary>The host's end of the event pipe, which a forked child closes; -1 where there is none.</summary>
    public int EventPipe;

    public BoardHeader* Header;
    public WorkerSlot* Slots;
    public long* Results;
    public int* Array;

    /// <summary>How the array is mapped.</summary>
    public ArrayMapping Mapping;

    /// <summary>Bytes a page.</summary>
    public uint PageSize;

    /// <summary>The cells of the worker's page map on the board, or null.</summary>
    public byte* Cells;

    /// <summary>The array's length in elements.</summary>
    public long Length;

    /// <summary>The slice: from Start up to and without End.</summary>
    public long Start, End;

    /// <summary>At least how many nanoseconds the slice takes; 0 is full speed.</summary>
    public long Pace;

    /// <summary>The fault's argument.</summary>
    public long Argument;

    /// <summary>Whether it looks at the sections of its program too; and at its host's, which lie at the same addresses where it is a copy of the host.</summary>
    public bool LooksAtSections, LooksAtHost;

    /// <summary>Whether page faults are counted while it reads its slice.</summary>
    public bool CountsFaults;

    /// <summary>The folder for a file that it reads, as a path of C; null where it reads none.</summary>
    public byte* Folder;

    /// <summary>Whether it may leave a core.</summary>
    public bool DumpsCore;

    /// <summary>The limits that it sets on itself.</summary>
    public LimitValues Limits;

    /// <summary>The one total of a data race, wherever it lies for this worker.</summary>
    public CountedTotal* Total;

    /// <summary>The program that the worker becomes, and what it is given; null where it runs our own code.</summary>
    public ProgramCall* Program;

    /// <summary>Zero, as far as no compiler can tell.</summary>
    public int Zero;

    /// <summary>The code of the fault; see <see cref="FaultCode"/>.</summary>
    public delegate*<WorkerJob*, void> Fault;

    /// <summary>How it stores its sum, where the fault has something to say of that; otherwise null.</summary>
    public delegate*<WorkerJob*, long, void> Store;

    /// <summary>What it does last of all, before its exit; null for all but ranks.</summary>
    public delegate*<WorkerJob*, void> Leave;

    /// <summary>The worker's own slot.</summary>
    public readonly WorkerSlot* Slot => Slots + Index;
}

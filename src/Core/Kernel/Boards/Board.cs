using System.Text;
using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>
/// The board in the address space of this process: header, one slot a worker, the results array, on pages of its own
/// because workers share it on purpose and a fault may write over it, the cells of page maps, and the spec.
/// </summary>
internal sealed unsafe class Board : IDisposable
{
    private const char WordsEnd = '\n';

    private readonly byte* _base;
    private readonly nuint _size;
    private bool _gone;

    private Board(int fd, byte* start, int slots, int cells, int specBytes)
    {
        _base = start;
        (Fd, _size, SlotCount, CellCount) = (fd, SizeFor(slots, cells, specBytes), slots, cells);
    }

    /// <summary>The memfd.</summary>
    public int Fd { get; }

    /// <summary>How many slots there are.</summary>
    public int SlotCount { get; }

    /// <summary>How many cells each worker has for its page map.</summary>
    public int CellCount { get; }

    /// <summary>The header.</summary>
    public BoardHeader* Header => (BoardHeader*)_base;

    /// <summary>The first slot.</summary>
    public WorkerSlot* Slots => (WorkerSlot*)(_base + sizeof(BoardHeader));

    /// <summary>What the host found of the one total of a data race when all workers were done.</summary>
    public long TotalOfHost => Volatile.Read(ref Header->Shared.TotalOfHost);

    /// <summary>Page faults of the host, where it counted them: while it filled the array, and while it wrote to it again.</summary>
    public (long? FirstTouch, long? Again) ParentFaults => (BoardTrace.Counted(Header->ParentFirstTouch), BoardTrace.Counted(Header->ParentAgain));

    /// <summary>What MPI_Reduce has brought to rank 0; <c>null</c> where it has not.</summary>
    public long? Reduced => Volatile.Read(ref Header->HasReduced) != 0 ? Header->ReducedSum : null;

    /// <summary>Whether the MPI library has ULFM; <c>null</c> where rank 0 did not come to look.</summary>
    public bool? HasUlfm => Volatile.Read(ref Header->HasUlfm) is not 0 and var told ? told > 1 : null;

    /// <summary>The results array: worker i stores its sum in element i.</summary>
    public long* Results => (long*)(_base + ResultsOffset(SlotCount));

    /// <summary>What is run.</summary>
    public RunSpec Spec => RunSpecText.Read(Encoding.UTF8.GetString(SpecText).Split(WordsEnd));

    private Span<byte> SpecText => new(_base + SpecOffset(SlotCount, CellCount), Header->SpecBytes);

    /// <summary>The cells of a worker's page map, each a <see cref="PageState"/>; <c>null</c> where none are kept.</summary>
    public byte* CellsOf(int index) =>
        CellCount == 0 ? null : _base + ResultsOffset(SlotCount) + ResultsSize(SlotCount) + ((nuint)index * (nuint)CellCount);

    /// <summary>A new board, all zero but for what the header says.</summary>
    /// <param name="spec">What is run: a host finds it there. A command line has room for the words of a few thousand workers only.</param>
    /// <param name="pages">The array's pages.</param>
    /// <param name="watch">What workers are to note of their page maps.</param>
    /// <param name="stepped">Whether a person opens the gate step by step.</param>
    /// <exception cref="MachineRefusedException">The kernel refused; the message says why, and nothing is left of it.</exception>
    public static Board Create(RunSpec spec, PageGrid pages, PageWatch watch, bool stepped)
    {
        int cells = watch == PageWatch.Cells ? pages.Cells : 0;
        byte[] text = Encoding.UTF8.GetBytes(string.Join(WordsEnd, RunSpecText.Write(spec)));
        int fd = MemFd.Create("sandbox-board", (long)SizeFor(spec.WorkerCount, cells, text.Length));
        try
        {
            return LayOut(fd, spec, text, pages, cells, watch, stepped);
        }
        catch
        {
            Raw.Close(fd);
            throw;
        }
    }

    /// <summary>The board of a rank that is not on its host's machine, in an empty memfd that its reaper has too; of all slots it uses its own.</summary>
    /// <param name="fd">The memfd.</param>
    /// <param name="spec">What is run.</param>
    /// <param name="index">The rank.</param>
    public static Board CreateFar(int fd, RunSpec spec, int index)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join(WordsEnd, RunSpecText.Write(spec)));
        if (Raw.FTruncate(fd, (nint)SizeFor(spec.WorkerCount, 0, text.Length)) != 0)
            throw new MachineRefusedException($"the board of a rank could not be made: {OwnLimits.Explain(Raw.Errno)}");
        Board board = LayOut(fd, spec, text, PageGrid.For(SampleArray.BytesOf(spec.Length)), 0, PageWatch.Counts, stepped: false);
        BoardView view = new()
        {
            Slot = (byte*)(board.Slots + index) - board._base,
            SlotBytes = sizeof(WorkerSlot),
            Result = (byte*)(board.Results + index) - board._base,
            Reduced = (byte*)&board.Header->ReducedSum - board._base,
            HasReduced = (byte*)&board.Header->HasReduced - board._base,
            Ulfm = (byte*)&board.Header->HasUlfm - board._base,
        };
        StartC.ShowBoard(&view);
        return board;
    }

    private static Board LayOut(int fd, RunSpec spec, byte[] text, PageGrid pages, int cells, PageWatch watch, bool stepped)
    {
        int slots = spec.WorkerCount;
        Board board = new(fd, Map(fd, SizeFor(slots, cells, text.Length)), slots, cells, text.Length);
        *board.Header = new BoardHeader
        {
            Version = BoardHeader.CurrentVersion,
            Slots = slots,
            Gate = stepped ? 0 : (int)Step.Open,
            Stepped = stepped ? 1 : 0,
            Pages = pages.Pages,
            PagesPerCell = watch == PageWatch.Nothing ? 0 : pages.PagesPerCell,
            Cells = cells,
            SpecBytes = text.Length,
            Supervisor = Raw.GetPid(),
        };
        text.CopyTo(board.SpecText);
        return board;
    }

    /// <summary>The board that another process made.</summary>
    /// <param name="fd">Its memfd.</param>
    /// <exception cref="SandboxBugException">It is no board, or one of another version.</exception>
    public static Board Open(int fd)
    {
        nuint headerSize = (nuint)sizeof(BoardHeader);
        BoardHeader* header = (BoardHeader*)Map(fd, headerSize);
        if (header->Version != BoardHeader.CurrentVersion)
            throw new SandboxBugException($"descriptor {fd} is no board of version {BoardHeader.CurrentVersion}");
        (int slots, int cells, int specBytes) = (header->Slots, header->Cells, header->SpecBytes);
        Raw.MUnmap(header, headerSize);
        return new Board(fd, Map(fd, SizeFor(slots, cells, specBytes)), slots, cells, specBytes);
    }

    /// <summary>What a worker wrote, at this moment.</summary>
    /// <param name="index">The worker.</param>
    /// <param name="length">How many elements it has to deal with.</param>
    /// <param name="msAt">Makes milliseconds since the run began of CLOCK_MONOTONIC.</param>
    public WorkerSnapshot Read(int index, long length, Func<long, double> msAt)
    {
        WorkerSlot* slot = Slots + index;
        return new WorkerSnapshot(
            index, (WorkerStage)Volatile.Read(ref slot->Stage), PidOf(slot), Volatile.Read(ref slot->Tid),
            Volatile.Read(ref slot->Done), length)
        {
            StartedMs = Time(ref slot->StartedAt),
            FaultMs = Time(ref slot->FaultAt),
            EndedMs = Time(ref slot->EndedAt),
            ReapedMs = Time(ref slot->ReapedAt),
            Life = Volatile.Read(ref slot->Life),
        };

        double? Time(ref long at) => Volatile.Read(ref at) is not 0 and long known ? msAt(known) : null;
    }

    /// <summary>The pid of a worker, for people: on another machine somebody else may have that number here.</summary>
    public static int PidOf(WorkerSlot* slot) => Volatile.Read(ref slot->FarPid) is not 0 and var far ? far : Volatile.Read(ref slot->Pid);

    /// <summary>Takes it away; done once, however often it is asked for.</summary>
    public void Dispose()
    {
        if (_gone)
            return;
        _gone = true;
        Raw.MUnmap(_base, _size);
        Raw.Close(Fd);
    }

    private static byte* Map(int fd, nuint size) =>
        (byte*)Mapping.Of(size, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_SHARED, fd);

    private static nuint ResultsOffset(int slots) =>
        Mapping.RoundToPages((nuint)sizeof(BoardHeader) + ((nuint)slots * (nuint)sizeof(WorkerSlot)));

    private static nuint ResultsSize(int slots) => Mapping.RoundToPages((nuint)slots * sizeof(long));

    private static nuint SizeFor(int slots, int cells, int specBytes) => SpecOffset(slots, cells) + Mapping.RoundToPages((nuint)specBytes);

    private static nuint SpecOffset(int slots, int cells) =>
        ResultsOffset(slots) + ResultsSize(slots) + Mapping.RoundToPages((nuint)slots * (nuint)cells);
}

using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>
/// The board in the address space of this process: header, one slot a worker, then the results array, on pages of its own
/// because workers share it on purpose and a fault may write over it.
/// </summary>
internal sealed unsafe class Board : IDisposable
{
    private readonly byte* _base;
    private readonly nuint _size;
    private bool _gone;

    private Board(int fd, byte* start, int slots, int cells)
    {
        _base = start;
        (Fd, _size, SlotCount, CellCount) = (fd, SizeFor(slots, cells), slots, cells);
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

    /// <summary>The results array: worker i stores its sum in element i.</summary>
    public long* Results => (long*)(_base + ResultsOffset(SlotCount));

    /// <summary>The cells of a worker's page map, each a <see cref="PageState"/>; <c>null</c> where none are kept.</summary>
    public byte* CellsOf(int index) =>
        CellCount == 0 ? null : _base + ResultsOffset(SlotCount) + ResultsSize(SlotCount) + ((nuint)index * (nuint)CellCount);

    /// <summary>A new board, all zero but for what the header says.</summary>
    /// <param name="slots">How many workers take part.</param>
    /// <param name="pages">The array's pages.</param>
    /// <param name="watch">What workers are to note of their page maps.</param>
    /// <param name="stepped">Whether a person opens the gate step by step.</param>
    /// <exception cref="MachineRefusedException">The kernel refused; the message says why, and nothing is left of it.</exception>
    public static Board Create(int slots, PageGrid pages, PageWatch watch, bool stepped)
    {
        int cells = watch == PageWatch.Cells ? pages.Cells : 0;
        int fd = MemFd.Create("sandbox-board", (long)SizeFor(slots, cells));
        Board board;
        try
        {
            board = new(fd, Map(fd, SizeFor(slots, cells)), slots, cells);
        }
        catch
        {
            Raw.Close(fd);
            throw;
        }
        *board.Header = new BoardHeader
        {
            Version = BoardHeader.CurrentVersion,
            Slots = slots,
            Gate = stepped ? 0 : (int)Step.Open,
            Stepped = stepped ? 1 : 0,
            Pages = pages.Pages,
            PagesPerCell = watch == PageWatch.Nothing ? 0 : pages.PagesPerCell,
            Cells = cells,
            Supervisor = Raw.GetPid(),
        };
        return board;
    }

    /// <summary>The board that another process made.</summary>
    /// <param name="fd">Its memfd.</param>
    /// <param name="slots">How many slots it has.</param>
    /// <exception cref="SandboxBugException">It is no board, or one of another version.</exception>
    public static Board Open(int fd, int slots)
    {
        nuint headerSize = (nuint)sizeof(BoardHeader);
        BoardHeader* header = (BoardHeader*)Map(fd, headerSize);
        if (header->Version != BoardHeader.CurrentVersion || header->Slots != slots)
            throw new SandboxBugException($"descriptor {fd} is no board of version {BoardHeader.CurrentVersion} with {slots} slots");
        int cells = header->Cells;
        Raw.MUnmap(header, headerSize);
        return new Board(fd, Map(fd, SizeFor(slots, cells)), slots, cells);
    }

    /// <summary>What a worker wrote, at this moment.</summary>
    /// <param name="index">The worker.</param>
    /// <param name="length">How many elements it has to deal with.</param>
    /// <param name="msAt">Makes milliseconds since the run began of CLOCK_MONOTONIC.</param>
    public WorkerSnapshot Read(int index, long length, Func<long, double> msAt)
    {
        WorkerSlot* slot = Slots + index;
        return new WorkerSnapshot(
            index, (WorkerStage)Volatile.Read(ref slot->Stage), Volatile.Read(ref slot->Pid), Volatile.Read(ref slot->Tid),
            Volatile.Read(ref slot->Done), length)
        {
            StartedMs = Time(ref slot->StartedAt),
            FaultMs = Time(ref slot->FaultAt),
            EndedMs = Time(ref slot->EndedAt),
            ReapedMs = Time(ref slot->ReapedAt),
        };

        double? Time(ref long at) => Volatile.Read(ref at) is not 0 and long known ? msAt(known) : null;
    }

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

    private static nuint SizeFor(int slots, int cells) =>
        ResultsOffset(slots) + ResultsSize(slots) + Mapping.RoundToPages((nuint)slots * (nuint)cells);
}

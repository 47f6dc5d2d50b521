using Sandbox.Core.Native;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Hosting;

/// <summary>
/// The board in the address space of this process: header, one slot a worker, then the results array, on pages of its own
/// because workers share it on purpose and a fault may write over it.
/// </summary>
internal sealed unsafe class Board : IDisposable
{
    private readonly byte* _base;
    private readonly nuint _size;

    private Board(int fd, byte* start, int slots)
    {
        _base = start;
        (Fd, _size, SlotCount) = (fd, SizeFor(slots), slots);
    }

    /// <summary>The memfd.</summary>
    public int Fd { get; }

    /// <summary>How many slots there are.</summary>
    public int SlotCount { get; }

    /// <summary>The header.</summary>
    public BoardHeader* Header => (BoardHeader*)_base;

    /// <summary>The first slot.</summary>
    public WorkerSlot* Slots => (WorkerSlot*)(_base + sizeof(BoardHeader));

    /// <summary>The results array: worker i stores its sum in element i.</summary>
    public long* Results => (long*)(_base + ResultsOffset(SlotCount));

    /// <summary>A new board, all zero but for version, size and gate.</summary>
    public static Board Create(int slots)
    {
        int fd = MemFd.Create("sandbox-board", (long)SizeFor(slots));
        Board board = new(fd, Map(fd, slots), slots);
        *board.Header = new BoardHeader { Version = BoardHeader.CurrentVersion, Slots = slots, Gate = Gate.Open };
        return board;
    }

    /// <summary>The board that another process made.</summary>
    /// <param name="fd">Its memfd.</param>
    /// <param name="slots">How many slots it has.</param>
    /// <exception cref="SandboxBugException">It is no board, or one of another version.</exception>
    public static Board Open(int fd, int slots)
    {
        Board board = new(fd, Map(fd, slots), slots);
        if (board.Header->Version != BoardHeader.CurrentVersion || board.Header->Slots != slots)
            throw new SandboxBugException($"descriptor {fd} is no board of version {BoardHeader.CurrentVersion} with {slots} slots");
        return board;
    }

    /// <summary>What a worker wrote, at this moment.</summary>
    /// <param name="index">The worker.</param>
    /// <param name="length">How many elements it has to deal with.</param>
    public WorkerSnapshot Read(int index, long length)
    {
        WorkerSlot* slot = Slots + index;
        return new WorkerSnapshot(
            index, (WorkerStage)Volatile.Read(ref slot->Stage), Volatile.Read(ref slot->Pid), Volatile.Read(ref slot->Tid),
            Volatile.Read(ref slot->Done), length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Raw.MUnmap(_base, _size);
        Raw.Close(Fd);
    }

    private static byte* Map(int fd, int slots) =>
        (byte*)Mapping.Of(SizeFor(slots), MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_SHARED, fd);

    private static nuint ResultsOffset(int slots) =>
        Mapping.RoundToPages((nuint)sizeof(BoardHeader) + ((nuint)slots * (nuint)sizeof(WorkerSlot)));

    private static nuint SizeFor(int slots) => ResultsOffset(slots) + Mapping.RoundToPages((nuint)slots * sizeof(long));
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// The workers' page maps as a screen sees them: what /proc shows of those that live, and the last state of those that do not. Not safe
/// for several threads.
/// </summary>
/// <param name="workers">How many workers take part.</param>
/// <param name="grid">The cells.</param>
/// <param name="mapping">How the array is mapped.</param>
/// <param name="writes">What the fault writes.</param>
internal sealed unsafe class PageMaps(int workers, PageGrid grid, ArrayMapping mapping, FaultWrites writes)
{
    private readonly PageState[]?[] _cells = new PageState[workers][];
    private readonly PageReading[] _readings = new PageReading[workers];
    private readonly ulong[] _words = new ulong[4096];

    /// <summary>Looks at one worker's map now.</summary>
    public void Look(Board board, int worker)
    {
        WorkerSlot* slot = board.Slots + worker;
        int pid = Volatile.Read(ref slot->Pid);
        long array = Volatile.Read(ref slot->ArrayAt);
        bool lives = Volatile.Read(ref slot->ReapedAt) == 0 && pid != 0 && array != 0;
        if (!lives || !TryReadProc(pid, array, worker))
            Keep(board, worker);
        writes.Look(board);
    }

    /// <summary>Keeps the last state of every worker: the board is about to go.</summary>
    public void KeepAll(Board board)
    {
        for (int worker = 0; worker < workers; worker++)
            Keep(board, worker);
        writes.Look(board);
    }

    /// <summary>The cells of a worker as they were seen last.</summary>
    public PageReading Read(int worker, Span<PageState> into)
    {
        if (_cells[worker] is { } cells)
        {
            cells.CopyTo(into);
            writes.Mark(worker, grid, into[..cells.Length]);
        }
        return _readings[worker];
    }

    /// <summary>What a worker noted itself is exact; failing that, what was seen last from outside stands, and is called a sample.</summary>
    private void Keep(Board board, int worker)
    {
        WorkerSlot* slot = board.Slots + worker;
        byte* own = board.CellsOf(worker);
        if (own != null && Volatile.Read(ref slot->PagesAt) != 0)
        {
            new ReadOnlySpan<PageState>(own, grid.Cells).CopyTo(_cells[worker] ??= new PageState[grid.Cells]);
            _readings[worker] = new PageReading(PageMapSource.LastAct, slot->PagesShared, slot->PagesOwn);
        }
        else if (_readings[worker].Source == PageMapSource.Live)
        {
            _readings[worker] = _readings[worker] with { Source = PageMapSource.LastSample };
        }
    }

    private bool TryReadProc(int pid, long array, int worker)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle($"/proc/{pid}/pagemap");
            PageState[] cells = new PageState[grid.Cells];
            long first = array / Environment.SystemPageSize, shared = 0, own = 0;
            for (long done = 0; done < grid.Pages;)
            {
                Span<ulong> words = _words.AsSpan(0, (int)Math.Min(_words.Length, grid.Pages - done));
                int got = RandomAccess.Read(file, MemoryMarshal.AsBytes(words), (first + done) * sizeof(ulong)) / sizeof(ulong);
                if (got == 0)
                    return false;
                for (int i = 0; i < got; i++)
                {
                    ref PageState cell = ref cells[(done + i) / grid.PagesPerCell];
                    PageState state = PageMap.StateOf(words[i], mapping);
                    cell = state > cell ? state : cell;
                    shared += state == PageState.Shared ? 1 : 0;
                    own += state == PageState.Private ? 1 : 0;
                }
                done += got;
            }
            _cells[worker] = cells;
            _readings[worker] = new PageReading(PageMapSource.Live, shared, own);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // A zombie's map is gone, and so is that of a process that may not be looked at.
            return false;
        }
    }
}

using Sandbox.Core.Arrays;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// Which pages of the array the fault of a run has written. Where each process has its own copy these are the intruder's own pages; where
/// there is one frame for all, everybody's, as far as the intruder has noted on the board that it has come.
/// </summary>
internal sealed unsafe class FaultWrites(RunSpec spec)
{
    private readonly Slice _elements = spec.FaultWrites;
    private readonly bool _copied = spec.ModelRow.CopiesOnWrite;
    private long _done;

    /// <summary>Sees how far the intruder has come.</summary>
    public void Look(Board board)
    {
        if (_elements.Length > 0)
            _done = Volatile.Read(ref board.Slots[spec.Workers].Done);
    }

    /// <summary>Marks the cells with pages that the fault has written.</summary>
    /// <param name="worker">Whose map it is.</param>
    /// <param name="grid">How its pages are laid out.</param>
    /// <param name="cells">The cells.</param>
    public void Mark(int worker, PageGrid grid, Span<PageState> cells)
    {
        long written = _copied ? worker == spec.Workers ? _elements.Length : 0 : _done;
        if (written == 0)
            return;
        long perPage = Environment.SystemPageSize / sizeof(int), perCell = perPage * grid.PagesPerCell;
        int last = (int)((_elements.Start + written - 1) / perCell);
        for (int cell = (int)(_elements.Start / perCell); cell <= last && cell < cells.Length; cell++)
        {
            if (cells[cell] == PageState.Private || (cells[cell] == PageState.Shared && !_copied))
                cells[cell] = PageState.Written;
        }
    }
}

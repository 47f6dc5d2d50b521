using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sandbox.Core.Kernel.Boards;

/// <summary>The mappings of the program's own file as one worker saw them, in its own address space and in its host's.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SectionTable
{
    /// <summary>How many rows and cells there is room for.</summary>
    public const int MostRows = 8, MostCells = 1024;

    /// <summary>How many rows are filled; 0 where nobody looked.</summary>
    public int Count;

    /// <summary>Who looked.</summary>
    public int Worker;

    /// <summary>How many pages one cell stands for.</summary>
    public int PagesPerCell;

    /// <summary>Whether the kernel told the numbers of frames, as it does for root.</summary>
    public int Frames;

    /// <summary>The rows.</summary>
    public SectionRows Rows;

    /// <summary>The worker's cells, row after row, each an <see cref="Arrays.PageState"/>.</summary>
    public fixed byte Cells[MostCells];
}

/// <summary>One mapping.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SectionRow
{
    /// <summary>How many pages it has, and what may be done with them: a bit each for r, w and x.</summary>
    public long Pages, Permissions;

    /// <summary>Where its cells begin, and how many there are.</summary>
    public long FirstCell, Cells;

    /// <summary>Pages of the worker's and of the host's address space: with a frame that others have too, and of their own; -1 where nobody could look.</summary>
    public long ChildShared, ChildPrivate, ParentShared, ParentPrivate;

    /// <summary>How many pages have one and the same frame in both.</summary>
    public long Same;
}

/// <summary>Room for the rows.</summary>
[InlineArray(SectionTable.MostRows)]
internal struct SectionRows
{
    private SectionRow _first;
}

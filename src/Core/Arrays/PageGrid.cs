namespace Sandbox.Core.Arrays;

/// <summary>How the array's pages are laid out as cells: one cell is one page, or several where there are many.</summary>
/// <param name="Pages">How many pages the array has.</param>
/// <param name="PagesPerCell">How many pages one cell stands for, at least 1.</param>
public readonly record struct PageGrid(long Pages, long PagesPerCell)
{
    /// <summary>The most cells that are kept for one worker.</summary>
    public const int MostCells = 16_384;

    /// <summary>How many cells there are.</summary>
    public int Cells => (int)((Pages + PagesPerCell - 1) / PagesPerCell);

    /// <summary>The layout for an array.</summary>
    /// <param name="bytes">The array's size.</param>
    public static PageGrid For(long bytes)
    {
        long page = Environment.SystemPageSize;
        long pages = Math.Max(1, (bytes + page - 1) / page);
        return new PageGrid(pages, (pages + MostCells - 1) / MostCells);
    }
}

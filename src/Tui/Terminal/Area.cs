namespace Sandbox.Tui.Terminal;

/// <summary>A rectangle of a frame. What draws into it counts from its top left corner and cannot get out of it.</summary>
internal readonly struct Area(CellGrid grid, int left, int top, Size size)
{
    public Size Size => size;

    /// <summary>The whole of a frame.</summary>
    public static Area Of(CellGrid grid) => new(grid, 0, 0, grid.Size);

    /// <summary>A rectangle in this one; what would stick out is cut off.</summary>
    public Area Part(int x, int y, int columns, int rows)
    {
        (x, y) = (Math.Clamp(x, 0, size.Columns), Math.Clamp(y, 0, size.Rows));
        return new Area(grid, left + x, top + y, new Size(Math.Clamp(columns, 0, size.Columns - x), Math.Clamp(rows, 0, size.Rows - y)));
    }

    /// <summary>
    /// Writes text from a cell to the right; what does not fit into <paramref name="width"/> cells, or into the area, is left out.
    /// </summary>
    /// <returns>The column after the text.</returns>
    public int Put(int x, int y, ReadOnlySpan<char> text, Style style, int width = int.MaxValue) =>
        x < 0 || y < 0 || y >= size.Rows ? x : grid.Put(left + x, top + y, text, style, Math.Max(0, Math.Min(width, size.Columns - x))) - left;

    /// <summary>Writes text that ends before a column.</summary>
    public void PutRight(int end, int y, ReadOnlySpan<char> text, Style style) => Put(Math.Max(0, end - Widths.Of(text)), y, text, style);

    /// <summary>Writes one character again and again.</summary>
    public void Fill(int x, int y, int count, char character, Style style)
    {
        if (x >= 0 && y >= 0 && y < size.Rows)
            grid.Fill(left + x, top + y, Math.Min(count, size.Columns - x), character, style);
    }
}

using System.Text;
using Terminal.Gui.Drivers;
using ToolkitCell = Terminal.Gui.Drawing.Cell;

namespace Sandbox.Tui.Terminal;

/// <summary>One cell of a frame.</summary>
/// <param name="Text">What is in it; empty in the right half of a wide character.</param>
/// <param name="Look">How it looks.</param>
/// <param name="Width">1, 2 for the left half of a wide character, 0 for its right half.</param>
internal readonly record struct FrameCell(string Text, CellLook Look, byte Width)
{
    // Most cells are the very same: their text is one object.
    public bool Equals(FrameCell other) =>
        (ReferenceEquals(Text, other.Text) || Text == other.Text) && Width == other.Width && Look == other.Look;

    public override int GetHashCode() => HashCode.Combine(Text, Look, Width);
}

/// <summary>
/// A frame: what the terminal shows, cell by cell, and where its cursor is. It is taken out of what the toolkit has drawn. No control character gets
/// into a cell, so none gets to the terminal.
/// </summary>
internal sealed class Frame
{
    private static readonly FrameCell Blank = new(" ", new CellLook(global::Terminal.Gui.Drawing.Color.None, global::Terminal.Gui.Drawing.Color.None), 1);

    private FrameCell[] _cells = [];

    public Frame(Size size) => Reset(size);

    public Size Size { get; private set; }

    /// <summary>Where the terminal's own cursor is seen, from 0; <c>null</c> where it is not.</summary>
    public (int X, int Y)? Cursor { get; set; }

    public ref readonly FrameCell this[int x, int y] => ref _cells[y * Size.Columns + x];

    /// <summary>Makes every cell blank, and gives the frame a size.</summary>
    public void Reset(Size size)
    {
        if (_cells.Length != size.Columns * size.Rows)
            _cells = new FrameCell[size.Columns * size.Rows];
        (Size, Cursor) = (size, null);
        Array.Fill(_cells, Blank);
    }

    public void CopyFrom(Frame other)
    {
        if (Size != other.Size)
            Reset(other.Size);
        Array.Copy(other._cells, _cells, _cells.Length);
        Cursor = other.Cursor;
    }

    /// <summary>Takes the rows of a frame of the same width, and leaves those below them alone.</summary>
    public void CopyTop(Frame other)
    {
        Array.Copy(other._cells, _cells, Size.Columns * Math.Min(Size.Rows, other.Size.Rows));
        Cursor = other.Cursor;
    }

    /// <summary>Takes what the toolkit has drawn since the last time: it marks the rows that it draws on.</summary>
    /// <param name="drawn">The toolkit's cells.</param>
    /// <param name="unicode">Whether the terminal has more than ASCII.</param>
    public void Take(IOutputBuffer drawn, bool unicode)
    {
        var size = new Size(drawn.Cols, drawn.Rows);
        bool whole = Size != size;
        if (whole)
            Reset(size);
        ToolkitCell[,] cells = drawn.Contents!;
        for (int y = 0; y < size.Rows; y++)
        {
            if (!whole && !drawn.DirtyLines[y])
                continue;
            drawn.DirtyLines[y] = false;
            TakeRow(cells, y, unicode);
        }
    }

    private void TakeRow(ToolkitCell[,] cells, int y, bool unicode)
    {
        int columns = Size.Columns;
        Span<FrameCell> row = _cells.AsSpan(y * columns, columns);
        for (int x = 0; x < columns; x++)
        {
            FrameCell taken = Taken(cells[y, x], unicode);
            row[x] = taken.Width == 2 && x + 1 == columns ? Blank : taken;
            if (taken.Width == 2 && x + 1 < columns)
                row[++x] = new FrameCell("", taken.Look, 0);
        }
    }

    /// <summary>Writes plain text from a cell to the right, as far as there is room.</summary>
    public void Put(int x, int y, string text, CellLook look)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            int width = Cells.Of(rune);
            if (width == 0)
                continue;
            if (x + width > Size.Columns)
                return;
            Set(y * Size.Columns, x, new FrameCell(rune.ToString(), look, (byte)width));
            x += width;
        }
    }

    /// <summary>A wide character that loses one half loses the other too.</summary>
    private void Set(int row, int x, FrameCell cell)
    {
        int after = x + cell.Width;
        if (x > 0 && _cells[row + x].Width == 0)
            _cells[row + x - 1] = Blank with { Look = _cells[row + x - 1].Look };
        if (after < Size.Columns && _cells[row + after].Width == 0)
            _cells[row + after] = Blank with { Look = _cells[row + after].Look };
        _cells[row + x] = cell;
        if (cell.Width == 2)
            _cells[row + x + 1] = new FrameCell("", cell.Look, 0);
    }

    /// <summary>The text of a row, with the blanks at its end.</summary>
    public string Row(int y)
    {
        var text = new StringBuilder();
        for (int x = 0; x < Size.Columns; x++)
            text.Append(this[x, y].Text);
        return text.ToString();
    }

    /// <summary>The text of the frame, a line a row, without the blanks at the ends of lines.</summary>
    public override string ToString() => string.Concat(Enumerable.Range(0, Size.Rows).Select(y => Row(y).TrimEnd(' ') + "\n"));

    private static FrameCell Taken(in ToolkitCell cell, bool unicode)
    {
        CellLook look = cell.Attribute ?? Blank.Look;
        string text = cell.Grapheme ?? "";
        if (text.Length == 1 && text[0] is >= ' ' and < '\x7f')
            return new FrameCell(text, look, 1);
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
            width = Math.Max(width, Cells.Of(rune));
        return width == 0 ? Blank with { Look = look }
            : unicode ? new FrameCell(text, look, (byte)width)
            : new FrameCell(width == 2 ? "? " : Glyphs.AsciiOf(text), look, 1);
    }
}

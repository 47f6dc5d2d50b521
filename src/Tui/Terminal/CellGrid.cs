using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>One cell of a frame.</summary>
/// <param name="Rune">The character; 0 in the right half of a wide one.</param>
/// <param name="Style">How it is written.</param>
/// <param name="Width">1, 2 for the left half of a wide character, 0 for its right half.</param>
internal readonly record struct Cell(int Rune, Style Style, byte Width)
{
    public static readonly Cell Blank = new(' ', Ink.Plain, 1);

    public bool Equals(Cell other) => Rune == other.Rune && Width == other.Width && Style.Equals(other.Style);

    public override int GetHashCode() => HashCode.Combine(Rune, Width, Style.GetHashCode());
}

/// <summary>
/// A frame: what the terminal shows, cell by cell. Text is cleaned on the way in: no control character gets into a cell, so none
/// gets to the terminal. Plain arrays throughout: spans of cells would have to be compiled at run time before the first frame.
/// </summary>
internal sealed class CellGrid
{
    private Cell[] _cells = new Cell[1];

    public CellGrid(Size size) => Reset(size);

    public Size Size { get; private set; }

    public ref readonly Cell this[int x, int y] => ref _cells[y * Size.Columns + x];

    /// <summary>Makes every cell blank, and gives the grid a size.</summary>
    public void Reset(Size size)
    {
        int count = size.Columns * size.Rows;
        if (_cells.Length < count)
            _cells = new Cell[count];
        Size = size;
        for (int i = 0; i < count; i++)
            _cells[i] = Cell.Blank;
    }

    public void CopyFrom(CellGrid other)
    {
        if (Size != other.Size)
            Reset(other.Size);
        Array.Copy(other._cells, _cells, Size.Columns * Size.Rows);
    }

    /// <summary>Takes the rows of a frame of the same width, and leaves those below them alone.</summary>
    public void CopyTop(CellGrid other) => Array.Copy(other._cells, _cells, Size.Columns * Math.Min(Size.Rows, other.Size.Rows));

    /// <summary>
    /// Writes text from a cell to the right; what does not fit into <paramref name="width"/> cells, or into the row, is left out.
    /// </summary>
    /// <returns>The column after the text.</returns>
    public int Put(int x, int y, ReadOnlySpan<char> text, Style style, int width = int.MaxValue)
    {
        int end = (int)Math.Min(Size.Columns, (long)x + width);
        if (y < 0 || y >= Size.Rows || x < 0)
            return x;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int cells = Widths.Of(rune);
            if (cells == 0)
                continue;
            if (x + cells > end)
                break;
            Set(x, y, new Cell(rune.Value, style, (byte)cells));
            x += cells;
        }
        return x;
    }

    /// <summary>Writes text that ends before a column.</summary>
    public void PutRight(int end, int y, ReadOnlySpan<char> text, Style style) => Put(Math.Max(0, end - Widths.Of(text)), y, text, style);

    /// <summary>Writes one character again and again.</summary>
    public void Fill(int x, int y, int count, char character, Style style)
    {
        if (y < 0 || y >= Size.Rows)
            return;
        for (int end = Math.Min(x + count, Size.Columns); x < end; x++)
            Set(x, y, new Cell(character, style, 1));
    }

    /// <summary>The text of the frame, a line a row, without the blanks at the ends of lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int y = 0; y < Size.Rows; y++)
        {
            int start = text.Length;
            for (int x = 0; x < Size.Columns; x++)
            {
                if (this[x, y] is { Width: > 0 } cell)
                    text.Append(new Rune(cell.Rune).ToString());
            }
            while (text.Length > start && text[^1] == ' ')
                text.Length--;
            text.Append('\n');
        }
        return text.ToString();
    }

    private void Set(int x, int y, Cell cell)
    {
        int row = y * Size.Columns, after = x + cell.Width;
        // A wide character that loses one half loses the other too.
        if (x > 0 && _cells[row + x].Width == 0)
            _cells[row + x - 1] = Cell.Blank with { Style = _cells[row + x - 1].Style };
        if (after < Size.Columns && _cells[row + after].Width == 0)
            _cells[row + after] = Cell.Blank with { Style = _cells[row + after].Style };
        _cells[row + x] = cell;
        if (cell.Width == 2)
            _cells[row + x + 1] = new Cell(0, cell.Style, 0);
    }
}

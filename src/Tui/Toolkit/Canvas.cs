using System.Text;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Toolkit;

/// <summary>What a view of our own draws on: its cells, counted from its top left corner. Nothing gets out of it, and no control character gets into it.</summary>
internal readonly struct Canvas(CanvasCells cells, int left, int top, Size size)
{
    public Size Size => size;

    /// <summary>A rectangle in this one; what would stick out is cut off.</summary>
    public Canvas Part(int x, int y, int columns, int rows)
    {
        (x, y) = (Math.Clamp(x, 0, size.Columns), Math.Clamp(y, 0, size.Rows));
        return new Canvas(cells, left + x, top + y, new Size(Math.Clamp(columns, 0, size.Columns - x), Math.Clamp(rows, 0, size.Rows - y)));
    }

    /// <summary>Writes text from a cell to the right; what does not fit into <paramref name="width"/> cells, or into the canvas, is left out.</summary>
    /// <returns>The column after the text.</returns>
    public int Put(int x, int y, ReadOnlySpan<char> text, Style style, int width = int.MaxValue)
    {
        if (x < 0 || y < 0 || y >= size.Rows)
            return x;
        int end = (int)Math.Min(size.Columns, (long)x + Math.Max(0, width));
        foreach (Rune rune in text.EnumerateRunes())
        {
            int taken = Cells.Of(rune);
            if (taken == 0)
                continue;
            if (x + taken > end)
                break;
            cells.Set(left + x, top + y, rune.Value, style, taken);
            x += taken;
        }
        return x;
    }

    /// <summary>Writes text that ends before a column.</summary>
    public void PutRight(int end, int y, ReadOnlySpan<char> text, Style style) => Put(Math.Max(0, end - Cells.Of(text)), y, text, style);

    /// <summary>Writes one character again and again.</summary>
    public void Fill(int x, int y, int count, char character, Style style)
    {
        if (x < 0 || y < 0 || y >= size.Rows)
            return;
        for (int end = Math.Min(x + count, size.Columns); x < end; x++)
            cells.Set(left + x, top + y, character, style, 1);
    }
}

/// <summary>The cells behind a <see cref="Canvas"/>; the memory is kept from frame to frame.</summary>
internal sealed class CanvasCells
{
    private (int Rune, Style Style, byte Width)[] _cells = [];

    public Size Size { get; private set; }

    public ref readonly (int Rune, Style Style, byte Width) this[int x, int y] => ref _cells[y * Size.Columns + x];

    /// <summary>Makes every cell blank.</summary>
    public Canvas Begin(Size size)
    {
        if (_cells.Length != size.Columns * size.Rows)
            _cells = new (int, Style, byte)[size.Columns * size.Rows];
        Size = size;
        Array.Fill(_cells, (' ', (Style)Ink.Plain, (byte)1));
        return new Canvas(this, 0, 0, size);
    }

    public void Set(int x, int y, int rune, Style style, int width)
    {
        int row = y * Size.Columns, after = x + width;
        // A wide character that loses one half loses the other too.
        if (x > 0 && _cells[row + x].Width == 0)
            _cells[row + x - 1] = (' ', _cells[row + x - 1].Style, 1);
        if (after < Size.Columns && _cells[row + after].Width == 0)
            _cells[row + after] = (' ', _cells[row + after].Style, 1);
        _cells[row + x] = (rune, style, (byte)width);
        if (width == 2)
            _cells[row + x + 1] = (0, style, 0);
    }
}

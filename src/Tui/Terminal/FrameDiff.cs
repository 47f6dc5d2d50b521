using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>Turns the difference of two frames into the bytes that make a terminal that shows one show the other.</summary>
internal sealed class FrameDiff(Palette palette)
{
    // A gap this short is cheaper to write again than to jump over.
    private const int ShortGap = 4;

    /// <summary>The colours; who changes them sends the next frame whole.</summary>
    public Palette Palette { get; set; } = palette;

    private Style _style;
    private bool _styleIsKnown;
    private int _x;
    private int _y;

    /// <summary>Writes what changed.</summary>
    /// <param name="shown">What the terminal shows; <c>null</c> where nobody knows, which makes it clear everything first.</param>
    /// <param name="next">What it is to show.</param>
    /// <param name="into">Takes the bytes; none where nothing changed.</param>
    public void Write(CellGrid? shown, CellGrid next, ByteBuffer into)
    {
        int start = into.Length;
        (_styleIsKnown, _x, _y) = (false, -1, -1);
        if (shown is null || shown.Size != next.Size)
        {
            into.Append("\e[m\e[2J"u8);
            shown = new CellGrid(next.Size);
            (_style, _styleIsKnown) = (Ink.Plain, true);
        }
        for (int y = 0; y < next.Size.Rows; y++)
            WriteRow(shown, next, y, into);
        if (into.Length > start)
            Change(Ink.Plain, into);
    }

    private void WriteRow(CellGrid shown, CellGrid next, int y, ByteBuffer into)
    {
        int columns = next.Size.Columns;
        for (int x = 0; x < columns; x++)
        {
            if (next[x, y].Equals(shown[x, y]))
                continue;
            // The left half of a wide character stands for both.
            int from = next[x, y].Width == 0 ? x - 1 : x;
            if (y == _y && from > _x && from - _x <= ShortGap && IsPlain(next, _x, from, y))
            {
                for (int gap = _x; gap < from; gap++)
                    WriteCell(next[gap, y], into);
            }
            else if (y != _y || from != _x)
            {
                Move(from, y, into);
            }
            WriteCell(next[from, y], into);
            x = from + next[from, y].Width - 1;
        }
    }

    private bool IsPlain(CellGrid grid, int from, int to, int y)
    {
        for (int x = from; x < to; x++)
        {
            if (grid[x, y] is not { Width: 1, Rune: < 0x80 } cell || !cell.Style.Equals(_style))
                return false;
        }
        return true;
    }

    private void WriteCell(in Cell cell, ByteBuffer into)
    {
        Change(cell.Style, into);
        into.Append(new Rune(cell.Rune));
        _x += cell.Width;
        // Terminals disagree about wide characters: the cell after one is moved to, never assumed.
        if (cell.Width == 2)
            _y = -1;
    }

    private void Change(Style style, ByteBuffer into)
    {
        if (_styleIsKnown && _style.Equals(style))
            return;
        Palette.Write(into, style);
        (_style, _styleIsKnown) = (style, true);
    }

    private void Move(int x, int y, ByteBuffer into)
    {
        if (y == _y && x > _x)
        {
            into.Append("\e["u8);
            into.Append(x - _x);
            into.Append("C"u8);
        }
        else
        {
            into.Append("\e["u8);
            into.Append(y + 1);
            if (x > 0)
            {
                into.Append(";"u8);
                into.Append(x + 1);
            }
            into.Append("H"u8);
        }
        (_x, _y) = (x, y);
    }
}

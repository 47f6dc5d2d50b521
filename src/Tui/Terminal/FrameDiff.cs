using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>Turns the difference of two frames into the bytes that make a terminal that shows one show the other.</summary>
internal sealed class FrameDiff(Palette palette)
{
    // A gap this short is cheaper to write again than to jump over.
    private const int ShortGap = 4;

    private Style? _style;
    private int _x;
    private int _y;

    /// <summary>Writes what changed.</summary>
    /// <param name="shown">What the terminal shows; <c>null</c> where nobody knows, which makes it clear everything first.</param>
    /// <param name="next">What it is to show.</param>
    /// <param name="into">Takes the bytes; none where nothing changed.</param>
    public void Write(CellGrid? shown, CellGrid next, ByteBuffer into)
    {
        int start = into.Length;
        (_style, _x, _y) = (null, -1, -1);
        if (shown is null || shown.Size != next.Size)
        {
            into.Append("\e[m\e[2J"u8);
            shown = new CellGrid(next.Size);
            _style = Ink.Plain;
        }
        for (int y = 0; y < next.Size.Rows; y++)
            WriteRow(shown.Row(y), next.Row(y), y, into);
        if (into.Length > start && _style != (Style)Ink.Plain)
            palette.Write(into, Ink.Plain);
    }

    private void WriteRow(ReadOnlySpan<Cell> shown, ReadOnlySpan<Cell> next, int y, ByteBuffer into)
    {
        for (int x = 0; x < next.Length; x++)
        {
            if (next[x] == shown[x])
                continue;
            // The left half of a wide character stands for both.
            int from = next[x].Width == 0 ? x - 1 : x;
            if (y == _y && from > _x && from - _x <= ShortGap && Plain(next[_x..from]))
                WriteCells(next[_x..from], into);
            else if (y != _y || from != _x)
                Move(from, y, into);
            WriteCells(next.Slice(from, next[from].Width), into);
            x = from + next[from].Width - 1;
        }
    }

    private bool Plain(ReadOnlySpan<Cell> cells)
    {
        foreach (Cell cell in cells)
        {
            if (cell.Width != 1 || cell.Style != _style || cell.Rune >= 0x80)
                return false;
        }
        return true;
    }

    private void WriteCells(ReadOnlySpan<Cell> cells, ByteBuffer into)
    {
        foreach (Cell cell in cells)
        {
            if (cell.Width == 0)
                continue;
            if (_style != cell.Style)
                palette.Write(into, cell.Style);
            _style = cell.Style;
            into.Append(new Rune(cell.Rune));
            _x += cell.Width;
            // Terminals disagree about wide characters: the next cell is moved to, never assumed.
            if (cell.Width == 2 || cell.Rune >= 0x2e80)
                _y = -1;
        }
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

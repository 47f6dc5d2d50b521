namespace Sandbox.Tui.Terminal;

/// <summary>Turns the difference of two frames into the bytes that make a terminal that shows one show the other.</summary>
/// <param name="depth">How many colours the terminal has.</param>
internal sealed class FrameDiff(ColourDepth depth)
{
    // A gap this short is cheaper to write again than to jump over.
    private const int ShortGap = 4;

    // So many backspaces are shorter than the sequence that moves as far.
    private const int LongestBack = 3;

    private readonly Sgr _sgr = new(depth);
    private string _look = "";
    private bool _lookIsKnown;
    private int _x;
    private int _y;
    private int _columns;

    /// <summary>Writes what changed.</summary>
    /// <param name="shown">What the terminal shows; <c>null</c> where nobody knows, which makes it clear everything first.</param>
    /// <param name="next">What it is to show.</param>
    /// <param name="into">Takes the bytes; none where nothing changed.</param>
    public void Write(Frame? shown, Frame next, ByteBuffer into)
    {
        int start = into.Length;
        (_lookIsKnown, _x, _y, _columns) = (false, -1, -1, next.Size.Columns);
        if (shown is null || shown.Size != next.Size)
        {
            into.Append("\e[m\e[2J"u8);
            shown = new Frame(next.Size);
            (_look, _lookIsKnown) = ("", true);
        }
        for (int y = 0; y < next.Size.Rows; y++)
            WriteRow(shown, next, y, into);
        if (into.Length > start)
            Change("", into);
        WriteCursor(shown, next, into, moved: into.Length > start);
    }

    private void WriteRow(Frame shown, Frame next, int y, ByteBuffer into)
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

    private bool IsPlain(Frame grid, int from, int to, int y)
    {
        for (int x = from; x < to; x++)
        {
            if (grid[x, y] is not { Width: 1, Text: [< '\x80'] } cell || _sgr.Of(cell.Look) != _look)
                return false;
        }
        return true;
    }

    private void WriteCell(in FrameCell cell, ByteBuffer into)
    {
        Change(_sgr.Of(cell.Look), into);
        into.AppendUtf8(cell.Text);
        _x += cell.Width;
        // Terminals disagree about wide characters: the cell after one is moved to, never assumed.
        if (cell.Width == 2)
            _y = -1;
    }

    private void Change(string look, ByteBuffer into)
    {
        if (_lookIsKnown && _look == look)
            return;
        // An empty first parameter is a 0, which forgets the look before. Nothing has to be forgotten where nothing is in force.
        bool forget = look.Length > 0 && (!_lookIsKnown || _look.Length > 0);
        into.Append("\e["u8);
        if (forget)
            into.Append(";"u8);
        into.Append(look);
        into.Append("m"u8);
        (_look, _lookIsKnown) = (look, true);
    }

    /// <summary>The terminal's own cursor: it is seen where something is being typed.</summary>
    private void WriteCursor(Frame shown, Frame next, ByteBuffer into, bool moved)
    {
        if (next.Cursor is { } at && (moved || shown.Cursor != at))
        {
            (_y, _x) = (-1, -1);
            Move(at.X, at.Y, into);
        }
        if (shown.Cursor is null != next.Cursor is null)
            into.Append(next.Cursor is null ? "\e[?25l"u8 : "\e[?25h"u8);
    }

    /// <summary>The shorter way: from where the cursor is, or from the corner of the screen.</summary>
    private void Move(int x, int y, ByteBuffer into)
    {
        // Behind the last column terminals disagree about where the cursor is.
        bool near = _y >= 0 && y >= _y && _x < _columns;
        if (near && Down(y - _y) + Across(x - _x) <= Absolute(x, y))
        {
            if (y > _y)
                Step(y - _y, "B"u8, into);
            if (x > _x)
                Step(x - _x, "C"u8, into);
            else if (_x - x <= LongestBack)
                into.Append("\b\b\b"u8[..(_x - x)]);
            else
                Step(_x - x, "D"u8, into);
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

    private static void Step(int count, ReadOnlySpan<byte> direction, ByteBuffer into)
    {
        into.Append("\e["u8);
        if (count > 1)
            into.Append(count);
        into.Append(direction);
    }

    private static int Down(int rows) => rows == 0 ? 0 : rows == 1 ? 3 : 3 + Digits(rows);

    private static int Across(int columns) => columns switch
    {
        0 => 0,
        < 0 and >= -LongestBack => -columns,
        1 or -1 => 3,
        _ => 3 + Digits(Math.Abs(columns)),
    };

    private static int Absolute(int x, int y) => 3 + Digits(y + 1) + (x > 0 ? 1 + Digits(x + 1) : 0);

    private static int Digits(int number) => number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4;
}

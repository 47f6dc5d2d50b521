using System.Text;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tests.Support.Screens;

/// <summary>A terminal small enough to be seen through: it knows the sequences that a frame is made of, and refuses every other.</summary>
internal sealed class VtModel
{
    private readonly Size _size;
    private readonly string[,] _text;
    private readonly string[,] _style;
    private int _x;
    private int _y;
    private string _now = "";

    public VtModel(Size size)
    {
        _size = size;
        _text = new string[size.Columns, size.Rows];
        _style = new string[size.Columns, size.Rows];
        Clear();
    }

    /// <summary>What stands in a cell; empty in the right half of a wide character.</summary>
    public string TextAt(int x, int y) => _text[x, y];

    /// <summary>The parameters of the SGR sequence in force when the cell was written.</summary>
    public string StyleAt(int x, int y) => _style[x, y];

    public void Take(ReadOnlySpan<byte> bytes)
    {
        string input = Encoding.UTF8.GetString(bytes);
        for (int i = 0; i < input.Length;)
        {
            if (input[i] == '\e')
            {
                int end = i + 2;
                while (input[end] is < '@' or > '~')
                    end++;
                Control(input[(i + 2)..end], input[end]);
                i = end + 1;
                continue;
            }
            if (input[i] == '\b')
            {
                _x--;
                i++;
                continue;
            }
            Rune rune = Rune.GetRuneAt(input, i);
            Assert.False(Rune.IsControl(rune), $"control character U+{rune.Value:x4} in a frame");
            Write(rune);
            i += rune.Utf16SequenceLength;
        }
    }

    private void Control(string parameters, char final)
    {
        if (parameters == "?25")
        {
            Assert.True(final is 'h' or 'l', $"?25{final} in a frame");
            return;
        }
        int[] numbers = final == 'm' ? [] : [.. parameters.Split(';').Select(text => text.Length == 0 ? 0 : int.Parse(text))];
        switch (final)
        {
            case 'm':
                // Without the empty first parameter nothing is forgotten: then nothing may be in force.
                if (parameters is [not ';', ..])
                    Assert.Equal("", _now);
                _now = parameters is [not ';', ..] ? $";{parameters}" : parameters;
                break;
            case 'H':
                (_y, _x) = (Math.Max(1, numbers[0]) - 1, numbers.Length > 1 ? Math.Max(1, numbers[1]) - 1 : 0);
                break;
            case 'B':
                _y += Math.Max(1, numbers[0]);
                break;
            case 'D':
                _x -= Math.Max(1, numbers[0]);
                break;
            case 'C':
                _x += Math.Max(1, numbers[0]);
                break;
            case 'J' when parameters == "2":
                Clear();
                break;
            default:
                Assert.Fail($"a frame holds CSI {parameters} {final}");
                break;
        }
    }

    private void Write(Rune rune)
    {
        int width = Cells.Of(rune);
        Assert.InRange(_x, 0, _size.Columns - width);
        Assert.InRange(_y, 0, _size.Rows - 1);
        // Writing over one half of a wide character blanks the other, as terminals do.
        if (_text[_x, _y].Length == 0 && _x > 0)
            _text[_x - 1, _y] = " ";
        int after = _x + width;
        if (after < _size.Columns && _text[after, _y].Length == 0)
            _text[after, _y] = " ";
        (_text[_x, _y], _style[_x, _y]) = (rune.ToString(), _now);
        if (width == 2)
            (_text[_x + 1, _y], _style[_x + 1, _y]) = ("", _now);
        _x += width;
    }

    private void Clear()
    {
        for (int y = 0; y < _size.Rows; y++)
        {
            for (int x = 0; x < _size.Columns; x++)
                (_text[x, y], _style[x, y]) = (" ", "");
        }
    }
}

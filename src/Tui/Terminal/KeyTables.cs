using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>Which bytes stand for which key: what xterm, VT220, rxvt, the Linux console, screen and tmux send, and kitty's CSI u.</summary>
internal static class KeyTables
{
    /// <summary>The key of one byte below 0x80.</summary>
    public static Key OfByte(byte value, Modifiers modifiers) => value switch
    {
        0x0d or 0x0a => new Key(KeyCode.Enter, default, modifiers),
        0x09 => new Key(KeyCode.Tab, default, modifiers),
        0x08 or 0x7f => new Key(KeyCode.Backspace, default, modifiers),
        0x1b => new Key(KeyCode.Escape, default, modifiers),
        0x00 => Key.Of(' ', modifiers | Modifiers.Ctrl),
        < 0x1b => Key.Of((char)('a' + value - 1), modifiers | Modifiers.Ctrl),
        < 0x20 => Key.Of((char)('\\' + value - 0x1c), modifiers | Modifiers.Ctrl),
        _ => Key.Of((char)value, modifiers),
    };

    /// <summary>The key of the Linux console's ESC [ [ and a letter.</summary>
    public static Key? OfConsole(byte letter) =>
        letter is >= (byte)'A' and <= (byte)'E' ? new Key(KeyCode.F1 + (letter - 'A')) : null;

    /// <summary>The key of a control sequence; <c>null</c> for those that stand for none, such as the news that the focus changed.</summary>
    /// <param name="parameters">What stands between the introducer and the final byte.</param>
    /// <param name="final">The final byte.</param>
    public static Key? OfControl(string parameters, byte final)
    {
        Span<int> numbers = stackalloc int[3];
        if (!Read(parameters, numbers))
            return null;
        Modifiers modifiers = OfNumber(numbers[1]);
        if (final == 'u')
            return OfCode(numbers[0], modifiers);
        if (final == '~' && numbers[0] == 27)
            return OfCode(numbers[2], modifiers);
        if (final == 'Z')
            return new Key(KeyCode.Tab, default, modifiers | Modifiers.Shift);
        KeyCode? code = final == '~' ? OfTilde(numbers[0]) : OfLetter((char)final);
        return code is { } known ? new Key(known, default, modifiers) : null;
    }

    private static bool Read(string parameters, Span<int> numbers)
    {
        int at = 0;
        foreach (char character in parameters)
        {
            if (character == ';')
                at++;
            else if (!char.IsAsciiDigit(character))
                return false;
            else if (at < numbers.Length)
                numbers[at] = Math.Min(10_000_000, numbers[at] * 10 + (character - '0'));
        }
        return true;
    }

    /// <summary>xterm counts from 1: 1 + shift + 2 alt + 4 control + 8 meta.</summary>
    private static Modifiers OfNumber(int number)
    {
        int bits = Math.Max(0, number - 1);
        return ((bits & 1) != 0 ? Modifiers.Shift : 0) | ((bits & 10) != 0 ? Modifiers.Alt : 0) | ((bits & 4) != 0 ? Modifiers.Ctrl : 0);
    }

    private static Key? OfCode(int code, Modifiers modifiers) => code switch
    {
        < 0x80 and (0x0d or 0x09 or 0x08 or 0x7f or 0x1b) => OfByte((byte)code, modifiers),
        < 0x20 => null,
        _ when Rune.TryCreate(code, out Rune rune) && Widths.Of(rune) > 0 => new Key(KeyCode.Character, rune, modifiers & ~Modifiers.Shift),
        _ => null,
    };

    private static KeyCode? OfTilde(int number) => number switch
    {
        1 or 7 => KeyCode.Home,
        2 => KeyCode.Insert,
        3 => KeyCode.Delete,
        4 or 8 => KeyCode.End,
        5 => KeyCode.PageUp,
        6 => KeyCode.PageDown,
        >= 11 and <= 15 => KeyCode.F1 + (number - 11),
        >= 17 and <= 21 => KeyCode.F6 + (number - 17),
        23 or 24 => KeyCode.F11 + (number - 23),
        _ => null,
    };

    private static KeyCode? OfLetter(char letter) => letter switch
    {
        'A' => KeyCode.Up,
        'B' => KeyCode.Down,
        'C' => KeyCode.Right,
        'D' => KeyCode.Left,
        'H' => KeyCode.Home,
        'F' => KeyCode.End,
        'M' => KeyCode.Enter,
        >= 'P' and <= 'S' => KeyCode.F1 + (letter - 'P'),
        _ => null,
    };
}

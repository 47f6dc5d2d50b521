using System.Text;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Sandbox.Tui.Terminal;

/// <summary>
/// Turns the bytes of a terminal into events, whatever pieces they come in. An Esc that nothing follows is a key of its own: who
/// reads waits <see cref="PatienceMs"/> for more and then calls <see cref="GiveUp"/>.
/// </summary>
/// <remarks>
/// The toolkit's parser says which key a sequence is. Where a sequence begins and ends is found here: the toolkit's own processor takes an Esc
/// before an arrow for Alt, knows no answer to a status request, and fails at a mouse report with a number of eleven digits.
/// </remarks>
internal sealed class KeyReader
{
    private const int MostDigits = 5;
    private static readonly AnsiKeyboardParser Keyboard = new();
    private static readonly AnsiMouseParser Mouse = new();

    private const int LongestSequence = 64;
    private const int LongestPaste = 1 << 20;
    private static readonly byte[] PasteEnd = "\e[201~"u8.ToArray();

    private readonly List<byte> _held = [];
    private readonly List<byte> _paste = [];
    private bool _pasting;

    /// <summary>How long to wait for the rest of what has begun, in milliseconds; <c>null</c> where nothing has.</summary>
    public int? PatienceMs => _pasting ? 1000
        : _held.Count == 0 ? null
        // A slow link may cut a sequence in two; an Esc that a person pressed comes alone.
        : _held.Count == 1 && _held[0] == 0x1b ? 30 : 200;

    /// <summary>Takes bytes in.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, List<TerminalEvent> into)
    {
        foreach (byte value in bytes)
        {
            if (_pasting)
            {
                Paste(value, into);
                continue;
            }
            _held.Add(value);
            while (_held.Count > 0 && Take(into) is > 0 and int used)
                _held.RemoveRange(0, used);
        }
    }

    /// <summary>Takes what has begun for what it is: no more is coming.</summary>
    public void GiveUp(List<TerminalEvent> into)
    {
        if (_pasting)
        {
            EndPaste(into);
            return;
        }
        if (_held.Count == 0)
            return;
        if (_held[0] == 0x1b)
        {
            bool alone = _held.Count == 1;
            if (alone)
                into.Add(new TerminalEvent.Pressed(Key.Of(KeyCode.Esc)));
            else if (_held.Count == 2 && _held[1] < 0x80)
                into.Add(new TerminalEvent.Pressed(Key.Of((char)_held[1], KeyCode.AltMask)));
        }
        _held.Clear();
    }

    /// <summary>Takes the first event off what is held.</summary>
    /// <returns>How many bytes it took; 0 where it is not complete.</returns>
    private int Take(List<TerminalEvent> into)
    {
        if (_held[0] != 0x1b)
            return TakeCharacter(0, 0, into);
        if (_held.Count == 1)
            return 0;
        switch (_held[1])
        {
            case (byte)'[':
                return TakeControl(into);
            case (byte)'O':
                return TakeSingleShift(into);
            case (byte)']' or (byte)'P' or (byte)'_' or (byte)'^':
                return TakeString();
            case 0x1b:
                // Two Escs: the first one was a key.
                into.Add(new TerminalEvent.Pressed(Key.Of(KeyCode.Esc)));
                return 1;
            default:
                return TakeCharacter(1, KeyCode.AltMask, into) is > 0 and int used ? used + 1 : 0;
        }
    }

    private int TakeCharacter(int from, KeyCode modifiers, List<TerminalEvent> into)
    {
        byte first = _held[from];
        if (first < 0x80)
        {
            into.Add(new TerminalEvent.Pressed(OfByte(first, modifiers)));
            return 1;
        }
        Span<byte> bytes = stackalloc byte[4];
        int count = Math.Min(4, _held.Count - from);
        for (int i = 0; i < count; i++)
            bytes[i] = _held[from + i];
        switch (Rune.DecodeFromUtf8(bytes[..count], out Rune rune, out int used))
        {
            case System.Buffers.OperationStatus.NeedMoreData:
                return 0;
            case System.Buffers.OperationStatus.Done when Cells.Of(rune) > 0:
                into.Add(new TerminalEvent.Pressed(Key.Of(rune, modifiers)));
                return used;
            default:
                return Math.Max(1, used);
        }
    }

    /// <summary>CSI: parameters (0x30 to 0x3f), intermediates (0x20 to 0x2f), one final byte (0x40 to 0x7e).</summary>
    private int TakeControl(List<TerminalEvent> into)
    {
        for (int i = 2; i < _held.Count; i++)
        {
            byte value = _held[i];
            if (value is >= 0x40 and <= 0x7e)
            {
                // The Linux console sends F1 to F5 as ESC [ [ A to E.
                if (value == '[' && i == 2)
                {
                    if (_held.Count == 3)
                        return 0;
                    if (_held[3] is >= (byte)'A' and <= (byte)'E')
                        Press($"\e[{11 + _held[3] - 'A'}~", into);
                    return 4;
                }
                // Old mouse reports have three bytes behind the M.
                if (value == 'M' && i == 2)
                    return _held.Count >= 6 ? 6 : 0;
                Dispatch(Parameters(2, i), (char)value, into);
                return i + 1;
            }
            // Anything else breaks the sequence off; it is read again as what it is.
            if (value is < 0x20 or > 0x7e)
                return i;
        }
        return _held.Count > LongestSequence ? _held.Count : 0;
    }

    private string Parameters(int from, int to) => Encoding.Latin1.GetString([.. _held[from..to]]);

    private void Dispatch(string parameters, char final, List<TerminalEvent> into)
    {
        switch (final, parameters)
        {
            case ('n', "0"):
                into.Add(TerminalEvent.Answered.Instance);
                break;
            case ('~', "200"):
                _pasting = true;
                break;
            case ('M' or 'm', ['<', ..]):
                // Moves without a button mean nothing here, and terminals count cells from 1.
                if (parameters[1..].Split(';').All(number => number.Length <= MostDigits) && Mouse.ProcessMouseInput($"\e[{parameters}{final}") is { Flags: not (MouseFlags.None or MouseFlags.PositionReport), ScreenPosition: { X: >= 0, Y: >= 0 } } mouse)
                    into.Add(new TerminalEvent.Moused(mouse.Flags, mouse.ScreenPosition.X, mouse.ScreenPosition.Y));
                break;
            default:
                parameters = Known(parameters, ref final);
                Press($"\e[{parameters}{final}", into);
                break;
        }
    }

    /// <summary>What other terminals send, as xterm and kitty would: rxvt's Home and End, and modifyOtherKeys.</summary>
    private static string Known(string parameters, ref char final)
    {
        if (final != '~')
            return parameters;
        string[] numbers = parameters.Split(';');
        switch (numbers)
        {
            case ["27", var modifiers, var code]:
                final = 'u';
                return $"{code};{modifiers}";
            case ["7", ..]:
                return $"1{parameters[1..]}";
            case ["8", ..]:
                return $"4{parameters[1..]}";
            default:
                return parameters;
        }
    }

    private int TakeSingleShift(List<TerminalEvent> into)
    {
        if (_held.Count == 2)
            return 0;
        if (_held[2] == 'M')
            into.Add(new TerminalEvent.Pressed(Key.Of(KeyCode.Enter)));
        else
            Press($"\eO{(char)_held[2]}", into);
        return _held[2] == 0x1b ? 2 : 3;
    }

    /// <summary>An answer that nobody asked for (OSC, DCS, APC, PM): up to BEL or ESC \, and not for ever.</summary>
    private int TakeString()
    {
        for (int i = 2; i < _held.Count; i++)
        {
            if (_held[i] == 0x07)
                return i + 1;
            if (_held[i] == '\\' && _held[i - 1] == 0x1b)
                return i + 1;
        }
        return _held.Count > LongestSequence ? _held.Count : 0;
    }

    /// <summary>The key of a whole sequence; those that stand for none, such as the news that the focus changed, press nothing.</summary>
    private static void Press(string sequence, List<TerminalEvent> into)
    {
        string known = sequence;
        // The toolkit takes a character for half a one by its last sixteen bits, and throws: it is asked for the modifiers alone.
        Rune? whole = sequence[^1] == 'u' && Code(sequence, 7) is { } code && char.IsSurrogate((char)code) && Rune.TryCreate(code, out Rune rune) ? rune : null;
        if (whole is not null)
            known = $"\e[97{sequence[2..].TrimStart("0123456789".ToCharArray())}";
        if (!IsKey(sequence) || Keyboard.IsKeyboard(known)?.GetKey(known) is not { } pressed || pressed.KeyCode == KeyCode.Null || pressed.EventType == KeyEventType.Release)
            return;
        Key key = whole is { } character ? Key.Of(character, pressed.KeyCode & (KeyCode.AltMask | KeyCode.CtrlMask)) : Key.Of(pressed);
        // The toolkit has codes for keys that are neither a character nor have a name here, such as the 5 of a keypad.
        if (Key.Parse(key.ToString()) == key)
            into.Add(new TerminalEvent.Pressed(key));
    }

    /// <summary>The number that a sequence begins with; <c>null</c> where it has none, or more digits than that.</summary>
    private static int? Code(string sequence, int digits)
    {
        string number = new([.. sequence.Skip(2).TakeWhile(char.IsAsciiDigit)]);
        return number.Length <= digits && int.TryParse(number, out int code) ? code : null;
    }

    /// <summary>Whether a sequence stands for a key: the toolkit's parser fails at one that has the form and stands for none.</summary>
    private static bool IsKey(string sequence)
    {
        return sequence[^1] switch
        {
            '~' => Code(sequence, 2) is >= 1 and <= 6 or >= 11 and <= 15 or >= 17 and <= 21 or 23 or 24,
            'u' => Code(sequence, 7) is { } code && (code is 9 or 13 or 27 or 127 || Rune.TryCreate(code, out Rune rune) && Cells.Of(rune) > 0),
            'O' => false,
            _ => true,
        };
    }

    /// <summary>The key of one byte below 0x80.</summary>
    private static Key OfByte(byte value, KeyCode modifiers) => value switch
    {
        0x0d or 0x0a => Key.Of(KeyCode.Enter | modifiers),
        0x09 => Key.Of(KeyCode.Tab | modifiers),
        0x08 or 0x7f => Key.Of(KeyCode.Backspace | modifiers),
        0x1b => Key.Of(KeyCode.Esc | modifiers),
        0x00 => Key.Of(' ', modifiers | KeyCode.CtrlMask),
        < 0x1b => Key.Of((char)('a' + value - 1), modifiers | KeyCode.CtrlMask),
        < 0x20 => Key.Of((char)('\\' + value - 0x1c), modifiers | KeyCode.CtrlMask),
        _ => Key.Of((char)value, modifiers),
    };

    private void Paste(byte value, List<TerminalEvent> into)
    {
        _paste.Add(value);
        if (value != '~' || _paste.Count < PasteEnd.Length || !_paste[^PasteEnd.Length..].SequenceEqual(PasteEnd))
        {
            // What is beyond the room is dropped, the end is still looked for.
            if (_paste.Count > LongestPaste)
                _paste.RemoveRange(LongestPaste / 2, LongestPaste / 4);
            return;
        }
        _paste.RemoveRange(_paste.Count - PasteEnd.Length, PasteEnd.Length);
        EndPaste(into);
    }

    private void EndPaste(List<TerminalEvent> into)
    {
        _pasting = false;
        into.Add(new TerminalEvent.Pasted(Encoding.UTF8.GetString([.. _paste])));
        _paste.Clear();
        _paste.TrimExcess();
    }
}

using System.Globalization;
using System.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>Which key it is, where it is not a character.</summary>
internal enum KeyCode
{
    Character,
    Enter,
    Tab,
    Escape,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
}

/// <summary>What was held down with a key. Shift is part of a character, and told only of other keys.</summary>
[Flags]
internal enum Modifiers
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Ctrl = 4,
}

/// <summary>A key press.</summary>
/// <param name="Code">The key.</param>
/// <param name="Rune">The character, where it is one.</param>
/// <param name="Modifiers">What was held down with it.</param>
internal readonly record struct Key(KeyCode Code, Rune Rune = default, Modifiers Modifiers = Modifiers.None)
{
    public static Key Of(char character, Modifiers modifiers = Modifiers.None) => new(KeyCode.Character, new Rune(character), modifiers);

    /// <summary>The key as it is written in key tables, in help and in tests: <c>q</c>, <c>C-c</c>, <c>S-Tab</c>, <c>PgUp</c>.</summary>
    public override string ToString()
    {
        string name = Code switch
        {
            KeyCode.Character when Rune.Value == ' ' => "Space",
            KeyCode.Character => Rune.ToString(),
            KeyCode.Escape => "Esc",
            KeyCode.PageUp => "PgUp",
            KeyCode.PageDown => "PgDn",
            _ => Code.ToString(),
        };
        return (Modifiers.HasFlag(Modifiers.Ctrl) ? "C-" : "") + (Modifiers.HasFlag(Modifiers.Alt) ? "A-" : "")
            + (Modifiers.HasFlag(Modifiers.Shift) ? "S-" : "") + name;
    }

    /// <summary>The key that <see cref="ToString"/> writes so; <c>null</c> where that is none, or a character that cannot be shown.</summary>
    public static Key? Parse(string text)
    {
        var modifiers = Modifiers.None;
        while (text.Length > 2 && text[1] == '-' && text[0] is 'C' or 'A' or 'S')
        {
            modifiers |= text[0] switch { 'C' => Modifiers.Ctrl, 'A' => Modifiers.Alt, _ => Modifiers.Shift };
            text = text[2..];
        }
        Key? key = text switch
        {
            "Space" => Of(' '),
            "Esc" => new Key(KeyCode.Escape),
            "PgUp" => new Key(KeyCode.PageUp),
            "PgDn" => new Key(KeyCode.PageDown),
            _ when Rune.DecodeFromUtf16(text, out Rune rune, out int used) == System.Buffers.OperationStatus.Done && used == text.Length
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                => new Key(KeyCode.Character, rune),
            // The name once more: TryParse takes numbers too, blanks around a name, and several names with commas between them.
            _ when Enum.TryParse(text, out KeyCode code) && code != KeyCode.Character && Enum.GetName(code) == text => new Key(code),
            _ => null,
        };
        // Shift makes another character: no terminal tells it of one.
        if (key is not { } found || (found.Code == KeyCode.Character && modifiers.HasFlag(Modifiers.Shift)))
            return null;
        return found with { Modifiers = modifiers };
    }
}

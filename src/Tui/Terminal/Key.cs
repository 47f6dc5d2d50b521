using System.Globalization;
using System.Text;
using Terminal.Gui.Drivers;
using ToolkitKey = Terminal.Gui.Input.Key;

namespace Sandbox.Tui.Terminal;

/// <summary>
/// A key press, as key tables, settings and demos write it: <c>q</c>, <c>C-c</c>, <c>S-Tab</c>, <c>PgUp</c>. Two that are written the same are
/// the same. <see cref="ToToolkit"/> is the toolkit's own value for it.
/// </summary>
internal readonly record struct Key
{
    private const KeyCode AnyModifier = KeyCode.ShiftMask | KeyCode.AltMask | KeyCode.CtrlMask;

    private static readonly (string Name, KeyCode Code)[] Named =
    [
        ("Enter", KeyCode.Enter), ("Tab", KeyCode.Tab), ("Esc", KeyCode.Esc), ("Backspace", KeyCode.Backspace), ("Delete", KeyCode.Delete),
        ("Insert", KeyCode.Insert), ("Up", KeyCode.CursorUp), ("Down", KeyCode.CursorDown), ("Left", KeyCode.CursorLeft),
        ("Right", KeyCode.CursorRight), ("Home", KeyCode.Home), ("End", KeyCode.End), ("PgUp", KeyCode.PageUp), ("PgDn", KeyCode.PageDown),
        ("F1", KeyCode.F1), ("F2", KeyCode.F2), ("F3", KeyCode.F3), ("F4", KeyCode.F4), ("F5", KeyCode.F5), ("F6", KeyCode.F6),
        ("F7", KeyCode.F7), ("F8", KeyCode.F8), ("F9", KeyCode.F9), ("F10", KeyCode.F10), ("F11", KeyCode.F11), ("F12", KeyCode.F12),
        ("Space", KeyCode.Space),
    ];

    private readonly string _text;

    private Key(string text) => _text = text;

    /// <summary>The key that takes the last character away.</summary>
    public static Key Backspace { get; } = new("Backspace");

    /// <summary>Whether it is a character, with nothing held down but Shift.</summary>
    public bool IsText => Rune.Value != 0;

    /// <summary>The character, where <see cref="IsText"/>; else none.</summary>
    public Rune Rune => ToString() is var text && text == "Space" ? new Rune(' ')
        : Rune.DecodeFromUtf16(text, out Rune rune, out int used) == System.Buffers.OperationStatus.Done && used == text.Length ? rune : default;

    /// <summary>A key that is no character, with what was held down.</summary>
    public static Key Of(KeyCode code) => Of(new ToolkitKey(code));

    /// <summary>A character. Shift is part of it.</summary>
    public static Key Of(char character, KeyCode modifiers = 0) => Of(new Rune(character), modifiers);

    /// <summary>A character. Shift is part of it.</summary>
    public static Key Of(Rune rune, KeyCode modifiers = 0) => new(Modified(modifiers & ~KeyCode.ShiftMask, rune.Value == ' ' ? "Space" : rune.ToString()));

    /// <summary>The toolkit's key.</summary>
    public static Key Of(ToolkitKey key)
    {
        KeyCode bare = key.KeyCode & ~AnyModifier, modifiers = key.KeyCode & AnyModifier;
        foreach ((string name, KeyCode code) in Named)
        {
            if (code == bare && bare != KeyCode.Space)
                return new Key(Modified(modifiers, name));
        }
        Rune rune = bare is >= KeyCode.A and <= KeyCode.Z && (modifiers & KeyCode.ShiftMask) == 0 ? new Rune((char)(bare + 0x20))
            : Rune.IsValid((uint)bare) ? new Rune((uint)bare) : Rune.ReplacementChar;
        return Of(rune, modifiers);
    }

    /// <summary>The toolkit's value for it.</summary>
    public ToolkitKey ToToolkit()
    {
        (KeyCode modifiers, string name) = Split(ToString());
        foreach ((string known, KeyCode code) in Named)
        {
            if (known == name)
                return new ToolkitKey(code | modifiers);
        }
        Rune rune = Rune.GetRuneAt(name, 0);
        KeyCode character = rune.IsAscii && char.IsAsciiLetterLower((char)rune.Value) ? (KeyCode)(rune.Value - 0x20)
            : rune.IsAscii && char.IsAsciiLetterUpper((char)rune.Value) ? (KeyCode)rune.Value | KeyCode.ShiftMask
            : (KeyCode)rune.Value;
        return new ToolkitKey(character | modifiers);
    }

    /// <summary>The key as it is written.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>The key that <see cref="ToString"/> writes so; <c>null</c> where that is none, or a character that cannot be shown.</summary>
    public static Key? Parse(string text)
    {
        (KeyCode modifiers, string name) = Split(text);
        foreach ((string known, _) in Named)
        {
            // Shift makes another character: no terminal tells it of one.
            if (known == name)
                return name == "Space" && (modifiers & KeyCode.ShiftMask) != 0 ? null : new Key(Modified(modifiers, name));
        }
        bool shown = Rune.DecodeFromUtf16(name, out Rune rune, out int used) == System.Buffers.OperationStatus.Done && used == name.Length
            && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        return !shown || (modifiers & KeyCode.ShiftMask) != 0 || rune.Value == ' ' ? null : Of(rune, modifiers);
    }

    /// <summary>All keys that have a name and are no character.</summary>
    public static IEnumerable<string> Names => Named.Select(key => key.Name).Where(name => name != "Space");

    private static (KeyCode Modifiers, string Name) Split(string text)
    {
        KeyCode modifiers = 0;
        while (text.Length > 2 && text[1] == '-' && text[0] is 'C' or 'A' or 'S')
        {
            modifiers |= text[0] switch { 'C' => KeyCode.CtrlMask, 'A' => KeyCode.AltMask, _ => KeyCode.ShiftMask };
            text = text[2..];
        }
        return (modifiers, text);
    }

    private static string Modified(KeyCode modifiers, string name) =>
        (modifiers.HasFlag(KeyCode.CtrlMask) ? "C-" : "") + (modifiers.HasFlag(KeyCode.AltMask) ? "A-" : "") + (modifiers.HasFlag(KeyCode.ShiftMask) ? "S-" : "") + name;
}

namespace Sandbox.Tui.Terminal;

/// <summary>How many colours a terminal has.</summary>
internal enum ColourDepth
{
    None,
    Sixteen,
    Many,
    Full,
}

/// <summary>Which set of colours.</summary>
internal enum PaletteId
{
    Default,
    Light,
    ColourBlind,
    Mono,
}

/// <summary>Gives each ink its look, as the parameters of an SGR sequence that starts from nothing.</summary>
internal sealed class Palette
{
    // The inks in their order: plain, strong, dim, title, accent, key, good, bad, warning, bar, track.
    private static readonly string[] NoColour = ["", "1", "", "1", "", "1", "", "1", "1", "", ""];

    private readonly string[] _parameters;

    private Palette(string[] parameters) => _parameters = parameters;

    /// <summary>What the settings file calls the palettes, in the order of <see cref="PaletteId"/>.</summary>
    public static string[] Names { get; } = ["default", "light", "colour-blind", "mono"];

    /// <summary>The palette that is called so, or <c>null</c>.</summary>
    public static PaletteId? Find(string name) => Array.IndexOf(Names, name) is >= 0 and int index ? (PaletteId)index : null;

    public static Palette For(ColourDepth depth, PaletteId id = PaletteId.Default) => new(depth == ColourDepth.None || id == PaletteId.Mono ? NoColour : (id, depth) switch
    {
        (PaletteId.Light, ColourDepth.Sixteen) => ["", "1", "2", "1;34", "34", "1;34", "32", "1;31", "35", "34", "2"],
        (PaletteId.Light, ColourDepth.Many) =>
            ["", "1", "38;5;240", "1;38;5;24", "38;5;24", "1;38;5;24", "38;5;28", "1;38;5;124", "38;5;94", "38;5;24", "38;5;248"],
        (PaletteId.Light, _) => Full("80;80;80", "0;75;130", "0;110;20", "165;0;0", "120;75;0", "165;165;165", "38;5;24"),
        // Blue and orange differ for every kind of eye; red and green do not.
        (PaletteId.ColourBlind, ColourDepth.Sixteen) => ["", "1", "2", "1;36", "36", "1;36", "34", "1;33", "35", "34", "2"],
        (PaletteId.ColourBlind, ColourDepth.Many) =>
            ["", "1", "38;5;244", "1;38;5;139", "38;5;139", "1;38;5;139", "38;5;32", "1;38;5;172", "38;5;179", "38;5;32", "38;5;242"],
        (PaletteId.ColourBlind, _) => Full("128;128;128", "204;121;167", "0;130;200", "213;94;0", "200;145;0", "108;108;108", "38;5;32"),
        (_, ColourDepth.Sixteen) => ["", "1", "2", "1;36", "36", "1;36", "32", "1;31", "33", "36", "2"],
        // Middle tones: they can be read on a dark and on a light background.
        (_, ColourDepth.Many) =>
            ["", "1", "38;5;244", "1;38;5;67", "38;5;67", "1;38;5;67", "38;5;71", "1;38;5;167", "38;5;136", "38;5;67", "38;5;242"],
        _ => Full("128;128;128", "95;135;175", "95;175;95", "215;95;95", "175;135;0", "108;108;108", "38;5;67"),
    });

    /// <summary>Writes the sequence that turns any style into this one.</summary>
    /// <param name="into">Takes it.</param>
    /// <param name="style">The style.</param>
    /// <param name="forget">Whether another style may be in force; if not, the sequence is shorter.</param>
    public void Write(ByteBuffer into, Style style, bool forget = true)
    {
        // An empty first parameter is a 0, which forgets the style before.
        string parameters = _parameters[(int)style.Ink];
        bool separate = forget;
        into.Append("\e["u8);
        if (parameters.Length > 0)
        {
            if (separate)
                into.Append(";"u8);
            into.Append(parameters);
            separate = true;
        }
        if (style.Lit)
            into.Append(separate ? ";7"u8 : "7"u8);
        into.Append("m"u8);
    }

    // Bars change in every frame: theirs is the nearest colour of the 256, which takes half the bytes.
    private static string[] Full(string dim, string accent, string good, string bad, string warning, string track, string bar) =>
    [
        "", "1", $"38;2;{dim}", $"1;38;2;{accent}", $"38;2;{accent}", $"1;38;2;{accent}", $"38;2;{good}", $"1;38;2;{bad}",
        $"38;2;{warning}", bar, $"38;2;{track}",
    ];
}

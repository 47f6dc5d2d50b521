namespace Sandbox.Tui.Terminal;

/// <summary>How many colours a terminal has.</summary>
internal enum ColourDepth
{
    None,
    Sixteen,
    Many,
}

/// <summary>Gives each ink its look, as the parameters of an SGR sequence that starts from nothing.</summary>
internal sealed class Palette
{
    private static readonly string[] Mono = ["", "1", "", "1", "", "1", "", "1", "1", "", ""];
    private static readonly string[] Sixteen = ["", "1", "2", "1;36", "36", "1;36", "32", "1;31", "33", "36", "2"];

    // Middle tones: they can be read on a dark and on a light background.
    private static readonly string[] Many =
        ["", "1", "38;5;244", "1;38;5;67", "38;5;67", "1;38;5;67", "38;5;71", "1;38;5;167", "38;5;136", "38;5;67", "38;5;242"];

    private readonly string[] _parameters;

    private Palette(string[] parameters) => _parameters = parameters;

    public static Palette For(ColourDepth depth) => new(depth switch
    {
        ColourDepth.None => Mono,
        ColourDepth.Sixteen => Sixteen,
        _ => Many,
    });

    /// <summary>Writes the sequence that turns any style into this one.</summary>
    public void Write(ByteBuffer into, Style style)
    {
        // An empty first parameter is a 0, which forgets the style before.
        string parameters = _parameters[(int)style.Ink];
        into.Append("\e["u8);
        if (parameters.Length > 0)
        {
            into.Append(";"u8);
            into.Append(parameters);
        }
        if (style.Lit)
            into.Append(";7"u8);
        into.Append("m"u8);
    }
}

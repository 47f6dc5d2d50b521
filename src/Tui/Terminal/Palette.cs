using Terminal.Gui.Drawing;

namespace Sandbox.Tui.Terminal;

/// <summary>How many colours a terminal has.</summary>
internal enum ColourDepth
{
    None,
    Sixteen,
    Many,
}

/// <summary>Which set of colours.</summary>
internal enum PaletteId
{
    Default,
    Light,
    ColourBlind,
    Mono,
}

/// <summary>Gives each ink its look.</summary>
internal sealed class Palette
{
    private const int None = -1;

    // The inks in their order: plain, strong, dim, title, accent, key, good, bad, warning, bar, track. First the one of sixteen colours, then the one of 256.
    private static readonly (int Few, int Many)[] Normal = [(None, None), (None, None), (None, 244), (6, 67), (6, 67), (6, 67), (2, 71), (1, 167), (3, 136), (6, 67), (None, 242)];
    private static readonly (int Few, int Many)[] Light = [(None, None), (None, None), (None, 240), (4, 24), (4, 24), (4, 24), (2, 28), (1, 124), (5, 94), (4, 24), (None, 248)];

    // Blue and orange differ for every kind of eye; red and green do not.
    private static readonly (int Few, int Many)[] ColourBlind = [(None, None), (None, None), (None, 244), (6, 139), (6, 139), (6, 139), (4, 32), (3, 172), (5, 179), (4, 32), (None, 242)];

    private readonly CellLook[] _looks;
    private Palette? _faded;

    private Palette(CellLook[] looks) => _looks = looks;

    /// <summary>What the settings file calls the palettes, in the order of <see cref="PaletteId"/>.</summary>
    public static string[] Names { get; } = ["default", "light", "colour-blind", "mono"];

    /// <summary>How a text in an ink looks.</summary>
    public CellLook this[Ink ink] => _looks[(int)ink];

    /// <summary>How a text looks.</summary>
    public CellLook this[Style style] => style.Lit ? Lit(_looks[(int)style.Ink]) : _looks[(int)style.Ink];

    /// <summary>The palette that is called so, or <c>null</c>.</summary>
    public static PaletteId? Find(string name) => Array.IndexOf(Names, name) is >= 0 and int index ? (PaletteId)index : null;

    /// <summary>The looks of a palette on a terminal with so many colours.</summary>
    public static Palette For(ColourDepth depth, PaletteId id = PaletteId.Default)
    {
        (int Few, int Many)[] colours = id switch { PaletteId.Light => Light, PaletteId.ColourBlind => ColourBlind, _ => Normal };
        bool none = depth == ColourDepth.None || id == PaletteId.Mono;
        var looks = new CellLook[colours.Length];
        for (int ink = 0; ink < looks.Length; ink++)
        {
            int colour = none ? None : depth == ColourDepth.Sixteen ? colours[ink].Few : colours[ink].Many;
            looks[ink] = new CellLook(colour == None ? Color.None : Sgr.Colour(colour), Color.None, StyleOf((Ink)ink, none, colour == None));
        }
        return new Palette(looks);
    }

    /// <summary>The same for what is of the past: what is said in no colour, or in that of titles, is dim.</summary>
    public Palette Faded => _faded ??= new Palette([.. _looks.Select((look, ink) => (Ink)ink is Ink.Plain or Ink.Strong or Ink.Title or Ink.Accent or Ink.Bar ? this[Ink.Dim] : look)]);

    /// <summary>The same, under the cursor of the screen.</summary>
    public static CellLook Lit(CellLook look) => look with { Style = look.Style | TextStyle.Reverse };

    private static TextStyle StyleOf(Ink ink, bool colourless, bool uncoloured) => ink switch
    {
        Ink.Strong or Ink.Title or Ink.Key or Ink.Bad => TextStyle.Bold,
        Ink.Warning when colourless => TextStyle.Bold,
        Ink.Dim or Ink.Track when uncoloured && !colourless => TextStyle.Faint,
        _ => TextStyle.None,
    };
}

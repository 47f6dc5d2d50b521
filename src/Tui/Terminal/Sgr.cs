using System.Globalization;
using Terminal.Gui.Drawing;

namespace Sandbox.Tui.Terminal;

/// <summary>Says how a cell looks in the parameters of SGR (ECMA-48), for terminals with so many colours.</summary>
/// <param name="depth">How many colours there are. Others become the nearest.</param>
internal sealed class Sgr(ColourDepth depth)
{
    private const int FirstOfCube = 16;
    private const int Colours = 256;

    // xterm's first sixteen.
    private static readonly int[] Named =
    [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ];

    private static readonly (TextStyle Style, int Code)[] Styles =
    [
        (TextStyle.Bold, 1), (TextStyle.Faint, 2), (TextStyle.Italic, 3), (TextStyle.Underline, 4), (TextStyle.Blink, 5), (TextStyle.Reverse, 7), (TextStyle.Strikethrough, 9),
    ];

    private readonly Dictionary<CellLook, string> _known = [];

    /// <summary>A colour of the 256 that xterm has.</summary>
    public static Color Colour(int index)
    {
        int rgb = index < Named.Length ? Named[index] : index < 232 ? Cube(index - FirstOfCube) : 0x010101 * (8 + 10 * (index - 232));
        return new Color(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }

    /// <summary>The parameters, separated by semicolons; empty where it looks like plain text.</summary>
    public string Of(CellLook look)
    {
        if (!_known.TryGetValue(look, out string? parameters))
            _known[look] = parameters = Made(look);
        return parameters;
    }

    private static int Cube(int index)
    {
        static int Level(int step) => step == 0 ? 0 : 55 + 40 * step;
        return Level(index / 36) << 16 | Level(index / 6 % 6) << 8 | Level(index % 6);
    }

    private string Made(CellLook look)
    {
        List<string> parameters = [];
        foreach ((TextStyle style, int code) in Styles)
        {
            if (look.Style.HasFlag(style))
                parameters.Add(Text(code));
        }
        if (depth != ColourDepth.None)
        {
            Add(look.Foreground, 30, parameters);
            Add(look.Background, 40, parameters);
        }
        return string.Join(';', parameters);
    }

    private void Add(Color colour, int first, List<string> parameters)
    {
        if (colour.A == 0)
            return;
        bool few = depth == ColourDepth.Sixteen;
        int nearest = Nearest(colour, few ? 0 : FirstOfCube, few ? Named.Length : Colours);
        parameters.Add(!few ? $"{Text(first + 8)};5;{Text(nearest)}" : Text(nearest < 8 ? first + nearest : first + 60 + nearest - 8));
    }

    private static int Nearest(Color colour, int from, int to)
    {
        int best = from, least = int.MaxValue;
        for (int index = from; index < to && least > 0; index++)
        {
            Color known = Colour(index);
            int red = known.R - colour.R, green = known.G - colour.G, blue = known.B - colour.B;
            int distance = red * red + green * green + blue * blue;
            (best, least) = distance < least ? (index, distance) : (best, least);
        }
        return best;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

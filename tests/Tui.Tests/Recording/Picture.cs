using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace Sandbox.Tui.Tests.Recording;

/// <summary>A screen of a recording as a picture (SVG): its text stays text, in its colours.</summary>
internal static partial class Picture
{
    private const double CellWidth = 8.4;
    private const int CellHeight = 18;
    private const int Margin = 16;
    private const string Ground = "#1b1e23";
    private const string Plain = "#d8d8d8";

    public static string Of(CastScreen screen)
    {
        double width = (screen.Size.Columns * CellWidth) + (2 * Margin);
        int height = (screen.Size.Rows * CellHeight) + (2 * Margin);
        StringBuilder svg = new();
        svg.Append(Culture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0.#}\" height=\"{height}\" viewBox=\"0 0 {width:0.#} {height}\" role=\"img\" ")
            .Append("font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n")
            .Append(Culture, $"<title>{SecurityElement.Escape(screen.Title)}</title>\n")
            .Append(Culture, $"<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{Ground}\"/>\n");
        for (int y = 0; y < screen.Size.Rows; y++)
            Row(svg, screen, y);
        return svg.Append("</svg>\n").ToString();
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    private static void Row(StringBuilder svg, CastScreen screen, int y)
    {
        for (int x = 0; x < screen.Size.Columns;)
        {
            string style = screen.Cells.StyleAt(x, y);
            int end = x;
            StringBuilder text = new();
            for (; end < screen.Size.Columns && screen.Cells.StyleAt(end, y) == style; end++)
                text.Append(screen.Cells.TextAt(end, y));
            Run(svg, text.ToString(), x, y, style);
            x = end;
        }
    }

    // Each stretch gets its width: then columns stand one below the other whatever font there is.
    private static void Run(StringBuilder svg, string text, int x, int y, string style)
    {
        int[] parameters = [.. style.Split(';').Select(number => number.Length == 0 ? 0 : int.Parse(number, Culture))];
        bool lit = parameters.Contains(7);
        string colour = Colour(parameters);
        if (lit)
            svg.Append(Culture, $"<rect x=\"{Left(x):0.#}\" y=\"{Top(y)}\" width=\"{text.Length * CellWidth:0.#}\" height=\"{CellHeight}\" fill=\"{colour}\"/>\n");
        foreach (Match word in Stretches().Matches(text))
        {
            svg.Append(Culture, $"<text x=\"{Left(x + word.Index):0.#}\" y=\"{Top(y) + 13}\" textLength=\"{word.Length * CellWidth:0.#}\" lengthAdjust=\"spacingAndGlyphs\" ")
                .Append(Culture, $"fill=\"{(lit ? Ground : colour)}\"{(parameters.Contains(1) ? " font-weight=\"bold\"" : "")}>{SecurityElement.Escape(word.Value)}</text>\n");
        }
    }

    private static double Left(int x) => Margin + (x * CellWidth);

    private static int Top(int y) => Margin + (y * CellHeight);

    /// <summary>The colour that 38;5;N asks for; those from 16 on are a cube of six by six by six, then greys.</summary>
    private static string Colour(int[] parameters)
    {
        int at = Array.IndexOf(parameters, 38);
        if (at < 0)
            return Plain;
        int number = parameters[at + 2];
        Assert.InRange(number, 16, 255);
        int[] rgb = number >= 232
            ? [8 + (10 * (number - 232)), 8 + (10 * (number - 232)), 8 + (10 * (number - 232))]
            : [Level((number - 16) / 36), Level((number - 16) / 6 % 6), Level((number - 16) % 6)];
        return $"#{rgb[0]:x2}{rgb[1]:x2}{rgb[2]:x2}";
    }

    private static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);

    // Single blanks belong to a stretch; SVG would fold several into one.
    [GeneratedRegex(@"\S+(?: \S+)*")]
    private static partial Regex Stretches();
}

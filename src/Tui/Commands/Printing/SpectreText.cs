using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sandbox.Tui.Commands.Printing;

/// <summary>
/// Spectre.Console's tables as text. The segments are asked for directly: its console object would look at System.Console, and
/// that sends keypad modes to the terminal which nobody takes back.
/// </summary>
internal static class SpectreText
{
    /// <summary>The text without its blank lines, every line ended.</summary>
    public static string Of(IRenderable renderable, Look look)
    {
        StringBuilder text = new(), line = new();
        foreach (Segment segment in renderable.Render(new RenderOptions(new Capabilities(look), new Size(look.Width, 1)), look.Width))
        {
            if (segment.IsLineBreak)
                EndLine(text, line);
            else if (!segment.IsControlCode)
                Append(line, segment, look.Colour);
        }

        if (line.Length > 0)
            EndLine(text, line);
        return text.ToString();
    }

    private static void EndLine(StringBuilder text, StringBuilder line)
    {
        // Tables fill up to their width, and their border is in part blank; neither is worth copying or scrolling past.
        string trimmed = line.ToString().TrimEnd(' ');
        line.Clear();
        if (trimmed.Length > 0)
            text.Append(trimmed).Append('\n');
    }

    private static void Append(StringBuilder line, Segment segment, bool colour)
    {
        string codes = colour && !string.IsNullOrWhiteSpace(segment.Text) ? Codes(segment.Style) : "";
        if (codes.Length == 0)
            line.Append(segment.Text);
        else
            line.Append("\e[").Append(codes).Append('m').Append(segment.Text).Append("\e[0m");
    }

    // SGR as in ECMA-48, and only what every terminal has: bold, dim, and the sixteen colours of its own palette.
    private static string Codes(Style style)
    {
        List<int> codes = [];
        if (style.Decoration.HasFlag(Decoration.Bold))
            codes.Add(1);
        if (style.Decoration.HasFlag(Decoration.Dim))
            codes.Add(2);
        if (style.Foreground != Color.Default && ToConsole(style.Foreground) is { } number)
            codes.Add(number < 8 ? 30 + number : 90 + number - 8);
        return string.Join(';', codes);
    }

    private static int? ToConsole(Color colour) => Palette.TryGetValue(colour, out int number) ? number : null;

    private static readonly Dictionary<Color, int> Palette = new()
    {
        [Color.Maroon] = 1,
        [Color.Green] = 2,
        [Color.Olive] = 3,
        [Color.Navy] = 4,
        [Color.Teal] = 6,
        [Color.Grey] = 8,
    };

    private sealed class Capabilities(Look look) : IReadOnlyCapabilities
    {
        public ColorSystem ColorSystem => look.Colour ? ColorSystem.Standard : ColorSystem.NoColors;

        public bool Ansi => look.Colour;

        public bool Links => false;

        public bool AlternateBuffer => false;

        public bool Legacy => false;

        public bool IsTerminal => look.Colour;

        public bool Interactive => false;

        public bool Unicode => look.Lines;
    }
}

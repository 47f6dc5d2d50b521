using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens;

/// <summary>Lines of text that may be too long for their place.</summary>
internal static class Lines
{
    private const int LongWord = 12;

    /// <summary>Writes a text; one that is too long ends in an ellipsis.</summary>
    public static void PutCut(Canvas canvas, int x, int y, string text, Style style, int width, Glyphs glyphs) =>
        canvas.Put(x, y, Cut(text, width, glyphs), style, width);

    /// <summary>A text in so many cells; one that is too long ends in an ellipsis.</summary>
    public static string Cut(string text, int width, Glyphs glyphs)
    {
        if (Cells.Of(text) <= width)
            return text;
        int at = text.Length;
        while (at > 0 && (text[at - 1] == ' ' || Cells.Of(text.AsSpan(0, at)) >= width))
            at--;
        at = Core.Text.Cut.Whole(text, at);
        // Between words, unless that loses a long one.
        int space = at == 0 || text[at] == ' ' ? -1 : text.LastIndexOf(' ', at - 1);
        return text[..(space > at - LongWord && space > 0 ? space : at)] + glyphs.Ellipsis;
    }

    /// <summary>As many of a text's clauses, which a semicolon parts, as fit; the first one in any case.</summary>
    public static string Clauses(string text, int width)
    {
        while (Cells.Of(text) > width && text.LastIndexOf("; ", StringComparison.Ordinal) is > 0 and int end)
            text = text[..end];
        return text;
    }

    /// <summary>Writes a text over several lines, broken between words; the last line is cut.</summary>
    public static void PutWrapped(Canvas canvas, int x, int y, string text, Style style, int width, int lines, Glyphs glyphs)
    {
        for (; lines > 1 && Cells.Of(text) > width; lines--, y++)
        {
            int at = Math.Min(width, text.Length - 1);
            while (at > 0 && (text[at] != ' ' || Cells.Of(text.AsSpan(0, at)) > width))
                at--;
            if (at == 0)
                break;
            canvas.Put(x, y, text.AsSpan(0, at), style, width);
            text = text[(at + 1)..];
        }
        PutCut(canvas, x, y, text, style, width, glyphs);
    }

    /// <summary>Draws a horizontal line through the whole row, with a title in it.</summary>
    public static void Rule(Canvas canvas, int y, string title, Style style, Glyphs glyphs)
    {
        canvas.Fill(0, y, canvas.Size.Columns, glyphs.Horizontal, Ink.Track);
        if (title.Length > 0)
            PutCut(canvas, 1, y, $" {title} ", style, canvas.Size.Columns - 2, glyphs);
    }

    /// <summary>Clears a part of the frame and draws a frame around it.</summary>
    public static void Box(Canvas canvas, int x, int y, int width, int height, string title, Glyphs glyphs)
    {
        int right = x + width - 1, bottom = y + height - 1;
        for (int row = y; row <= bottom; row++)
        {
            canvas.Fill(x, row, width, row == y || row == bottom ? glyphs.Horizontal : ' ', Ink.Track);
            Corner(canvas, x, row, row == y ? glyphs.Corners[0] : row == bottom ? glyphs.Corners[2] : glyphs.Vertical);
            Corner(canvas, right, row, row == y ? glyphs.Corners[1] : row == bottom ? glyphs.Corners[3] : glyphs.Vertical);
        }
        canvas.Put(x + 2, y, $" {title} ", Ink.Title, width - 4);
    }

    private static void Corner(Canvas canvas, int x, int y, char character) => canvas.Fill(x, y, 1, character, Ink.Track);
}

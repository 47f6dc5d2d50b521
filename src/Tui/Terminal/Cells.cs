using System.Globalization;
using System.Text;
using Terminal.Gui.Text;

namespace Sandbox.Tui.Terminal;

/// <summary>How many cells a text takes: the toolkit's widths, and none for what may not get to a terminal.</summary>
internal static class Cells
{
    /// <summary>0 for what takes no cell (controls, marks, invisible format characters), 2 for wide characters, else 1.</summary>
    public static int Of(Rune rune) =>
        rune.Value is >= 0x20 and < 0x7f ? 1
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? 0
        : Math.Clamp(rune.GetColumns(), 0, 2);

    /// <summary>How many cells a text takes.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
            cells += Of(rune);
        return cells;
    }

    /// <summary>How many characters of a text, from its begin, fit into so many cells.</summary>
    public static int Fitting(ReadOnlySpan<char> text, int width)
    {
        int at = 0, x = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            x += Of(rune);
            if (x > width)
                break;
            at += rune.Utf16SequenceLength;
        }
        return at;
    }
}

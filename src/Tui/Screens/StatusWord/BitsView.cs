using System.Globalization;
using Sandbox.Core.Status;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.StatusWord;

/// <summary>Draws a status as the bit-field that it is: the bits with their numbers, and below them what each field holds.</summary>
internal static class BitsView
{
    public const int Rows = 4;

    private const int Left = 2;
    private const int Gap = 2;
    private const int WideFrom = 80;

    public static void Draw(Canvas canvas, int y, WaitStatus? status, int cursor, Glyphs glyphs)
    {
        int width = canvas.Size.Columns >= WideFrom ? 4 : 3;
        var shown = status ?? new WaitStatus(0);
        int x = Left;
        foreach (BitField field in BitField.Of(shown))
        {
            int start = x;
            for (int bit = field.High; bit >= field.Low; bit--, x += width)
                DrawBit(canvas, x, y, width, bit, status, bit == cursor, field.Counts);
            DrawBrace(canvas, start, y + 2, x - start, glyphs);
            string text = status is null ? field.Name : $"{field.Name} {field.Value}";
            int middle = start + (x - start - Cells.Of(text)) / 2;
            canvas.Put(middle, y + 3, text, status is not null && field.Counts ? Ink.Accent : Ink.Dim);
            x += Gap;
        }
    }

    private static void DrawBit(Canvas canvas, int x, int y, int width, int bit, WaitStatus? status, bool here, bool counts)
    {
        string number = bit.ToString(CultureInfo.InvariantCulture);
        canvas.PutRight(x + width - 1, y, number, here ? Ink.Key : Ink.Dim);
        bool set = status is { } known && (known.Raw >> bit & 1) == 1;
        Ink ink = !counts || status is null ? Ink.Dim : set ? Ink.Strong : Ink.Plain;
        string digit = status is null ? "-" : set ? "1" : "0";
        // The cursor is three cells wide, so that it is seen without colours too.
        canvas.Put(x + width - 3, y + 1, $"{(here ? '[' : ' ')}{digit}{(here ? ']' : ' ')}", new Style(here ? Ink.Key : ink, here));
    }

    private static void DrawBrace(Canvas canvas, int x, int y, int width, Glyphs glyphs)
    {
        canvas.Fill(x, y, width, glyphs.Horizontal, Ink.Track);
        canvas.Fill(x, y, 1, glyphs.Corners[2], Ink.Track);
        canvas.Fill(x + width - 1, y, 1, glyphs.Corners[3], Ink.Track);
    }
}

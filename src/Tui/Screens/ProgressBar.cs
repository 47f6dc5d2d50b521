using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens;

/// <summary>Draws a bar that fills in steps smaller than a cell, where the terminal has the characters for it.</summary>
internal static class ProgressBar
{
    /// <param name="canvas">Takes the bar.</param>
    /// <param name="x">Its first column.</param>
    /// <param name="y">Its row.</param>
    /// <param name="width">How many cells it has.</param>
    /// <param name="share">How much of it is full, 0 to 1.</param>
    /// <param name="glyphs">The characters to draw with.</param>
    public static void Draw(Canvas canvas, int x, int y, int width, double share, Glyphs glyphs)
    {
        int steps = glyphs.Eighths.Length;
        int filled = (int)(share * width * steps);
        int full = filled / steps, part = filled % steps;
        canvas.Fill(x, y, full, glyphs.Eighths[^1], Ink.Bar);
        if (part > 0)
            canvas.Fill(x + full++, y, 1, glyphs.Eighths[part - 1], Ink.Bar);
        canvas.Fill(x + full, y, width - full, glyphs.Track, Ink.Track);
    }
}

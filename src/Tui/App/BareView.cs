using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.App;

/// <summary>Shows a text by itself, from the first column and without a frame: it can be marked with the mouse as it stands.</summary>
internal static class BareView
{
    public static void Draw(string text, Canvas canvas)
    {
        (int columns, int rows) = (canvas.Size.Columns, canvas.Size.Rows);
        int y = 0;
        // Full rows: a terminal that marks over the end of one puts no line end between.
        for (int from = 0; from < text.Length && y < rows - 3; from += columns, y++)
            canvas.Put(0, y, text.AsSpan(from, Math.Min(columns, text.Length - from)), Ink.Plain);
        canvas.Put(0, rows - 2, "copied, where the terminal lets a program copy (OSC 52); if not, mark it here", Ink.Dim);
        canvas.Put(0, rows - 1, "any key leads back", Ink.Dim);
    }
}

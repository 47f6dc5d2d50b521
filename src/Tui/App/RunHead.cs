using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.App;

/// <summary>The two rows above whatever a view shows of a run: what it is, and the command that made the run. A run of the past says so first.</summary>
internal static class RunHead
{
    public const int Rows = 2;

    /// <summary>Draws them.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="model">The model.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="said">What is said at the right of it.</param>
    /// <param name="ink">How that is meant.</param>
    /// <param name="command">What made it, where that is not the run.</param>
    public static void Draw(Canvas canvas, AppModel model, string title, string said, Ink ink, string? command = null)
    {
        canvas.Put(1, 0, title, Ink.Title);
        canvas.PutRight(canvas.Size.Columns - 1, 0, said, ink);
        if (command is not null)
        {
            Lines.PutCut(canvas, 1, 1, $"$ {command}", Ink.Accent, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        if (model.Seen is not { } run)
            return;
        int x = run.Past is { } past ? canvas.Put(1, 1, $"{past}: ", Ink.Warning, canvas.Size.Columns - 2) : 1;
        Lines.PutCut(canvas, x, 1, $"$ {run.Command}", Ink.Accent, canvas.Size.Columns - x - 1, model.Glyphs);
    }
}

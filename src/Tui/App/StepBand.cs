using Sandbox.Core.Runs;
using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.App;

/// <summary>Draws, below every view of a stepped run, what is about to happen and what the kernel will do.</summary>
internal static class StepBand
{
    private const int LabelEnd = 8;
    private const int TallFrom = 24;
    private const int WideFrom = 116;

    /// <summary>How many rows it takes; none where no run is stepped.</summary>
    public static int Rows(AppModel model) => !IsShown(model) ? 0 : model.Size.Rows < TallFrom ? 2 : model.Size.Columns < WideFrom ? 4 : 3;

    public static void Draw(AppModel model, Canvas canvas)
    {
        if (model.Seen is not { } run)
            return;
        int width = canvas.Size.Columns - LabelEnd - 2, y = canvas.Size.Rows > 2 ? 1 : 0;
        if (run.Step is not { } stop)
        {
            DrawHead(model, canvas, "stepped: the host is being started");
            return;
        }
        StepWords words = StepWords.Of(stop.Next, run.Spec);
        DrawHead(model, canvas, $"before step {Numbers.Plain((int)stop.Next)} of {Numbers.Plain((int)Step.Wait)}: {words.Title}{(stop.Settled ? "" : ", not everybody is there yet")}");
        canvas.PutRight(LabelEnd, y, y == 0 ? $"{Numbers.Plain((int)stop.Next)}/{Numbers.Plain((int)Step.Wait)} next" : "next", Ink.Title);
        Lines.PutCut(canvas, LabelEnd + 1, y, words.About, stop.Settled ? Ink.Strong : Ink.Dim, width, model.Glyphs);
        canvas.PutRight(LabelEnd, y + 1, "kernel", Ink.Title);
        Lines.PutWrapped(canvas, LabelEnd + 1, y + 1, words.Kernel, Ink.Plain, width, canvas.Size.Rows - y - 1, model.Glyphs);
    }

    private static bool IsShown(AppModel model) => model is { Seen: { Live: true, Stepped: true } run } && (run.Step is not null || run.Phase < RunPhase.Running);

    private static void DrawHead(AppModel model, Canvas canvas, string title)
    {
        if (canvas.Size.Rows > 2)
            Lines.Rule(canvas, 0, title, Ink.Title, model.Glyphs);
        else if (model.Seen is { Step: null })
            canvas.Put(1, 0, title, Ink.Title);
    }
}

using System.Globalization;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>Draws the timeline; the chosen worker's times stand below it in words.</summary>
internal sealed class TimelineView(IScreen screen) : PaintedPage(screen)
{
    /// <summary>The row of the first worker.</summary>
    public const int FirstRow = RunHead.Rows + 2;

    private const int BarAt = 9;
    private const int Right = 1;
    private const int NotesWidth = 16;
    private const int NotesFrom = 100;

    private static readonly (Life Life, string Word)[] Legend =
    [
        (Life.Started, "started"), (Life.Running, "running"), (Life.Stopped, "stopped"), (Life.Fault, "fault"), (Life.InFault, "in the fault"),
        (Life.Zombie, "zombie"), (Life.Reaped, "reaped"), (Life.Blocked, "parent blocked"), (Life.Returned, "wait returned"), (Life.Polled, "poll"),
    ];

    public static int Cells(Size screen) => screen.Columns - BarAt - Right - (screen.Columns >= NotesFrom ? NotesWidth : 0);

    protected override void Draw(AppModel model, Canvas canvas)
    {
        if (ITimes.Of(model) is not { } times)
        {
            RunHead.Draw(canvas, model, "timeline", "", Ink.Dim);
            Lines.PutCut(canvas, 1, RunHead.Rows, "Nothing has run yet: r runs what is set up.", Ink.Plain, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        int cells = Cells(model.Size), rows = TimelineScreen.WorkerRows(canvas.Size), top = TimelineUpdate.Top(model, times);
        TimeAxis axis = TimeAxis.Of(times.Whole, model.Timeline, cells);
        DrawTitle(times, model, canvas, axis, rows, top);
        DrawAxis(canvas, axis);
        Life[] line = new Life[cells];
        times.FillParent(axis, line);
        canvas.PutRight(BarAt - 1, FirstRow - 1, times.Parent, Ink.Dim);
        DrawLine(canvas, FirstRow - 1, line, model.Glyphs);
        for (int row = 0; row < rows && top + row < times.Count; row++)
            DrawRow(times, canvas, FirstRow + row, top + row, axis, line, model.Glyphs);
        Lines.Rule(canvas, canvas.Size.Rows - 3, times.Chosen < times.Count ? times.Words(times.Chosen) : "", Ink.Plain, model.Glyphs);
        DrawLegend(canvas, canvas.Size.Rows - 2, model.Glyphs);
    }

    private static void DrawTitle(ITimes times, AppModel model, Canvas canvas, TimeAxis axis, int rows, int top)
    {
        string shown = times.Count <= rows ? "" : $"{times.Rows} {Numbers.Grouped(top)} to {Numbers.Grouped(top + rows - 1)} of {Numbers.Grouped(times.Count)}   ";
        string zoom = model.Timeline.Zoom == 0 ? "" : $"zoom {Numbers.Grouped(1L << model.Timeline.Zoom)}   ";
        times.DrawHead(canvas, model, $"{shown}{zoom}a cell is {Ms(axis.CellMs)} ms");
    }

    private static void DrawAxis(Canvas canvas, TimeAxis axis)
    {
        double tick = axis.TickMs;
        canvas.PutRight(BarAt - 1, RunHead.Rows, "ms", Ink.Dim);
        for (double at = Math.Ceiling(axis.FromMs / tick) * tick; at < axis.UntilMs; at += tick)
        {
            string text = $"|{Ms(at)}";
            int cell = axis.CellOf(at);
            if (cell >= 0 && cell + text.Length <= axis.Cells)
                canvas.Put(BarAt + cell, RunHead.Rows, text, Ink.Dim);
        }
    }

    private static void DrawRow(ITimes times, Canvas canvas, int y, int row, TimeAxis axis, Life[] line, Glyphs glyphs)
    {
        bool chosen = row == times.Chosen;
        if (times.IsMarked(row))
            canvas.Put(0, y, "!", Ink.Warning);
        if (chosen)
            canvas.Put(1, y, glyphs.Pointer, Ink.Key);
        canvas.PutRight(BarAt - 1, y, times.Label(row), new Style(chosen ? Ink.Strong : Ink.Plain, chosen));
        times.Fill(row, axis, line);
        DrawLine(canvas, y, line, glyphs);
        if (canvas.Size.Columns >= NotesFrom && times.Zombie(row) is { } zombie)
            canvas.PutRight(canvas.Size.Columns - 1, y, zombie.Text, zombie.Ink);
    }

    private static void DrawLine(Canvas canvas, int y, Life[] line, Glyphs glyphs)
    {
        for (int start = 0, end; start < line.Length; start = end)
        {
            for (end = start + 1; end < line.Length && line[end] == line[start];)
                end++;
            if (line[start] != Life.Nothing)
                canvas.Fill(BarAt + start, y, end - start, glyphs.Lives[(int)line[start]], InkOf(line[start]));
        }
    }

    private static void DrawLegend(Canvas canvas, int y, Glyphs glyphs)
    {
        int x = 1;
        foreach ((Life life, string word) in Legend)
        {
            if (x + 2 + word.Length >= canvas.Size.Columns)
                (x, y) = (1, y + 1);
            canvas.Fill(x, y, 1, glyphs.Lives[(int)life], InkOf(life));
            x = canvas.Put(x + 2, y, word, Ink.Dim) + 2;
        }
    }

    private static Ink InkOf(Life life) => life switch
    {
        Life.Running => Ink.Bar,
        Life.Fault => Ink.Bad,
        Life.InFault or Life.Stopped or Life.Zombie => Ink.Warning,
        Life.Reaped => Ink.Good,
        Life.Blocked or Life.Returned => Ink.Accent,
        _ => Ink.Plain,
    };

    private static string Ms(double ms) => ms.ToString(ms < 1 ? "0.###" : "0.##", CultureInfo.InvariantCulture);
}

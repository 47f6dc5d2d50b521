using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>A bar a worker on one axis of time: started, running, stopped, fault, zombie, reaped; on top, where the parent waits.</summary>
internal sealed class TimelineView : IView
{
    private const int BarAt = 9;
    private const int Right = 1;
    private const int NotesWidth = 16;
    private const int NotesFrom = 100;

    /// <summary>Title, axis and the parent above; a line and two rows of legend below.</summary>
    private const int Around = 6;

    private static readonly (Life Life, string Word)[] Legend =
    [
        (Life.Started, "started"), (Life.Running, "running"), (Life.Stopped, "stopped"), (Life.Fault, "fault"), (Life.InFault, "in the fault"),
        (Life.Zombie, "zombie"), (Life.Reaped, "reaped"), (Life.Blocked, "parent blocked"), (Life.Returned, "wait returned"), (Life.Polled, "poll"),
    ];

    public string Title => "timeline";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenTimeline, 4, "the timeline: a bar a worker");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.More, ["+", "="], "zoom", "half of the time, twice as large", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Less, ["-"], "", "twice the time"),
        new(ScreenAction.Restore, ["o"], "all of it", "the whole run again", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Left, [], "", "earlier, while zoomed in"),
        new(ScreenAction.Right, [], "", "later, while zoomed in"),
    ];

    public static int Cells(Size screen) => screen.Columns - BarAt - Right - (screen.Columns >= NotesFrom ? NotesWidth : 0);

    public static int WorkerRows(Size room) => Math.Max(1, room.Rows - Around);

    public Transition Act(AppModel model, ScreenAction action) => TimelineUpdate.Act(model, action);

    public void Draw(AppModel model, Canvas canvas)
    {
        canvas.Put(1, 0, "timeline", Ink.Title);
        if (model.Seen is not { } run)
        {
            Lines.PutCut(canvas, 1, 2, "Nothing has run yet: r runs what is set up.", Ink.Plain, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        int cells = Cells(model.Size), rows = WorkerRows(canvas.Size);
        TimeAxis axis = TimeAxis.Of(run, model.Timeline, cells);
        DrawTitle(run, model, canvas, axis, rows);
        DrawAxis(canvas, axis);
        Life[] line = new Life[cells];
        LifeLine.Parent(run, axis, line);
        canvas.PutRight(BarAt - 1, 2, "parent", Ink.Dim);
        DrawLine(canvas, 2, line, model.Glyphs);
        int top = Math.Clamp(model.Timeline.Top, 0, Math.Max(0, run.WorkerCount - rows));
        for (int row = 0; row < rows && top + row < run.WorkerCount; row++)
            DrawWorker(run, canvas, 3 + row, top + row, axis, line, model.Glyphs);
        Lines.Rule(canvas, canvas.Size.Rows - 3, "", Ink.Dim, model.Glyphs);
        DrawLegend(canvas, canvas.Size.Rows - 2, model.Glyphs);
    }

    private static void DrawTitle(RunModel run, AppModel model, Canvas canvas, TimeAxis axis, int rows)
    {
        int top = Math.Clamp(model.Timeline.Top, 0, Math.Max(0, run.WorkerCount - rows));
        string workers = run.WorkerCount <= rows ? "" : $"workers {Numbers.Grouped(top)} to {Numbers.Grouped(top + rows - 1)} of {Numbers.Grouped(run.WorkerCount)}   ";
        string zoom = model.Timeline.Zoom == 0 ? "" : $"zoom {Numbers.Grouped(1L << model.Timeline.Zoom)}   ";
        canvas.PutRight(canvas.Size.Columns - 1, 0, $"{workers}{zoom}a cell is {Ms(axis.CellMs)} ms", Ink.Dim);
    }

    private static void DrawAxis(Canvas canvas, TimeAxis axis)
    {
        double tick = axis.TickMs;
        canvas.PutRight(BarAt - 1, 1, "ms", Ink.Dim);
        for (double at = Math.Ceiling(axis.FromMs / tick) * tick; at < axis.UntilMs; at += tick)
        {
            string text = $"|{Ms(at)}";
            int cell = axis.CellOf(at);
            if (cell >= 0 && cell + text.Length <= axis.Cells)
                canvas.Put(BarAt + cell, 1, text, Ink.Dim);
        }
    }

    private static void DrawWorker(RunModel run, Canvas canvas, int y, int index, TimeAxis axis, Life[] line, Glyphs glyphs)
    {
        bool faulty = run.Spec.Faulty.Contains(index) || index >= run.Spec.Workers;
        if (faulty)
            canvas.Put(0, y, "!", Ink.Warning);
        canvas.PutRight(BarAt - 1, y, Numbers.Plain(index), Ink.Plain);
        LifeLine.Worker(run, index, axis, line);
        DrawLine(canvas, y, line, glyphs);
        if (canvas.Size.Columns < NotesFrom || WorkerTimes.Of(run, index) is not { LastAct: not null } times || !run.HasChildren)
            return;
        string zombie = $"{(times.Exact ? "" : "<= ")}{Numbers.Milliseconds(times.ZombieMs(run.UntilMs))} ms Z";
        canvas.PutRight(canvas.Size.Columns - 1, y, zombie, times.Reaped is null ? Ink.Warning : Ink.Dim);
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

using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>Every wait call of the host in order, as C, with what it returned, and how long the child had been a zombie.</summary>
internal sealed class WaitsView : IView
{
    /// <summary>A row for the title and one for the head above the table, a line and two rows of detail below it.</summary>
    private const int Around = 5;

    public string Title => "waits";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenWaits, 3, "the wait calls of the host, as C");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Choose, [], "open", "open the calls that were folded into one row, or fold them again", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Follow, ["f"], "follow", "stay on the newest call", FooterOf.Running),
        new(ScreenAction.Last, [], "", "the newest call, and follow it"),
    ];

    public static int TableRows(Size room) => Math.Max(1, room.Rows - Around);

    public Transition Act(AppModel model, ScreenAction action) => WaitsUpdate.Act(model, action);

    public void Draw(AppModel model, Canvas canvas)
    {
        if (model.Seen is not { } run)
        {
            canvas.Put(1, 0, "wait calls", Ink.Title);
            Lines.PutCut(canvas, 1, 2, "Nothing has run yet: r runs what is set up.", Ink.Plain, canvas.Size.Columns - 2, model.Glyphs);
            return;
        }
        DrawTitle(run, model, canvas);
        if (run.Waits.Count == 0)
        {
            Lines.PutWrapped(canvas, 1, 2, WhyNone(run), Ink.Plain, canvas.Size.Columns - 2, 3, model.Glyphs);
            return;
        }
        List<WaitRow> rows = WaitRow.Of(run.Waits, model.Waits.Open);
        WaitColumns columns = WaitColumns.Of(run, canvas.Size.Columns, model.Glyphs);
        columns.DrawHead(canvas, 1);
        int at = WaitsUpdate.At(model.Waits, rows), room = TableRows(canvas.Size);
        int top = Math.Clamp(at - room / 2, 0, Math.Max(0, rows.Count - room));
        for (int row = 0; row < room && top + row < rows.Count; row++)
            columns.DrawRow(canvas, 2 + row, rows[top + row], lit: top + row == at);
        Lines.Rule(canvas, 2 + room, model.Waits.Follows && run.Live ? "following the newest" : "", Ink.Dim, model.Glyphs);
        Lines.PutWrapped(canvas, 1, 3 + room, WaitWords.Of(run, rows[at]), Ink.Plain, canvas.Size.Columns - 2, 2, model.Glyphs);
    }

    private static void DrawTitle(RunModel run, AppModel model, Canvas canvas)
    {
        int x = canvas.Put(1, 0, "wait calls", Ink.Title);
        int reaped = 0;
        foreach (WaitStatus? status in run.Statuses)
            reaped += status is { Exited: true } or { Signaled: true } ? 1 : 0;
        string counts = run.HasChildren
            ? $"{Numbers.Grouped(run.Waits.Count)} returned; {Numbers.Grouped(reaped)} of {Numbers.Grouped(run.WorkerCount)} children waited for"
            : "";
        canvas.PutRight(canvas.Size.Columns - 1, 0, counts, run.Live ? Ink.Accent : Ink.Dim);
        Lines.PutCut(canvas, x + 2, 0, run.Spec.Wait, Ink.Dim, canvas.Size.Columns - x - counts.Length - 5, model.Glyphs);
    }

    private static string WhyNone(RunModel run) => run switch
    {
        { HasChildren: false } => "Threads are joined, not waited for: with these workers the host makes no wait call.",
        { Live: true, Phase: < RunPhase.Running } => "The workers are not started yet.",
        { Live: true, Waiting: { } waiting } => $"The host's first call has not returned yet; it began {RunTime.Text(Math.Max(run.ElapsedMs - waiting.AtMs, 0))} ago.",
        { Live: true } => "The host has not begun to wait yet.",
        _ => "The host made no wait call.",
    };
}

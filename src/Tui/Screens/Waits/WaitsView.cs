using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>The table of the wait calls; below it the chosen one in words.</summary>
internal sealed class WaitsView(IScreen screen) : TablePage<WaitRow>(screen, RunHead.Rows, FootRows, fades: true)
{
    private const int FootRows = 4;

    private AppendLog<RunEvent.Waited>? _calls;
    private ImmutableArray<int> _open;
    private List<WaitRow> _rows = [];
    private (int Width, int Digits) _columnsFor;
    private ImmutableArray<RowColumn<WaitRow>> _columns = [];

    protected override void BindTable(AppModel model)
    {
        RunModel? run = model.Seen;
        if (run?.Waits != _calls || model.Waits.Open != _open)
        {
            (_calls, _open) = (run?.Waits, model.Waits.Open);
            _rows = run is null ? [] : WaitRow.Of(run.Waits, model.Waits.Open);
        }
        var columnsFor = (model.Size.Columns, Numbers.Plain(run?.Waits.Count ?? 0).Length);
        if (_columns.IsEmpty || _columnsFor != columnsFor)
            (_columnsFor, _columns) = (columnsFor, WaitColumns.Of(() => Screen.Model, columnsFor.Columns, columnsFor.Length));
        Table.Empty = (run is null ? "Nothing has run yet: r runs what is set up." : WhyNone(run), Ink.Plain);
        Table.Bind(_rows, _columns, run is null || _rows.Count == 0 ? 0 : WaitsUpdate.At(run, model.Waits, _rows), 0, run);
    }

    protected override void DrawHead(AppModel model, Canvas canvas)
    {
        if (model.Seen is not { HasChildren: true } run)
        {
            RunHead.Draw(canvas, model, "wait calls", "", Ink.Dim);
            return;
        }
        int reaped = 0;
        foreach (WaitStatus? status in run.Statuses)
            reaped += status is { Exited: true } or { Signaled: true } ? 1 : 0;
        string counts = $"{Numbers.Grouped(run.Waits.Count)} returned; {Numbers.Grouped(reaped)} of {Numbers.Grouped(run.WorkerCount)} {(run.Spec.ModelRow.UsesLauncher ? "ranks waited for, each by its reaper" : "children waited for")}";
        RunHead.Draw(canvas, model, "wait calls", counts, run.Live ? Ink.Accent : Ink.Dim);
    }

    protected override void DrawFoot(AppModel model, Canvas canvas)
    {
        if (model.Seen is not { } run || _rows.Count == 0)
            return;
        Lines.Rule(canvas, 0, model.Waits.Follows && run.Live ? "following the newest" : "", Ink.Dim, model.Glyphs);
        string words = WaitWords.Of(run, _rows[WaitsUpdate.At(run, model.Waits, _rows)]);
        Lines.PutWrapped(canvas, 1, 1, words, Ink.Plain, canvas.Size.Columns - 2, FootRows - 1, model.Glyphs);
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

using System.Collections.Immutable;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.Trace;

/// <summary>The tree of a traced program; above it what came of it, below it the chosen process, what happened last, what the program wrote last.</summary>
internal sealed class TraceView(IScreen screen) : TablePage<TraceTreeRow>(screen, HeadRows, FootRows, fades: false)
{
    private const int HeadRows = 5;
    private const int FootRows = 5;
    private const int StatusWidth = 6, FateWidth = 11, ZombieWidth = 9, LeastName = 22, NameRoom = 16, ZombieFrom = 72;

    private (TraceTree? Tree, ImmutableHashSet<int>? Folded) _rowsFor;
    private int _columnsFor = -1;
    private ImmutableArray<TraceTreeRow> _rows = [];
    private ImmutableArray<RowColumn<TraceTreeRow>> _columns = [];

    protected override string TypedLabel => "program";

    protected override (string Text, bool Typing, string Found) Filter(AppModel model) => (model.Trace.Typing ? model.Trace.Draft : "", model.Trace.Typing, "Enter takes it");

    protected override void BindTable(AppModel model)
    {
        TraceModel trace = model.Trace;
        if (_columnsFor != model.Size.Columns)
        {
            _columnsFor = model.Size.Columns;
            _columns = Columns(model.Size.Columns, model.Glyphs);
        }
        if (_rowsFor != (trace.Tree, trace.Folded))
            (_rowsFor, _rows) = ((trace.Tree, trace.Folded), TraceRows.Of(model));
        Table.Empty = (trace.Live ? "It is being started." : $"No program yet: {KeyTable.KeyOf(model, ScreenAction.TypeProgram)} to type one, {KeyTable.KeyOf(model, ScreenAction.Run)} to trace it.", Ink.Plain);
        int chosen = trace.Process?.Number ?? 0, row = 0;
        for (int at = 0; at < _rows.Length; at++)
            row = _rows[at].Process.Number == chosen ? at : row;
        Table.Bind(_rows, _columns, row, 0, (trace.Tree, trace.Folded, chosen));
    }

    protected override void DrawHead(AppModel model, Canvas canvas)
    {
        TraceModel trace = model.Trace;
        int width = canvas.Size.Columns - 2;
        canvas.Put(1, 0, "trace", Ink.Title);
        if (trace.Spec is null)
            return;
        int events = trace.Events.Count;
        string at = trace.Stepped is { } stepped ? $"after event {Numbers.Grouped(stepped.Events)} of {Numbers.Grouped(events)}, {Numbers.Milliseconds(stepped.AtMs)} ms"
            : $"{Count(trace.Whole.Processes.Count, "process", "processes")}, {Count(events, "event", "events")}{(trace.Live ? trace.Stopping ? ", being ended" : ", live" : "")}";
        canvas.PutRight(canvas.Size.Columns - 1, 0, at, trace.Stepped is not null ? Ink.Warning : trace.Live ? Ink.Accent : Ink.Dim);
        Lines.PutCut(canvas, 1, 1, $"$ {trace.Command}", Ink.Accent, width, model.Glyphs);
        if (trace.Tree.Events == 0)
            return;
        string sentence = trace.Live || trace.Stepped is not null
            ? $"{Numbers.Grouped(trace.Tree.Alive)} alive, {Numbers.Grouped(trace.Tree.Processes.Count - trace.Tree.Alive)} ended" : TraceSentence.Of(trace.Tree);
        Ink ink = trace.Live || trace.Stepped is not null ? Ink.Plain
            : VerdictLook.InkOf(TraceSentence.VerdictOf(trace.Tree));
        Lines.PutWrapped(canvas, 1, 2, sentence, ink, width, HeadRows - 2, model.Glyphs);
    }

    private static string Count(int count, string one, string many) => $"{Numbers.Grouped(count)} {(count == 1 ? one : many)}";

    protected override void DrawFoot(AppModel model, Canvas canvas)
    {
        TraceModel trace = model.Trace;
        int width = canvas.Size.Columns - 2;
        Lines.Rule(canvas, 0, trace.Process is { } of ? TraceRows.Name(of) : "", Ink.Strong, model.Glyphs);
        if (trace.Process is not { } process || trace.Last is not { } last)
            return;
        string about = string.Join("; ", [TraceSentence.EndOf(process), .. process.Fate is StatusFate.Alive ? (string[])[] : [TraceSentence.FateOf(trace.Tree, process)], .. TraceTreeText.More(process)]);
        Lines.PutWrapped(canvas, 1, 1, about, TraceRows.InkOf(process), width, 2, model.Glyphs);
        int x = canvas.Put(1, 3, "event ", Ink.Dim);
        Lines.PutCut(canvas, x, 3, $"{TraceDetail.Who(last)} {TraceWords.Of(last, trace.Tree)}", Ink.Plain, width - x + 1, model.Glyphs);
        x = canvas.Put(1, 4, "wrote ", Ink.Dim);
        Lines.PutCut(canvas, x, 4, TraceOutput.Last(trace), Ink.Plain, width - x + 1, model.Glyphs);
    }

    private static ImmutableArray<RowColumn<TraceTreeRow>> Columns(int width, Glyphs glyphs)
    {
        // The sign at the left, the scroll bar; each with a cell between.
        bool zombies = width >= ZombieFrom;
        int rest = width - StatusWidth - FateWidth - (zombies ? ZombieWidth + 1 : 0) - 6, name = Math.Max(LeastName, rest * 9 / 20);
        ImmutableArray<RowColumn<TraceTreeRow>> columns =
        [
            new("process", name, row => $"{Branch(row.Before, name - NameRoom, glyphs)}{TraceRows.Name(row.Process)}{(row.Hidden > 0 ? $" +{Numbers.Grouped(row.Hidden)}" : "")}", row => row.Process.End is null ? Ink.Strong : Ink.Plain),
            new("status", StatusWidth, row => row.Process.End?.Hex ?? ""),
            new("end", rest - name, row => TraceSentence.EndOf(row.Process), row => TraceRows.InkOf(row.Process)),
            new("parent", FateWidth, row => TraceRows.Fate(row.Process).Text, row => TraceRows.Fate(row.Process).Ink),
        ];
        return !zombies ? columns :
        [
            .. columns,
            new("zombie ms", ZombieWidth, row => row.Process is { ReapedMs: { } to, EndedMs: { } from, Reaped: not null } ? Numbers.Milliseconds(to - from) : "", AtRight: true),
        ];
    }

    /// <summary>The lines before a process; of one that is deep down, the last of them: its name has to be seen.</summary>
    private static string Branch(string before, int room, Glyphs glyphs) => before.Length <= room ? before : $"{glyphs.Ellipsis}{before[^(room - 1)..]}";
}

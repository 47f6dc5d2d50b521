using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Views;

namespace Sandbox.Tui.Screens.History;

/// <summary>The table of the runs that were kept; below it the whole command of the chosen one.</summary>
internal sealed class HistoryView : TablePage<PastRun>
{
    private const int FootRows = 4;

    private readonly ImmutableArray<RowColumn<PastRun>> _columns;
    private HistoryModel _bound = new();
    private List<PastRun> _rows = [];
    private DifferentCommands _commands = DifferentCommands.Of([]);

    public HistoryView(IScreen screen) : base(screen, 1, FootRows, fades: false) => _columns =
    [
        new("", 1, run => Screen.Model.History.Marked.Contains(run.Entry.Id) ? "*" : "", _ => Ink.Key),
        new(HistoryColumn.Id, 6, run => run.Entry.Id, _ => Ink.Strong),
        new(HistoryColumn.When, 19, run => run.When, _ => Ink.Dim),
        new(HistoryColumn.Verdict, 12, run => VerdictLook.Words(run.Entry, Screen.Model.Glyphs), run => VerdictLook.InkOf(run.Entry)),
        new(HistoryColumn.Command, 0, run => _commands[run.Entry.Command]),
    ];

    protected override void BindTable(AppModel model)
    {
        HistoryModel history = model.History;
        if (_bound.Runs != history.Runs)
            _commands = DifferentCommands.Of((history.Runs ?? []).Select(run => run.Entry.Command));
        if (_bound.Runs != history.Runs || _bound.Filter != history.Filter || _bound.Sort != history.Sort)
            _rows = history.Rows();
        _bound = history;
        string why = history.Runs switch
        {
            null => "It is being read.",
            { IsEmpty: true } => "No run was kept yet: r runs what is set up, and keeps it here.",
            _ => "No run has that in it.",
        };
        (Table.Empty, Table.Sort) = ((why, Ink.Plain), history.Sort);
        Table.Bind(_rows, _columns, Math.Max(0, _rows.FindIndex(run => ReferenceEquals(run, history.Chosen))), 0, (history.Marked, history.Sort));
    }

    protected override (string Text, bool Typing, string Found) Filter(AppModel model) =>
        (model.History.Filter, model.History.Typing, $"{Numbers.Grouped(_rows.Count)} of {Numbers.Grouped(model.History.Runs?.Length ?? 0)}");

    protected override void DrawHead(AppModel model, Canvas canvas)
    {
        HistoryModel history = model.History;
        int x = canvas.Put(1, 0, "history", Ink.Title) + 2;
        if (history.Problem is { } problem)
            Lines.PutCut(canvas, x, 0, problem, Ink.Warning, canvas.Size.Columns - x - 1, model.Glyphs);
        else if (history.Runs is { IsEmpty: false } runs)
            canvas.PutRight(canvas.Size.Columns - 1, 0, $"kept: {Numbers.Grouped(runs.Length)}, the newest first", Ink.Dim);
    }

    protected override void DrawFoot(AppModel model, Canvas canvas)
    {
        HistoryModel history = model.History;
        string marked = history.Marked.IsEmpty ? "m marks a run; two marked ones are compared" : $"marked: {string.Join(", ", history.Marked)}";
        Lines.Rule(canvas, 0, marked, Ink.Dim, model.Glyphs);
        // A problem that has no room above is said whole here.
        string text = history.Problem is { } problem && Cells.Of(problem) > canvas.Size.Columns - 11 ? problem : history.Chosen is { } chosen ? $"$ {chosen.Entry.Command}" : "";
        Lines.PutWrapped(canvas, 1, 1, text, Ink.Accent, canvas.Size.Columns - 2, FootRows - 1, model.Glyphs);
    }
}

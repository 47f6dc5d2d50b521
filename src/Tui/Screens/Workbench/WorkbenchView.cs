using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using static Sandbox.Tui.App.FooterOf;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>The first view: the form that sets a run up, the table of its workers, what came of it.</summary>
internal sealed class WorkbenchView : IView
{
    public string Title => "workers";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenWorkers, 1, "workers: set a run up, run it, watch its workers");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.Presets, ["p"], "presets", "the list of presets: runs that are worth a look", Ready),
        new(ScreenAction.Undo, ["z"], "", "take the last change of the form back"),
        new(ScreenAction.Redo, ["Z"], "", "make it again"),
        new(ScreenAction.More, ["+", "="], "", "more, or the next choice"),
        new(ScreenAction.Less, ["-"], "", "less, or the choice before"),
        new(ScreenAction.Up, [], "", "the field above, the row above"),
        new(ScreenAction.Down, [], "", "the field below; below the last one, the table"),
        new(ScreenAction.Left, [], "", "the choice before; between numbers, the field to the left"),
        new(ScreenAction.Right, [], "", "the next choice; between numbers, the field to the right"),
        new(ScreenAction.Choose, [], "choose", "the choices of a field, or its text; in the table, a worker", Ready | FooterOf.Typing | List),
        new(ScreenAction.Find, ["/"], "filter", "filter the table: a pid, a state, a signal, right, wrong", Running),
        new(ScreenAction.NextMatch, ["n"], "", "the next row, from the last one to the first"),
        new(ScreenAction.PreviousMatch, ["N"], "", "the row before, from the first one to the last"),
        new(ScreenAction.Sort, ["o"], "sort", "sort the table by the next column", Running),
        new(ScreenAction.Flip, ["O"], "", "sort the other way round"),
        new(ScreenAction.Columns, ["c"], "", "the next columns: page faults, times, pages, memory"),
        new(ScreenAction.Follow, ["f"], "follow", "let the cursor follow the newest event, or let it stand", Running),
    ];

    public bool ShowsNotice => true;

    public FooterOf Footer(AppModel model) => model.Workbench switch
    {
        { List: not null } => List,
        { Typing: not null } or { Table.Typing: true } => FooterOf.Typing,
        _ => model.Run is { Live: true } ? Running : Ready,
    };

    public bool TakesText(AppModel model, Key key) => WorkbenchUpdate.TakesText(model, key);

    public Transition Typed(AppModel model, Key key) => WorkbenchUpdate.Typed(model, key);

    public Transition Pasted(AppModel model, string text) =>
        model with { Workbench = WorkbenchUpdate.Pasted(model.Workbench, text, model.Caps) };

    public Transition Act(AppModel model, ScreenAction action) => WorkbenchUpdate.Act(model, action);

    public Transition Clicked(AppModel model, int x, int y) => TableMoves.Clicked(model, y);

    public Transition Wheeled(AppModel model, int rows) => model.Workbench.List is null ? TableMoves.By(model, rows) : ListMoves.By(model, rows);

    public AppModel Left(AppModel model) => WorkbenchUpdate.Left(model);

    public void Draw(AppModel model, Canvas canvas)
    {
        FormView.Draw(model, canvas);
        DrawMessage(model, canvas);
        WorkerTable.Draw(model, canvas);
        SummaryView.Draw(model, canvas);
        if (model.Workbench.List is { } list)
            ListView.Draw(model, list, canvas);
        if (model is { Workbench: { Table.Open: true, OnTable: true }, Seen: { } run } && model.Chosen < run.WorkerCount)
            WorkerDetail.Draw(model, run, canvas);
    }

    private static string Hint(AppModel model)
    {
        string Key(ScreenAction action) => KeyTable.KeyOf(model, action);
        return $"{Key(ScreenAction.Choose)} shows all of a worker; {Key(ScreenAction.Sort)} sorts, {Key(ScreenAction.Flip)} flips, {Key(ScreenAction.Find)} filters, "
            + $"{Key(ScreenAction.Follow)} follows; {Key(ScreenAction.Back)} leads back";
    }

    /// <summary>One line for what matters most: what was just said, what is wrong, what the field of the cursor means.</summary>
    private static void DrawMessage(AppModel model, Canvas canvas)
    {
        WorkbenchModel bench = model.Workbench;
        int width = canvas.Size.Columns - 2, row = Layout.Of(canvas.Size).Message;
        if (model.Notice is { } notice)
            Lines.PutCut(canvas, 1, row, notice.Text, notice.Ink, width, model.Glyphs);
        else if (bench.Typing is null && bench.Draft.Problem is { } problem)
            Lines.PutCut(canvas, 1, row, $"{model.Glyphs.Wrong} {problem}", Ink.Bad, width, model.Glyphs);
        else if (!bench.OnTable)
            Lines.PutCut(canvas, 1, row, FormView.Meaning(model, bench.Focus), Ink.Dim, width, model.Glyphs);
        else if (model.Seen is not null)
            Lines.PutCut(canvas, 1, row, Hint(model), Ink.Dim, width, model.Glyphs);
    }
}

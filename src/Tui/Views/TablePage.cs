using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Views;

/// <summary>
/// A view that is a table with something said above it, and the chosen row in full below it. Where it can be filtered, the text is typed in a row that is there while it is used.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
internal abstract class TablePage<T> : ModelView
{
    private const int FilterAt = 9;
    private const int FilterWidth = 40;

    private readonly int _headRows;
    private readonly PaintedView _head;
    private readonly PaintedView _foot;
    private readonly PaintedView _filterRow;
    private readonly EditField _filter;
    private bool _filtered;

    /// <param name="screen">The screen.</param>
    /// <param name="headRows">How many rows are above the table.</param>
    /// <param name="footRows">How many rows are below it.</param>
    /// <param name="fades">Whether it shows a run, which may be one of the past.</param>
    /// <param name="cellsFrom">The first column whose cells are chosen one by one; without it, whole rows are.</param>
    protected TablePage(IScreen screen, int headRows, int footRows, bool fades, int? cellsFrom = null) : base(screen)
    {
        _headRows = headRows;
        _head = new PaintedView(screen, DrawHead) { Width = Dim.Fill(), Height = headRows, Fades = fades };
        _filterRow = new PaintedView(screen, DrawFilter) { Y = headRows, Width = Dim.Fill(), Height = 1, Visible = false };
        Table = new RowTable<T>(screen, cellsFrom) { Y = headRows, Width = Dim.Fill(), Height = Dim.Fill(footRows), Fades = fades };
        _foot = new PaintedView(screen, DrawFoot) { Y = Pos.AnchorEnd(footRows), Width = Dim.Fill(), Height = footRows, Fades = fades };
        _filter = new EditField(screen) { X = FilterAt, Y = headRows, Width = FilterWidth };
        Add(_head, Table, _foot, _filterRow, _filter);
    }

    /// <summary>The table.</summary>
    protected RowTable<T> Table { get; }

    public override void Bind(AppModel model)
    {
        BindFilter(model);
        BindTable(model);
        _head.SetNeedsDraw();
        _foot.SetNeedsDraw();
    }

    /// <summary>Binds the rows.</summary>
    protected abstract void BindTable(AppModel model);

    /// <summary>Draws what stands above the table.</summary>
    protected abstract void DrawHead(AppModel model, Canvas canvas);

    /// <summary>Draws what stands below the table.</summary>
    protected abstract void DrawFoot(AppModel model, Canvas canvas);

    /// <summary>The text that the rows are filtered by, whether it is being typed, and what came of it.</summary>
    protected virtual (string Text, bool Typing, string Found) Filter(AppModel model) => ("", false, "");

    /// <summary>What stands before the text that is typed: up to seven characters.</summary>
    protected virtual string TypedLabel => "filter:";

    private void BindFilter(AppModel model)
    {
        (string text, bool typing, _) = Filter(model);
        bool shown = typing || text.Length > 0;
        if (_filter.Bind(shown, typing, text))
            Table.SetFocus();
        if (shown)
            _filterRow.SetNeedsDraw();
        if (_filtered == shown)
            return;
        _filtered = shown;
        (_filterRow.Visible, Table.Y) = (shown, _headRows + (shown ? 1 : 0));
    }

    private void DrawFilter(AppModel model, Canvas canvas)
    {
        (_, bool typing, string found) = Filter(model);
        canvas.Put(1, 0, TypedLabel, typing ? Ink.Key : Ink.Dim);
        canvas.PutRight(canvas.Size.Columns - 1, 0, found, Ink.Dim);
    }
}

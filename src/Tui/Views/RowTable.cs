using System.Collections.Immutable;
using System.Drawing;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Sandbox.Tui.Views;

/// <summary>
/// A table that is bound to rows. The toolkit's table moves its cursor, scrolls, and knows what was clicked; the cells are painted here. The stock one draws every
/// cell of every row three times: 24 ms for a frame of 200x60, where a table of 10,000 rows may take 6.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
internal sealed class RowTable<T> : TableView
{
    private const int WheelRows = 3;

    /// <summary>The column of the sign that shows which row is chosen, without colours too.</summary>
    private const int SignWidth = 1;

    private readonly IScreen _screen;
    private readonly CellPainter _painter = new();
    private readonly Source _source = new();
    private readonly int _firstCell;
    private int[] _widths = [];
    private int _fitted = -1;
    private object? _stamp;
    private Palette? _palette;
    private bool _binding;
    private bool _revealing;

    /// <param name="screen">The screen.</param>
    /// <param name="cellsFrom">The first column whose cells are chosen one by one; without it, whole rows are.</param>
    public RowTable(IScreen screen, int? cellsFrom = null)
    {
        (_screen, _firstCell, FullRowSelect) = (screen, (cellsFrom ?? 0) + 1, cellsFrom is null);
        (MultiSelect, CollectionNavigator, MaxCellWidth, CanFocus) = (false, null, short.MaxValue, true);
        Style.AlwaysShowHeaders = true;
        (Style.ShowHorizontalHeaderOverline, Style.ShowHorizontalHeaderUnderline) = (false, false);
        (Style.ShowVerticalCellLines, Style.ShowVerticalHeaderLines, Style.ExpandLastColumn) = (false, false, false);
        ViewportSettings |= ViewportSettingsFlags.HasVerticalScrollBar;
        // A page is what is seen, without the head. Left and Right are the view's where whole rows are chosen; what Enter does is always the view's.
        AddCommand(Command.PageUp, () => MoveBy(0, -Page));
        AddCommand(Command.PageDown, () => MoveBy(0, Page));
        AddCommand(Command.Left, () => !FullRowSelect && MoveBy(-1, 0));
        AddCommand(Command.Right, () => !FullRowSelect && MoveBy(1, 0));
        AddCommand(Command.Up, () => MoveBy(0, -1));
        AddCommand(Command.Down, () => MoveBy(0, 1));
        AddCommand(Command.Start, () => MoveBy(0, -_source.Rows));
        AddCommand(Command.End, () => MoveBy(0, _source.Rows));
        AddCommand(Command.Accept, Doubled);
        ValueChanged += (_, change) =>
        {
            if (!_binding && change.NewValue is { SelectedCell: var cell })
                screen.Send(new Message.RowChosen(cell.Y, cell.X - _firstCell));
        };
    }

    /// <summary>What stands in its place where it has no rows.</summary>
    public (string Text, Ink Ink) Empty { get; set; }

    /// <summary>By which column the rows stand, if not in their own order.</summary>
    public RowSort Sort { get; set; }

    /// <summary>Whether what it shows is of the past, and looks so.</summary>
    public bool Fades { get; init; }

    private int Page => Math.Max(1, Viewport.Height - 1);

    private Palette Palette => Fades && _screen.Model.Seen is { Past: not null } ? _screen.Palette.Faded : _screen.Palette;

    /// <summary>Shows rows.</summary>
    /// <param name="rows">The rows, in the order in which they stand.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="row">The chosen row.</param>
    /// <param name="column">The chosen column, from the first that can be.</param>
    /// <param name="stamp">What else the cells depend on: where it equals the one before, and the rows are the same, nothing is drawn.</param>
    public void Bind(IReadOnlyList<T> rows, ImmutableArray<RowColumn<T>> columns, int row, int column, object? stamp)
    {
        _binding = true;
        try
        {
            bool fresh = columns != _source.Shown, counts = rows.Count != _source.Rows;
            bool changed = fresh || counts || !ReferenceEquals(rows, _source.Of) || !Equals(stamp, _stamp) || _palette != Palette;
            (_source.Of, _source.Shown, _stamp, _palette) = (rows, columns, stamp, Palette);
            if (fresh)
                _fitted = -1;
            if (Table is null)
                Table = _source;
            if (fresh || counts)
            {
                Fit();
                RefreshContentSize();
            }
            Point wanted = new(FullRowSelect ? 0 : column + _firstCell, Math.Clamp(row, 0, Math.Max(0, rows.Count - 1)));
            if (rows.Count > 0 && (Value?.SelectedCell != wanted || counts))
            {
                Choose(wanted);
            }
            else if (changed)
            {
                SetNeedsDraw();
            }
        }
        finally
        {
            _binding = false;
        }
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        _painter.Draw(this, Palette, Paint);
        return true;
    }

    protected override void OnViewportChanged(DrawEventArgs e)
    {
        // Its constructor calls this too.
        if (_source is not null)
            Fit();
        base.OnViewportChanged(e);
        // The chosen row stays in sight when the room changes.
        if (_source is not null && !_revealing && e.OldViewport.Size != e.NewViewport.Size)
            Reveal();
    }

    protected override bool OnActivating(CommandEventArgs args)
    {
        if (args.Context?.Binding is MouseBinding { MouseEvent: { Position: { } at } mouse } && mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && !IsRow(at))
            return true;
        return base.OnActivating(args);
    }

    /// <summary>A double click opens a row; on a head it is another click.</summary>
    private bool? Doubled(ICommandContext? context)
    {
        if (context?.Binding is not MouseBinding { MouseEvent.Position: { } at })
            return false;
        if (IsRow(at))
            _screen.Send(new Message.ActionAsked(ScreenAction.Choose));
        return true;
    }

    /// <summary>Whether a row, or a cell that can be chosen, was clicked. A click on a head sorts.</summary>
    private bool IsRow(Point at)
    {
        Point? cell = ScreenToCell(at.X, at.Y, out int? head);
        if (head is > 0 and int sorted)
            _screen.Send(new Message.HeadClicked(_source.Shown[sorted - 1].Head));
        // The sign cannot be chosen, nor the names of rows whose cells are.
        return head is null && cell is { } known && (FullRowSelect || known.X >= _firstCell);
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        int rows = mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? WheelRows : 0;
        if (rows == 0)
            return base.OnMouseEvent(mouse);
        MoveBy(0, rows);
        return mouse.Handled = true;
    }

    private bool MoveBy(int columns, int rows)
    {
        if (_source.Rows == 0 || Value is not { SelectedCell: var at })
            return false;
        Point to = new(FullRowSelect ? 0 : Math.Clamp(at.X + columns, _firstCell, _source.Columns - 1), Math.Clamp(at.Y + rows, 0, _source.Rows - 1));
        if (to == at)
            return false;
        Choose(to);
        return true;
    }

    private void Choose(Point cell)
    {
        SetSelection(cell.X, cell.Y, extendExistingSelection: false);
        Reveal();
        SetNeedsDraw();
    }

    /// <summary>Scrolls so far that the chosen row is seen. The toolkit's own way scrolls to the side too, where a row has no room.</summary>
    private void Reveal()
    {
        // Before it is laid out there is nothing to be seen.
        if (Viewport.Height < 2 || Value is not { SelectedCell.Y: var row })
            return;
        int top = Math.Clamp(Viewport.Y, Math.Max(0, row - Page + 1), Math.Max(0, row));
        if (top == Viewport.Y)
            return;
        _revealing = true;
        Viewport = Viewport with { Y = top };
        _revealing = false;
    }

    /// <summary>Gives the columns their widths: the toolkit's table takes the same.</summary>
    private void Fit()
    {
        if (_fitted == Viewport.Width)
            return;
        _fitted = Viewport.Width;
        int others = SignWidth + _source.Shown.Sum(column => column.Width + 1);
        _widths = [SignWidth, .. _source.Shown.Select(column => column.Width > 0 ? column.Width : Math.Max(1, Viewport.Width - others))];
        for (int column = 0; column < _widths.Length; column++)
            (Style.GetOrCreateColumnStyle(column).MaxWidth, Style.GetOrCreateColumnStyle(column).MinWidth) = (_widths[column], _widths[column]);
    }

    private void Paint(Canvas canvas)
    {
        if (_source.Rows == 0)
        {
            Lines.PutWrapped(canvas, 1, Math.Min(1, canvas.Size.Rows - 1), Empty.Text, Empty.Ink, canvas.Size.Columns - 2, Math.Max(1, canvas.Size.Rows - 1), _screen.Model.Glyphs);
            return;
        }
        int chosen = Value?.SelectedCell.Y ?? -1, cell = Value?.SelectedCell.X ?? -1;
        PaintHead(canvas, FullRowSelect ? -1 : cell);
        for (int y = 1; y < canvas.Size.Rows && Viewport.Y + y - 1 < _source.Rows; y++)
        {
            int row = Viewport.Y + y - 1;
            PaintRow(canvas, y, _source.Of[row], row == chosen, cell);
        }
    }

    private void PaintHead(Canvas canvas, int cell)
    {
        Glyphs glyphs = _screen.Model.Glyphs;
        for (int column = 1, x = SignWidth + 1; column < _widths.Length; x += _widths[column++] + 1)
        {
            RowColumn<T> shown = _source.Shown[column - 1];
            string head = shown.Head.Length > 0 && shown.Head == Sort.Head ? $"{shown.Head} {(Sort.Descending ? glyphs.Descending : glyphs.Ascending)}" : shown.Head;
            Put(canvas, x, 0, head, column == cell ? Ink.Strong : Ink.Dim, _widths[column], shown);
        }
    }

    private void PaintRow(Canvas canvas, int y, T row, bool chosen, int cell)
    {
        bool lit = chosen && FullRowSelect && HasFocus;
        if (lit)
            canvas.Fill(SignWidth, y, canvas.Size.Columns - SignWidth, ' ', new Style(Ink.Plain, Lit: true));
        if (chosen)
            canvas.Put(0, y, _screen.Model.Glyphs.Pointer, Ink.Key);
        for (int column = 1, x = SignWidth + 1; column < _widths.Length; x += _widths[column++] + 1)
        {
            RowColumn<T> shown = _source.Shown[column - 1];
            bool here = lit || chosen && !FullRowSelect && column == cell;
            Put(canvas, x, y, shown.Text(row), new Style(shown.Ink?.Invoke(row) ?? Ink.Plain, here), _widths[column], shown);
        }
    }

    private void Put(Canvas canvas, int x, int y, string text, Style style, int width, RowColumn<T> column)
    {
        if (column.AtRight && Cells.Of(text) <= width)
            canvas.PutRight(x + width, y, text, style);
        else if (column.Clips)
            canvas.Put(x, y, text, style, width);
        else
            Lines.PutCut(canvas, x, y, text, style, width, _screen.Model.Glyphs);
    }

    /// <summary>What the toolkit's table is told of the rows: it needs to know how many there are, and their widths; what they say is painted.</summary>
    private sealed class Source : ITableSource
    {
        public IReadOnlyList<T> Of { get; set; } = [];

        public ImmutableArray<RowColumn<T>> Shown { get; set; } = [];

        public int Rows => Of.Count;

        public int Columns => Shown.Length + 1;

        public string[] ColumnNames => [" ", .. Shown.Select(column => column.Head)];

        public object this[int row, int col] => "";
    }
}

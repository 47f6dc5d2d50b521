using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>What keys do in the table: the cursor stays with its worker, however the rows are sorted.</summary>
internal static class TableMoves
{
    /// <summary>The first row that is seen: where the cursor matters, it is among those that are.</summary>
    public static int Top(AppModel model, RowOrder order, int rows)
    {
        TableModel table = model.Workbench.Table;
        int top = Math.Clamp(table.Top, 0, Math.Max(0, order.Count - rows));
        // As it comes up after a run, the worker that failed is in sight.
        bool untouched = model.Seen?.Report is not null && table is { Sort: ColumnId.Index, Descending: false, Filter: "", Top: 0 };
        if (!(model.Workbench.OnTable || table.Follow || untouched) || order.RowOf(model.Chosen) is not (>= 0 and var row))
            return top;
        return Math.Clamp(top, Math.Max(0, row - rows + 1), row);
    }

    /// <summary>A move of the cursor; up from the first row leads back to the form.</summary>
    public static AppModel Move(AppModel model, ScreenAction action)
    {
        WorkbenchModel bench = model.Workbench;
        RowOrder order = RowOrder.Of(model.Seen, bench.Table);
        int row = Math.Max(0, order.RowOf(model.Chosen)), page = BenchLayout.Of(model.Room).TableRows;
        if (action == ScreenAction.Up && bench.OnTable && row == 0)
            return model with { Workbench = bench with { OnTable = false } };
        int next = action switch
        {
            ScreenAction.Up => row - 1,
            ScreenAction.Down => row + 1,
            ScreenAction.PageUp => row - page,
            ScreenAction.PageDown => row + page,
            ScreenAction.First => 0,
            ScreenAction.Last => int.MaxValue,
            ScreenAction.NextMatch => row + 1 < order.Count ? row + 1 : 0,
            ScreenAction.PreviousMatch => row > 0 ? row - 1 : int.MaxValue,
            _ => row,
        };
        // A page leads one page on in what is seen, too.
        int pages = action switch { ScreenAction.PageUp => -page, ScreenAction.PageDown => page, _ => 0 };
        return To(model, order, next, page, bench.Table.Top + pages);
    }

    /// <summary>Sorts by the next column that is seen.</summary>
    public static TableModel NextColumn(AppModel model)
    {
        TableModel table = model.Workbench.Table;
        if (model.Seen is not { } run)
            return table;
        List<string> columns = TableColumns.Of(model, run).Heads;
        return table with { Sort = columns[(columns.IndexOf(table.Sort) + 1) % columns.Count] };
    }

    /// <summary>Shows the next page of the columns, after the last one the first.</summary>
    public static TableModel NextPage(AppModel model)
    {
        TableModel table = model.Workbench.Table;
        return model.Seen is { } run
            ? table with { Page = (table.Page + 1) % TableColumns.Of(model, run).Pages }
            : table;
    }

    /// <summary>Moves the cursor by so many rows.</summary>
    public static AppModel By(AppModel model, int rows)
    {
        RowOrder order = RowOrder.Of(model.Seen, model.Workbench.Table);
        int page = BenchLayout.Of(model.Room).TableRows;
        return To(model, order, Math.Max(0, order.RowOf(model.Chosen)) + rows, page, model.Workbench.Table.Top + rows);
    }

    /// <summary>Puts the cursor into a row.</summary>
    public static AppModel To(AppModel model, RowOrder order, int row, int page, int top)
    {
        WorkbenchModel bench = model.Workbench with { OnTable = true, Table = model.Workbench.Table with { Follow = false, Top = top } };
        if (order.Count == 0)
            return model with { Workbench = bench };
        model = model with { Chosen = order[Math.Clamp(row, 0, order.Count - 1)], Workbench = bench };
        return model with { Workbench = bench with { Table = bench.Table with { Top = Top(model, order, page) } } };
    }
}

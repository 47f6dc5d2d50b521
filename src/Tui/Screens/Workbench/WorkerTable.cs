using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws the table of the workers: only the rows that are seen, so that a thousand cost what eight do.</summary>
internal static class WorkerTable
{
    public static void Draw(AppModel model, Canvas canvas)
    {
        BenchLayout layout = BenchLayout.Of(model.Room);
        if (model.Seen is not { } run)
        {
            string command = model.Workbench.Draft.Command;
            Lines.Rule(canvas, 0, command.Length > 0 ? $"{KeyTable.KeyOf(model, ScreenAction.Run)} runs: {command}" : "", Ink.Accent, model.Glyphs);
            canvas.Put(3, 1, "Nothing has run yet.", Ink.Strong);
            canvas.Put(3, 3, $"{KeyTable.KeyOf(model, ScreenAction.Run)}  runs what is set up above: real workers, on the real kernel", Ink.Plain);
            canvas.Put(3, 4, $"{KeyTable.KeyOf(model, ScreenAction.Presets)}  lists runs that are worth a look", Ink.Plain);
            canvas.Put(3, 5, $"{KeyTable.KeyOf(model, ScreenAction.OpenLessons)}  opens the lessons", Ink.Plain);
            return;
        }
        // The run that made what stands below, whatever the form says by now.
        string heading = run.Past is { } past ? $"$ {run.Command}   ({past})" : $"$ {run.Command}";
        string time = run.RunMs is { } known ? $" {RunTime.Text(known)} " : "";
        Lines.Rule(canvas, 0, Lines.Cut(heading, canvas.Size.Columns - 6 - time.Length, model.Glyphs), run.Past is null ? Ink.Accent : Ink.Dim, model.Glyphs);
        canvas.PutRight(canvas.Size.Columns - 1, 0, time, Ink.Plain);
        SummaryView.DrawVerdict(model, run, layout, canvas);
        TableColumns columns = TableColumns.Of(model, run);
        columns.DrawHead(canvas, layout.Head);
        RowOrder order = RowOrder.Of(run, model.Workbench.Table);
        int top = TableMoves.Top(model, order, layout.TableRows);
        for (int row = 0; row < layout.TableRows && top + row < order.Count; row++)
            DrawRow(model, run, order[top + row], columns, canvas, layout.Table + row);
        DrawScrollBar(model, order, top, layout, canvas);
        DrawWindow(model, order, top, layout, canvas);
        SummaryView.DrawEnds(model, run, layout, canvas);
    }

    /// <summary>The worker in a row of the run's part, or <c>null</c>.</summary>
    public static int? At(AppModel model, int y)
    {
        BenchLayout layout = BenchLayout.Of(model.Room);
        if (model.Seen is not { } run || y < layout.Table || y >= layout.Table + layout.TableRows)
            return null;
        RowOrder order = RowOrder.Of(run, model.Workbench.Table);
        int row = TableMoves.Top(model, order, layout.TableRows) + y - layout.Table;
        return row < order.Count ? order[row] : null;
    }

    private static void DrawScrollBar(AppModel model, RowOrder order, int top, BenchLayout layout, Canvas canvas)
    {
        int rows = layout.TableRows, x = canvas.Size.Columns - 1;
        if (order.Count <= rows || rows < 2)
            return;
        int slider = Math.Max(1, rows * rows / order.Count), at = (int)((long)top * (rows - slider) / (order.Count - rows));
        for (int y = 0; y < rows; y++)
            canvas.Put(x, layout.Table + y, y >= at && y < at + slider ? $"{model.Glyphs.Eighths[^1]}" : $"{model.Glyphs.Vertical}", Ink.Track);
    }

    /// <summary>The rule below the table: which rows are seen, where not all are, and how the table is looked at.</summary>
    private static void DrawWindow(AppModel model, RowOrder order, int top, BenchLayout layout, Canvas canvas)
    {
        TableModel table = model.Workbench.Table;
        string separator = $" {model.Glyphs.Separator} ", said = "";
        void Say(string words) => said += said.Length > 0 ? separator + words : words;
        if (table.Filter.Length > 0 && !table.Typing)
            Say($"/{table.Filter} {Numbers.Grouped(order.Count)} of {Numbers.Grouped(model.Seen!.WorkerCount)}");
        if (order.Count > layout.TableRows)
            Say($"{Window(table, order, top, layout.TableRows)}: PgUp, PgDn");
        if (table.Follow)
            Say("following");
        Lines.Rule(canvas, layout.Window, said, model.Workbench.OnTable ? Ink.Title : Ink.Dim, model.Glyphs);
    }

    private static string Window(TableModel table, RowOrder order, int top, int rows)
    {
        // Rows have the numbers of workers only where none is moved or left out.
        string what = table is { Sort: ColumnId.Index, Descending: false, Filter: "" } ? "workers" : "rows";
        string all = table.Filter.Length > 0 ? "" : $" of {Numbers.Grouped(order.Count)}";
        return $"{what} {Numbers.Grouped(top)} to {Numbers.Grouped(top + rows - 1)}{all}";
    }

    public static void DrawRow(AppModel model, RunModel run, int index, TableColumns columns, Canvas canvas, int y)
    {
        if (run.Spec.Faulty.Contains(index) || index >= run.Spec.Workers)
            canvas.Put(0, y, "!", Ink.Warning);
        bool lit = model.Workbench.OnTable && index == model.Chosen;
        if (lit)
            canvas.Put(1, y, model.Glyphs.Pointer, Ink.Key);
        (int from, int width) = columns.Draw(canvas, y, run, index, lit);
        if (width == 0)
            return;
        WorkerSnapshot worker = WorkerFacts.Snapshot(run, index);
        double share = worker.Length > 0 ? Math.Clamp((double)worker.Done / worker.Length, 0, 1) : worker.Stage >= WorkerStage.Summed ? 1 : 0;
        ProgressBar.Draw(canvas, from, y, width - 6, share, model.Glyphs);
        // Plain: another colour would be said again in every row of every frame.
        canvas.PutRight(from + width - 1, y, $"{(int)(share * 100)}%", Ink.Plain);
    }
}

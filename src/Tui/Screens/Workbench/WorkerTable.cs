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
        Layout layout = Layout.Of(canvas.Size);
        string command = model.Workbench.Draft.Command;
        Lines.Rule(canvas, layout.TableRule, command.Length > 0 ? $"$ {command}" : "", Ink.Accent, model.Glyphs);
        if (model.Seen is not { } run)
        {
            canvas.Put(3, layout.Table, "Nothing has run yet.", Ink.Plain);
            canvas.Put(3, layout.Table + 1, $"{KeyTable.KeyOf(model, ScreenAction.Run)} runs what is set above; what the kernel says of each worker appears here.", Ink.Dim);
            return;
        }
        TableColumns columns = TableColumns.Of(run, canvas.Size.Columns, model.Glyphs, model.Workbench.Table);
        columns.DrawHead(canvas, layout.TableHead);
        RowOrder order = RowOrder.Of(run, model.Workbench.Table);
        int top = TableMoves.Top(model, order, layout.TableRows);
        for (int row = 0; row < layout.TableRows && top + row < order.Count; row++)
            DrawRow(model, run, order[top + row], columns, canvas, layout.Table + row);
        DrawWindow(model, order, top, layout, canvas);
    }

    /// <summary>The rule below the table: which rows are seen, where not all are, and how the table is looked at.</summary>
    private static void DrawWindow(AppModel model, RowOrder order, int top, Layout layout, Canvas canvas)
    {
        TableModel table = model.Workbench.Table;
        string separator = $" {model.Glyphs.Separator} ", said = "";
        void Say(string words) => said += said.Length > 0 ? separator + words : words;
        if (table.Typing || table.Filter.Length > 0)
            Say($"/{table.Filter}{(table.Typing ? "_" : "")} {Numbers.Grouped(order.Count)} of {Numbers.Grouped(model.Seen!.WorkerCount)}");
        if (order.Count > layout.TableRows)
            Say($"{Window(table, order, top, layout.TableRows)}: PgUp, PgDn");
        if (table.Follow)
            Say("following");
        if (model.Seen!.Command != model.Workbench.Draft.Command && model.Seen.Command != model.Workbench.Draft.Command + RunModel.StepOption)
            Say($"{(said.Length == 0 ? "this was: " : "")}{model.Seen.Command}");
        Lines.Rule(canvas, layout.SummaryRule, said, model.Workbench.OnTable ? Ink.Title : Ink.Dim, model.Glyphs);
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

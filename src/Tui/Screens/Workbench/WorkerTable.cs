using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws the table of the workers: only the rows that are seen, so that a thousand cost what eight do.</summary>
internal static class WorkerTable
{
    public static void Draw(AppModel model, Area area)
    {
        Layout layout = Layout.Of(area.Size);
        string command = model.Workbench.Draft.Command;
        Lines.Rule(area, Layout.TableRule, command.Length > 0 ? $"$ {command}" : "", Ink.Accent, model.Glyphs);
        if (model.Run is not { } run)
        {
            area.Put(3, Layout.Table, "Nothing has run yet.", Ink.Plain);
            area.Put(3, Layout.Table + 1, "r runs what is set above; what the kernel says of each worker appears here.", Ink.Dim);
            return;
        }
        TableColumns columns = TableColumns.Of(run, area.Size.Columns, model.Glyphs);
        columns.DrawHead(area, Layout.TableHead);
        int top = Top(model, layout);
        for (int row = 0; row < layout.TableRows && top + row < run.WorkerCount; row++)
            DrawRow(run, top + row, columns, area, Layout.Table + row, model.Glyphs);
    }

    /// <summary>Which rows are seen, where not all are; empty where all are.</summary>
    public static string Seen(AppModel model, Layout layout)
    {
        if (model.Run is not { } run || run.WorkerCount <= layout.TableRows)
            return "";
        int top = Top(model, layout);
        return $"workers {Numbers.Grouped(top)} to {Numbers.Grouped(top + layout.TableRows - 1)} of {Numbers.Grouped(run.WorkerCount)}: PgUp, PgDn";
    }

    private static int Top(AppModel model, Layout layout) =>
        Math.Clamp(model.Workbench.TopRow, 0, Math.Max(0, (model.Run?.WorkerCount ?? 0) - layout.TableRows));

    private static void DrawRow(RunModel run, int index, TableColumns columns, Area area, int y, Glyphs glyphs)
    {
        bool faulty = run.Spec.Faulty.Contains(index) || index >= run.Spec.Workers;
        if (faulty)
            area.Put(0, y, "!", Ink.Warning);
        if (run.Report is { } report && index < report.Workers.Length)
            columns.DrawReport(area, y, report.Workers[index]);
        else if (run.Statuses[index] is { } status)
            columns.DrawStatus(area, y, index, run.Pids[index], status);
        else
            DrawProgress(run, index, columns, area, y, glyphs);
    }

    private static void DrawProgress(RunModel run, int index, TableColumns columns, Area area, int y, Glyphs glyphs)
    {
        WorkerSnapshot worker = index < run.Board.Length ? run.Board.Span[index] : default;
        int pid = worker.Pid > 0 ? worker.Pid : run.Pids[index];
        (int from, int width) = columns.DrawLive(area, y, index, pid, Word(worker.Stage), worker.Stage == WorkerStage.Faulting ? Ink.Warning : Ink.Plain);
        double share = worker.Length > 0 ? Math.Clamp((double)worker.Done / worker.Length, 0, 1) : worker.Stage >= WorkerStage.Summed ? 1 : 0;
        ProgressBar.Draw(area, from, y, width - 6, share, glyphs);
        area.PutRight(from + width - 1, y, $"{(int)(share * 100)}%", Ink.Dim);
    }

    private static string Word(WorkerStage stage) => stage switch
    {
        WorkerStage.NotStarted => "waiting",
        WorkerStage.AtGate => "at gate",
        WorkerStage.Summing => "summing",
        WorkerStage.Summed => "summed",
        WorkerStage.Faulting => "fault!",
        WorkerStage.Stored => "stored",
        _ => "ended",
    };
}

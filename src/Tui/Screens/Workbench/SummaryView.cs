using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws what stands below the table: the host's own end, the total, the verdict.</summary>
internal static class SummaryView
{
    private const int LabelEnd = 9;

    public static void Draw(AppModel model, Canvas canvas)
    {
        Layout layout = Layout.Of(canvas.Size);
        int room = canvas.Size.Columns - LabelEnd - 2;
        if (model.Seen is not { } run)
        {
            Lines.Rule(canvas, layout.SummaryRule, "", Ink.Dim, model.Glyphs);
            return;
        }
        foreach ((int row, string label) in (ReadOnlySpan<(int, string)>)[(layout.Host, "host"), (layout.Total, "total"), (layout.Verdict, "verdict")])
            canvas.PutRight(LabelEnd, row, label, Ink.Dim);
        if (run.Report is not { } report)
        {
            canvas.Put(LabelEnd + 1, layout.Host, "the parent of the workers, under way", Ink.Dim, room);
            canvas.Put(LabelEnd + 1, layout.Total, model.Glyphs.Unknown, Ink.Dim);
            canvas.Put(LabelEnd + 1, layout.Verdict, $"{Numbers.Grouped(Reaped(run))} of {Numbers.Grouped(run.WorkerCount)} workers have been waited for", Ink.Dim, room);
            return;
        }
        DrawHost(report, canvas, layout.Host, model.Glyphs);
        DrawTotal(report, canvas, layout.Total, model.Glyphs);
        Lines.PutWrapped(
            canvas, LabelEnd + 1, layout.Verdict, VerdictSentence.Of(report), VerdictLook.InkOf(report.Verdict), room, 2, model.Glyphs);
    }

    private static int Reaped(RunModel run)
    {
        int reaped = 0;
        foreach (var status in run.Statuses)
            reaped += status is null ? 0 : 1;
        return reaped;
    }

    private static void DrawHost(RunReport report, Canvas canvas, int y, Glyphs glyphs)
    {
        HostReport host = report.Host;
        string end = host.Status is { } status ? $"{status.Hex}  {status}" : $"{glyphs.Unknown}  no status";
        Ink ink = host.Status is { Exited: true, ExitCode: 0 } ? Ink.Good : Ink.Bad;
        int x = canvas.Put(LabelEnd + 1, y, $"pid {Numbers.Plain(host.Pid)}  ", Ink.Plain);
        canvas.Put(x, y, end, ink);
    }

    private static void DrawTotal(RunReport report, Canvas canvas, int y, Glyphs glyphs)
    {
        TotalsReport totals = report.Totals;
        string actual = totals.Actual is { } sum ? Numbers.Grouped(sum) : "no sum";
        string sign = totals.Correct ? $"{glyphs.Right} right" : $"{glyphs.Wrong} wrong";
        int x = canvas.Put(LabelEnd + 1, y, $"{actual}  ", Ink.Plain);
        x = canvas.Put(x, y, $"{sign}  ", totals.Correct ? Ink.Good : Ink.Bad);
        x = canvas.Put(x, y, $"expected {Numbers.Grouped(totals.Expected)}   ", Ink.Dim);
        string array = $"parent's array: {EndWords.OfArray(report.Array.CorruptedInParent)}";
        if (x + array.Length <= canvas.Size.Columns)
            canvas.Put(x, y, array, report.Array.CorruptedInParent == true ? Ink.Warning : Ink.Dim);
    }
}

using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws what stands below the table: the host's own end, the total, the verdict.</summary>
internal static class SummaryView
{
    private const int LabelEnd = 9;

    public static void Draw(AppModel model, Area area)
    {
        Layout layout = Layout.Of(area.Size);
        int room = area.Size.Columns - LabelEnd - 2;
        if (model.Seen is not { } run)
        {
            Lines.Rule(area, layout.SummaryRule, "", Ink.Dim, model.Glyphs);
            return;
        }
        foreach ((int row, string label) in (ReadOnlySpan<(int, string)>)[(layout.Host, "host"), (layout.Total, "total"), (layout.Verdict, "verdict")])
            area.PutRight(LabelEnd, row, label, Ink.Dim);
        if (run.Report is not { } report)
        {
            area.Put(LabelEnd + 1, layout.Host, "the parent of the workers, under way", Ink.Dim, room);
            area.Put(LabelEnd + 1, layout.Total, model.Glyphs.Unknown, Ink.Dim);
            area.Put(LabelEnd + 1, layout.Verdict, $"{Numbers.Grouped(Reaped(run))} of {Numbers.Grouped(run.WorkerCount)} workers have been waited for", Ink.Dim, room);
            return;
        }
        DrawHost(report, area, layout.Host, model.Glyphs);
        DrawTotal(report, area, layout.Total, model.Glyphs);
        Lines.PutWrapped(
            area, LabelEnd + 1, layout.Verdict, VerdictSentence.Of(report), VerdictLook.InkOf(report.Verdict), room, 2, model.Glyphs);
    }

    private static int Reaped(RunModel run)
    {
        int reaped = 0;
        foreach (var status in run.Statuses)
            reaped += status is null ? 0 : 1;
        return reaped;
    }

    private static void DrawHost(RunReport report, Area area, int y, Glyphs glyphs)
    {
        HostReport host = report.Host;
        string end = host.Status is { } status ? $"{status.Hex}  {status}" : $"{glyphs.Unknown}  no status";
        Ink ink = host.Status is { Exited: true, ExitCode: 0 } ? Ink.Good : Ink.Bad;
        int x = area.Put(LabelEnd + 1, y, $"pid {Numbers.Plain(host.Pid)}  ", Ink.Plain);
        area.Put(x, y, end, ink);
    }

    private static void DrawTotal(RunReport report, Area area, int y, Glyphs glyphs)
    {
        TotalsReport totals = report.Totals;
        string actual = totals.Actual is { } sum ? Numbers.Grouped(sum) : "no sum";
        string sign = totals.Correct ? $"{glyphs.Right} right" : $"{glyphs.Wrong} wrong";
        int x = area.Put(LabelEnd + 1, y, $"{actual}  ", Ink.Plain);
        x = area.Put(x, y, $"{sign}  ", totals.Correct ? Ink.Good : Ink.Bad);
        x = area.Put(x, y, $"expected {Numbers.Grouped(totals.Expected)}   ", Ink.Dim);
        string array = $"parent's array: {EndWords.OfArray(report.Array.CorruptedInParent)}";
        if (x + array.Length <= area.Size.Columns)
            area.Put(x, y, array, report.Array.CorruptedInParent == true ? Ink.Warning : Ink.Dim);
    }
}

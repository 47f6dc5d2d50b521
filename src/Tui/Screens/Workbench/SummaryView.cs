using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws what a run came to: the verdict above the table, where the eye falls first, and the host's own end and the total below it.</summary>
internal static class SummaryView
{
    private const int LabelEnd = 7;

    /// <summary>The verdict in a sentence; how far the run has come, where it is under way.</summary>
    public static void DrawVerdict(AppModel model, RunModel run, BenchLayout layout, Canvas canvas)
    {
        if (run.Report is { } report)
        {
            Ink ink = VerdictLook.InkOf(report.Verdict);
            string sign = report.Verdict is { Words.Harmless: true } ? model.Glyphs.Right : report.Verdict is null ? model.Glyphs.Unknown : model.Glyphs.Wrong;
            int x = canvas.Put(1, 1, $" {sign} ", new Style(ink, Lit: true)) + 1;
            Lines.PutWrapped(canvas, x, 1, VerdictSentence.Of(report), ink, canvas.Size.Columns - x - 1, layout.VerdictRows, model.Glyphs);
            return;
        }
        string phase = (run.Stopping ? RunPhase.Ended : run.Phase).Words.Word;
        Lines.PutCut(
            canvas, 1, 1, $"{phase}: {Numbers.Grouped(Reaped(run))} of {Numbers.Grouped(run.WorkerCount)} workers have been waited for", Ink.Accent, canvas.Size.Columns - 2, model.Glyphs);
    }

    /// <summary>The host's end, and the total.</summary>
    public static void DrawEnds(AppModel model, RunModel run, BenchLayout layout, Canvas canvas)
    {
        if (layout.EndRows == 0)
            return;
        int host = layout.Window + 1, total = layout.Window + 2;
        DrawHost(model, run, canvas, host);
        canvas.PutRight(LabelEnd, total, "total", Ink.Dim);
        if (run.Report is { } report)
            DrawTotal(report, canvas, total, model.Glyphs);
        else
            canvas.Put(LabelEnd + 2, total, model.Glyphs.Unknown, Ink.Dim);
    }

    /// <summary>The row of the host, the parent of the workers.</summary>
    public static void DrawHost(AppModel model, RunModel run, Canvas canvas, int y)
    {
        canvas.PutRight(LabelEnd, y, "host", Ink.Dim);
        if (run.Report is { } report)
            DrawHost(report, canvas, y, model.Glyphs);
        else
            canvas.Put(LabelEnd + 2, y, "the parent of the workers, under way", Ink.Dim);
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
        int x = canvas.Put(LabelEnd + 2, y, $"pid {Numbers.Plain(host.Pid)}  ", Ink.Plain);
        canvas.Put(x, y, end, ink);
    }

    private static void DrawTotal(RunReport report, Canvas canvas, int y, Glyphs glyphs)
    {
        TotalsReport totals = report.Totals;
        string actual = totals.Actual is { } sum ? Numbers.Grouped(sum) : "no sum";
        bool ofThose = report.Mpi?.Survivors is { Correct: true };
        string sign = ofThose ? $"{glyphs.Right} right for who is left" : totals.Correct ? $"{glyphs.Right} right" : $"{glyphs.Wrong} wrong";
        int x = canvas.Put(LabelEnd + 2, y, $"{actual}  ", Ink.Plain);
        x = canvas.Put(x, y, $"{sign}  ", totals.Correct || ofThose ? Ink.Good : Ink.Bad);
        x = canvas.Put(x, y, $"expected {Numbers.Grouped(totals.Expected)}   ", Ink.Dim);
        if (report.DataRace is { Lost: { } lost } race)
            x = canvas.Put(x, y, $"updates lost: {Numbers.Grouped(lost)} of {Numbers.Grouped(race.Expected)}   ", lost > 0 ? Ink.Warning : Ink.Good);
        string array = $"parent's array: {EndWords.OfArray(report.Array.CorruptedInParent, report.Mpi is not null)}";
        if (x + array.Length <= canvas.Size.Columns)
            canvas.Put(x, y, array, report.Array.CorruptedInParent == true ? Ink.Warning : Ink.Dim);
    }
}

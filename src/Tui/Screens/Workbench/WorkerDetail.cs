using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>Draws one worker in full: every field that the report has of it, or what the board says while it lives.</summary>
internal static class WorkerDetail
{
    private const int LabelEnd = 14;
    private const int Widest = 100;

    public static void Draw(AppModel model, RunModel run, Canvas canvas)
    {
        List<(string Label, string Text, Ink Ink)> lines = Lines(run, model.Chosen, model.Glyphs);
        int width = Math.Min(canvas.Size.Columns, Widest), height = Math.Min(canvas.Size.Rows, lines.Count + 2);
        int left = (canvas.Size.Columns - width) / 2, top = Math.Max(0, Math.Min(Layout.Of(canvas.Size).Table, canvas.Size.Rows - height));
        Screens.Lines.Box(canvas, left, top, width, height, $"worker {Numbers.Plain(model.Chosen)} of {Numbers.Grouped(run.WorkerCount)}", model.Glyphs);
        for (int i = 0; i < lines.Count && i < height - 2; i++)
        {
            canvas.PutRight(left + LabelEnd, top + 1 + i, lines[i].Label, Ink.Dim);
            Screens.Lines.PutCut(canvas, left + LabelEnd + 2, top + 1 + i, lines[i].Text, lines[i].Ink, width - LabelEnd - 4, model.Glyphs);
        }
    }

    private static List<(string Label, string Text, Ink Ink)> Lines(RunModel run, int index, Glyphs glyphs)
    {
        string state = $"{WorkerFacts.Sign(run, index, glyphs)} {WorkerFacts.Word(run, index)}";
        Ink ink = WorkerFacts.InkOf(run, index);
        if (WorkerFacts.Report(run, index) is { } report)
            return OfReport(report, run.Spec, state, ink, glyphs);
        WorkerSnapshot worker = WorkerFacts.Snapshot(run, index);
        List<(string, string, Ink)> lines =
        [
            ("state", state.Trim(), ink),
            ("pid", Known(WorkerFacts.Pid(run, index) is > 0 and int pid ? pid : null, glyphs), Ink.Plain),
            ("tid", Known(worker.Tid > 0 ? worker.Tid : null, glyphs), Ink.Plain),
            ("summed", $"{Numbers.Grouped(worker.Done)} of {Numbers.Grouped(worker.Length)} elements", Ink.Plain),
        ];
        AddStatus(lines, WorkerFacts.Status(run, index), "no wait has returned it yet", ink, glyphs);
        return lines;
    }

    private static List<(string, string, Ink)> OfReport(WorkerReport worker, RunSpec spec, string state, Ink ink, Glyphs glyphs)
    {
        string role = worker.Role == WorkerRole.Intruder ? "intruder: it sums nothing and corrupts memory"
            : spec.Faulty.Contains(worker.Index) ? $"sums its slice, then does the fault: {spec.Fault}" : "sums its slice";
        string kind = worker.Kind == WorkerKind.Thread ? "a thread of the host" : "a child of the host";
        List<(string, string, Ink)> lines =
        [
            ("role", role, Ink.Plain),
            ("kind", $"{kind}, pid {Known(worker.Pid, glyphs)}, tid {Known(worker.Tid, glyphs)}", Ink.Plain),
            ("slice", $"[{Numbers.Grouped(worker.Slice.Start)}, {Numbers.Grouped(worker.Slice.End)})", Ink.Plain),
            ("expected sum", worker.ExpectedSum is { } expected ? Numbers.Grouped(expected) : glyphs.Unknown, Ink.Plain),
            ("sum", Sum(worker, glyphs), worker.Correct == false ? Ink.Bad : Ink.Plain),
            ("state", state, ink),
        ];
        AddStatus(lines, worker.Status, worker.Kind == WorkerKind.Thread ? "a thread has none" : "nobody waited for it", ink, glyphs);
        lines.Add(("time", worker.Usage is { } used
            ? $"user {Numbers.Milliseconds(used.UserMs)} ms, system {Numbers.Milliseconds(used.SystemMs)} ms" : Unknown(glyphs), Ink.Plain));
        lines.Add(("memory", worker.Usage is { } usage
            ? $"{Numbers.Grouped(usage.MaxRssKiB)} KiB at most; page faults: {Numbers.Grouped(usage.MinorFaults)} minor, {Numbers.Grouped(usage.MajorFaults)} major"
            : Unknown(glyphs), Ink.Plain));
        lines.Add(("array pages", worker.Pages is { } pages
            ? $"{Numbers.Grouped(pages.Total)}: {Numbers.Grouped(pages.Shared)} shared, {Numbers.Grouped(pages.Private)} private" : Unknown(glyphs), Ink.Plain));
        lines.Add(("started", At(worker.StartedMs, glyphs), Ink.Plain));
        lines.Add(("ended", At(worker.EndedMs, glyphs), Ink.Plain));
        lines.Add(("reaped", At(worker.ReapedMs, glyphs), Ink.Plain));
        return lines;
    }

    private static void AddStatus(List<(string, string, Ink)> lines, WaitStatus? known, string none, Ink ink, Glyphs glyphs)
    {
        if (known is not { } status)
        {
            lines.Add(("status", $"{glyphs.Unknown} {none}", Ink.Dim));
            return;
        }
        string shell = status.ShellCode is { } code ? $"; a shell shows {code}" : "";
        lines.Add(("status", $"{status.Hex} = {Numbers.Plain(status.Raw)}: {status}{shell}", ink));
        lines.Add(("macros", status switch
        {
            { Exited: true } => $"WIFEXITED, WEXITSTATUS {status.ExitCode}",
            { Signaled: true } => $"WIFSIGNALED, WTERMSIG {status.Signal}{(status.CoreDumped ? ", WCOREDUMP" : "")}",
            { Stopped: true } => $"WIFSTOPPED, WSTOPSIG {status.StopSignal}",
            _ => "WIFCONTINUED",
        }, Ink.Plain));
    }

    private static string Sum(WorkerReport worker, Glyphs glyphs) => worker switch
    {
        { Sum: null } => worker.Role == WorkerRole.Intruder ? Unknown(glyphs) : $"{glyphs.Wrong} none was stored",
        { Correct: true } => $"{Numbers.Grouped(worker.Sum.Value)} {glyphs.Right} right",
        { Correct: false } => $"{Numbers.Grouped(worker.Sum.Value)} {glyphs.Wrong} wrong",
        _ => Numbers.Grouped(worker.Sum.Value),
    };

    private static string Unknown(Glyphs glyphs) => $"{glyphs.Unknown} not known";

    private static string Known(long? number, Glyphs glyphs) => number is { } known ? Numbers.Plain(known) : glyphs.Unknown;

    private static string At(double? milliseconds, Glyphs glyphs) =>
        milliseconds is { } known ? $"{Numbers.Milliseconds(known)} ms after the run began" : Unknown(glyphs);
}

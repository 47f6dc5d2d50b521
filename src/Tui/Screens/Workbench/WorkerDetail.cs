using System.Collections.Immutable;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>One worker in full: every field that the report has of it, or what the board says while it lives.</summary>
internal static class WorkerDetail
{
    private const int LabelWidth = 14;

    /// <summary>A worker in full, as it is while it is read.</summary>
    public static DialogModel.Reading Of(int index, int count) => new(
        $"worker {Numbers.Plain(index)} of {Numbers.Grouped(count)}",
        model => model.Seen is { } run && index < run.WorkerCount
            ? [.. Lines(run, index, model.Glyphs).Select(line => (ImmutableArray<Piece>)[new Piece(line.Label.PadLeft(LabelWidth) + "  ", Ink.Dim), new Piece(line.Text, line.Ink)])]
            : [[new Piece("this worker is gone with its run", Ink.Dim)]])
    {
        Beside = (model, direction) =>
        {
            int next = Math.Clamp(index + direction, 0, (model.Seen?.WorkerCount ?? 1) - 1);
            return model with { Chosen = next, Dialog = Of(next, count) };
        },
    };

    private static List<(string Label, string Text, Ink Ink)> Lines(RunModel run, int index, Glyphs glyphs)
    {
        string state = $"{WorkerFacts.Sign(run, index, glyphs)} {WorkerFacts.Word(run, index)}";
        Ink ink = WorkerFacts.InkOf(run, index);
        if (WorkerFacts.Report(run, index) is { } report)
            return OfReport(report, run.Spec, run.Report?.Cores ?? [], state, ink, glyphs);
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

    private static List<(string, string, Ink)> OfReport(WorkerReport worker, RunSpec spec, ImmutableArray<CoreReport> cores, string state, Ink ink, Glyphs glyphs)
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
        if (worker.SignalInfo is { } noted)
            lines.Add(("signal", $"{noted}", Ink.Plain));
        lines.Add(("time", worker.Usage is { } used
            ? $"user {Numbers.Milliseconds(used.UserMs)} ms, system {Numbers.Milliseconds(used.SystemMs)} ms" : Unknown(glyphs), Ink.Plain));
        lines.Add(("memory", worker.Usage is { } usage
            ? $"{Numbers.Grouped(usage.MaxRssKiB)} KiB at most; page faults: {Numbers.Grouped(usage.MinorFaults)} minor, {Numbers.Grouped(usage.MajorFaults)} major"
            : Unknown(glyphs), Ink.Plain));
        lines.Add(("array pages", worker.Pages is { } pages
            ? $"{Numbers.Grouped(pages.Total)}: {Numbers.Grouped(pages.Shared)} shared, {Numbers.Grouped(pages.Private)} private" : Unknown(glyphs), Ink.Plain));
        if (worker.PageFaults is { } faults)
            lines.Add(("page faults", $"reads {Numbers.Grouped(faults.Reads)}; writes to {(faults.PagesWritten is { } written ? Numbers.Grouped(written) : glyphs.Unknown)} pages {(faults.Writes is { } writes ? Numbers.Grouped(writes) : glyphs.Unknown)}", Ink.Plain));
        if (worker.ColdFile is { } file)
            lines.Add(("file", $"{file}", Ink.Plain));
        lines.Add(("started", At(worker.StartedMs, glyphs), Ink.Plain));
        lines.Add(("ended", At(worker.EndedMs, glyphs), Ink.Plain));
        lines.Add(("reaped", At(worker.ReapedMs, glyphs), Ink.Plain));
        foreach (CoreReport core in cores.Where(core => core.Worker == worker.Index))
            lines.Add(("core", CoreWords.Of(core), Ink.Plain));
        for (int life = 0; life < worker.Lives.Length; life++)
            lines.Add(($"life {Numbers.Plain(life + 1)}", LifeWords.Of(worker.Lives[life]), Ink.Plain));
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

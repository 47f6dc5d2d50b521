using System.Collections.Immutable;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Trace;

/// <summary>The texts to read about a trace: one process in full, all events, what the program has written.</summary>
internal static class TraceDetail
{
    private const int LabelWidth = 10;
    private const int MostShown = 2_000;

    /// <summary>A process in full, as it is while it is read.</summary>
    public static DialogModel.Reading Of(int number) => new(
        $"process {Numbers.Plain(number + 1)} of the trace",
        model => number < model.Trace.Tree.Processes.Count ? [.. About(model, model.Trace.Tree.Processes[number])] : [[new Piece("it is not there yet", Ink.Dim)]])
    {
        Beside = (model, direction) =>
        {
            int next = Math.Clamp(number + direction, 0, model.Trace.Tree.Processes.Count - 1);
            return model with { Trace = model.Trace with { Chosen = next, ChosenByHand = true }, Dialog = Of(next) };
        },
    };

    /// <summary>All events as lines; of very many, the last.</summary>
    public static DialogModel.Reading Events() => new("events", model => [.. EventLines(model.Trace, _ => true)]);

    /// <summary>What the program has written; of very much, the last.</summary>
    public static DialogModel.Reading Output() => new("what the program has written", model =>
    {
        TraceModel trace = model.Trace;
        int from = Math.Max(0, trace.Lines.Count - MostShown);
        List<ImmutableArray<Piece>> lines = from > 0 ? [[new Piece($"{Numbers.Grouped(from)} lines before these", Ink.Dim)]] : [];
        for (int at = from; at < trace.Lines.Count; at++)
            lines.Add([new Piece(trace.Lines[at])]);
        if (trace.Begun.Length > 0)
            lines.Add([new Piece(trace.Begun)]);
        if (trace.Dropped > 0)
            lines.Add([new Piece($"{Numbers.Grouped(trace.Dropped)} lines more are not kept: {Numbers.Grouped(TraceModel.MostLines)} are", Ink.Warning)]);
        return [.. lines];
    });

    private static IEnumerable<ImmutableArray<Piece>> About(AppModel model, TracedProcess process)
    {
        TraceTree tree = model.Trace.Tree;
        yield return Line("process", TraceRows.Name(process), Ink.Strong);
        yield return Line("line", string.Join(" > ", TraceTreeRows.Lineage(tree, process).Select(TraceRows.Name)), Ink.Plain);
        yield return Line("start", $"{(process.How == BirthKind.First ? "the program" : $"{TraceWords.How(process.How)} of {Numbers.Plain(process.ParentPid)}")}, {Numbers.Milliseconds(process.BornMs)} ms after the trace began", Ink.Plain);
        yield return Line("end", TraceSentence.EndOf(process), TraceRows.InkOf(process));
        if (process.End is { } status)
            yield return Line("status", $"{status.Hex} = {Numbers.Plain(status.Raw)}{(status.ShellCode is { } code ? $"; a shell shows {code}" : "")}", Ink.Plain);
        yield return Line("parent", TraceSentence.FateOf(tree, process), TraceRows.Fate(process).Ink);
        if (process is { ReapedMs: { } to, EndedMs: { } from })
            yield return Line("zombie", $"for {Numbers.Milliseconds(to - from)} ms", Ink.Plain);
        foreach (string more in TraceTreeText.More(process))
            yield return Line("", more, Ink.Plain);
        yield return [];
        yield return [new Piece("what it did, and what happened to it", Ink.Title)];
        foreach (ImmutableArray<Piece> line in EventLines(model.Trace, happened => happened.Pid == process.Pid || happened is TraceEvent.Born born && born.Child == process.Pid))
            yield return line;
    }

    private static List<ImmutableArray<Piece>> EventLines(TraceModel trace, Func<TraceEvent, bool> counts)
    {
        List<ImmutableArray<Piece>> lines = [];
        TraceTree tree = TraceTree.Empty;
        for (int at = 0; at < trace.Tree.Events; at++)
        {
            TraceEvent happened = trace.Events[at];
            tree = tree.After(happened);
            if (counts(happened))
                lines.Add(Of(at, happened, tree));
        }
        int before = lines.Count - MostShown;
        return before > 0 ? [[new Piece($"{Numbers.Grouped(before)} events before these", Ink.Dim)], .. lines[before..]] : lines;
    }

    private static ImmutableArray<Piece> Of(int at, TraceEvent happened, TraceTree tree) =>
        [new Piece($"{Numbers.Grouped(at + 1),6} {Numbers.Milliseconds(happened.AtMs),9} ms  ", Ink.Dim), new Piece($"{Who(happened)} ", Ink.Strong), new Piece(TraceWords.Of(happened, tree))];

    /// <summary>Whom an event is of.</summary>
    public static string Who(TraceEvent happened) => happened.Tid == happened.Pid ? Numbers.Plain(happened.Pid) : $"{Numbers.Plain(happened.Pid)}/{Numbers.Plain(happened.Tid)}";

    private static ImmutableArray<Piece> Line(string label, string text, Ink ink) => [new Piece($"{label.PadLeft(LabelWidth)}  ", Ink.Dim), new Piece(text, ink)];
}

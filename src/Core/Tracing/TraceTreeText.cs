using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tracing;

/// <summary>The tree of a trace as lines.</summary>
public static class TraceTreeText
{
    /// <summary>The lines, without line ends.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="depth">How many generations below the first are shown; what is deeper is counted.</param>
    /// <param name="lines">Whether lines are drawn with more than ASCII.</param>
    public static IEnumerable<string> Of(TraceTree tree, int depth, bool lines)
    {
        foreach (TraceTreeRow row in TraceTreeRows.Of(tree, lines, (_, generation) => generation >= depth))
        {
            yield return row.Before + Line(tree, row.Process);
            foreach (string more in More(row.Process))
                yield return $"{row.Below}{(row.Process.Children.IsEmpty || row.Folded ? "   " : lines ? "│  " : "|  ")}{more}";
            if (row.Hidden > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{row.Below}{(lines ? "└─ " : "`- ")}{row.Hidden:#,0} more below; --depth shows them");
        }
    }

    private static string Line(TraceTree tree, TracedProcess process)
    {
        string name = process.ForkedWithoutExec && process.Parent is not null ? $"({Quoted.Bare(process.Name)})" : Quoted.Bare(process.Name);
        string how = process.How == BirthKind.First ? "" : $" {TraceWords.How(process.How)}";
        string status = process.End is { } end ? $" {end.Hex}" : "";
        string zombie = process is { ReapedMs: { } to, EndedMs: { } from, Reaped: not null } ? string.Create(CultureInfo.InvariantCulture, $"; a zombie for {to - from:0.0} ms") : "";
        return $"{Number(process.Pid)}{how} {name}:{status} {TraceSentence.EndOf(process)}{(process.Fate is StatusFate.First or StatusFate.Alive ? "" : $"; {TraceSentence.FateOf(tree, process)}")}{zombie}";
    }

    /// <summary>What more there is to say of a process: what it became, its threads, its place.</summary>
    public static IEnumerable<string> More(TracedProcess process)
    {
        for (int at = 0; at < process.Execs.Count; at++)
        {
            // The first exec of what was started by fork is its beginning; more of them are a chain.
            TracedExec exec = process.Execs[at];
            bool chain = process.Execs.Count > 1;
            string before = chain && exec.Children > 0 ? string.Create(CultureInfo.InvariantCulture, $", after {exec.Children:#,0} of its children") : "";
            yield return $"exec {TraceWords.Command(exec.Words)}{before}{(exec.Unprivileged is { } lost ? $"; {Quoted.Bare(lost)}" : "")}";
        }
        if (!process.Threads.IsEmpty)
            yield return string.Create(CultureInfo.InvariantCulture, $"{process.Threads.Count:#,0} more {(process.Threads.Count == 1 ? "thread" : "threads")}: {Threads(process)}");
        if (process.ChildrenVanish)
            yield return "its children leave no zombie and no status (SIGCHLD ignored, or SA_NOCLDWAIT)";
        if (process.Adoption is { } adoption)
            yield return string.Create(CultureInfo.InvariantCulture, $"orphan: parent {adoption.Old} until {adoption.AtMs:0.0} ms, then {adoption.New}");
    }

    private static string Threads(TracedProcess process)
    {
        const int Shown = 8;
        string tids = string.Join(", ", process.Threads.Take(Shown).Select(thread => Number(thread.Tid) + (thread.ByExec ? " (ended by exec)" : "")));
        return process.Threads.Count > Shown ? $"{tids} ..." : tids;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.History;

/// <summary>What two traces have to be compared by. A process is known by its place: 2.1 is the first child of the program's second one.</summary>
public static class TraceComparison
{
    private const string Program = "the program";

    /// <summary>Compares two traces: their programs, then what became of them, then each process.</summary>
    public static Comparison Of(TraceTree a, TraceTree b) => Comparison.Of([.. Wholes(a, b), .. Processes(a, b)]);

    private static IEnumerable<ComparedRow> Wholes(TraceTree a, TraceTree b)
    {
        yield return Row("program", tree => tree.First is { } first ? TraceWords.Command(first.Words) : Comparison.Absent);
        yield return Row("verdict", tree => Verdict(TraceSentence.VerdictOf(tree)));
        yield return Row("processes", tree => Number(tree.Processes.Count));
        yield return Row("threads", tree => Number(tree.Processes.Sum(process => process.Threads.Count)));
        yield return Row("failed", tree => Number(tree.Processes.Count(process => process is { End: not null, EndedWell: false })));
        yield return Row("unnoticed", tree => Number(tree.Processes.Count(TraceSentence.IsUnnoticed)));
        yield return Row("injected", tree => tree.Injected.IsEmpty ? Comparison.Absent : string.Join(", ", tree.Injected.Select(injected => Quoted.Bare(injected.Asked)).Distinct()));

        ComparedRow Row(string what, Func<TraceTree, string> of) => new(what, of(a), of(b));
    }

    private static IEnumerable<ComparedRow> Processes(TraceTree a, TraceTree b)
    {
        Dictionary<string, string> first = Fates(a), second = Fates(b);
        return Comparison.Alike(
            from place in first.Keys.Union(second.Keys)
            select (place, first.GetValueOrDefault(place, Comparison.Absent), second.GetValueOrDefault(place, Comparison.Absent)),
            "process");
    }

    /// <summary>By place: how each was started, how it ended, who knew.</summary>
    private static Dictionary<string, string> Fates(TraceTree tree)
    {
        Dictionary<string, string> fates = [];
        string[] places = new string[tree.Processes.Count];
        int roots = 0;
        foreach (TracedProcess process in tree.Processes)
        {
            int number = process.Parent is { } parent ? tree.Processes[parent].Children.IndexOf(process.Number) + 1 : ++roots;
            places[process.Number] = process.Parent is { } of ? $"{places[of]}.{Number(number)}" : Number(number);
            fates[places[process.Number]] = Fate(process);
        }
        return fates;
    }

    private static string Fate(TracedProcess process)
    {
        string end = process.End is { } status ? $"{status}, {status.Hex}" : "alive";
        string how = process.Parent is null ? Program : TraceWords.How(process.How);
        string fate = process.Fate is StatusFate.First or StatusFate.Alive ? "" : $"; {TraceJson.FateWord(process.Fate)}";
        return $"{how} {Quoted.Bare(process.Name)}: {end}{fate}{(process.Reaped is { } by ? $", {by.Call.Without(process.Pid)}" : "")}";
    }

    private static string Verdict(TraceVerdict verdict) => TraceVerdictWords.For(verdict).Word;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.Core.History;

/// <summary>What two runs have to be compared by.</summary>
public static class RunComparison
{
    /// <summary>Compares two runs: their specs, then who was hurt, then who ended how.</summary>
    public static Comparison Of(RunReport a, RunReport b) => Comparison.Of([.. Specs(a.Spec, b.Spec), .. Outcomes(a, b), .. Workers(a, b)]);

    /// <summary>By the words of a spec, so that nothing which a spec has can be forgotten here.</summary>
    private static IEnumerable<ComparedRow> Specs(RunSpec a, RunSpec b) =>
        from pair in RunSpecText.Write(a).Zip(RunSpecText.Write(b))
        let first = pair.First.Split('=', 2)
        let second = pair.Second.Split('=', 2)
        where first[1].Length + second[1].Length > 0
        select new ComparedRow(first[0], OrAbsent(first[1]), OrAbsent(second[1]));

    private static IEnumerable<ComparedRow> Outcomes(RunReport a, RunReport b) =>
    [
        new("verdict", VerdictSentence.Of(a), VerdictSentence.Of(b)),
        new("host", HostEnd(a), HostEnd(b)),
        new("total", Total(a.Totals), Total(b.Totals)),
        new("parent's array", EndWords.OfArray(a.Array.CorruptedInParent, a.Mpi is not null), EndWords.OfArray(b.Array.CorruptedInParent, b.Mpi is not null)),
        new(RunTime.Name, RunTime.Of(a.Timing), RunTime.Of(b.Timing)),
    ];

    private static IEnumerable<ComparedRow> Workers(RunReport a, RunReport b) => Comparison.Alike(
        from index in Enumerable.Range(0, Math.Max(a.Workers.Length, b.Workers.Length))
        select (index.ToString(CultureInfo.InvariantCulture), Worker(a, index), Worker(b, index)),
        "worker");

    private static string Worker(RunReport report, int index)
    {
        if (index >= report.Workers.Length)
            return Comparison.Absent;
        WorkerReport worker = report.Workers[index];
        string end = worker.Status is { } status ? $"{status}, {status.Hex}" : EndWords.Of(worker).Clause;
        return $"{end}, {(worker is { Role: WorkerRole.Sum, Sum: not null } ? "sum " : "")}{EndWords.OfSum(worker)}";
    }

    private static string HostEnd(RunReport report) => report.Host.Status?.ToString() ?? "end unknown";

    private static string Total(TotalsReport totals) => totals switch
    {
        { Actual: null } => "none",
        { Correct: true } => $"{totals.Actual.Value.ToString(CultureInfo.InvariantCulture)}, right",
        _ => $"{totals.Actual.Value.ToString(CultureInfo.InvariantCulture)}, wrong",
    };

    private static string OrAbsent(string text) => text.Length > 0 ? text : Comparison.Absent;
}

using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.Core.History;

/// <summary>One thing about two runs.</summary>
/// <param name="What">What it is: <c>model</c>, <c>verdict</c>, <c>workers 0, 1, 3</c>.</param>
/// <param name="A">What it is in the first run.</param>
/// <param name="B">What it is in the second.</param>
public sealed record ComparedRow(string What, string A, string B);

/// <summary>Two runs side by side. What is never the same twice, pids and moments, is left out.</summary>
/// <param name="Differs">What is not the same.</param>
/// <param name="Same">What is.</param>
public sealed record RunComparison(ImmutableArray<ComparedRow> Differs, ImmutableArray<ComparedRow> Same)
{
    private const string Absent = "-";

    /// <summary>Compares two runs: their specs, then who was hurt, then who ended how.</summary>
    public static RunComparison Of(RunReport a, RunReport b)
    {
        ComparedRow[] rows = [.. Specs(a.Spec, b.Spec), .. Outcomes(a, b), .. Workers(a, b)];
        return new RunComparison([.. rows.Where(row => row.A != row.B)], [.. rows.Where(row => row.A == row.B)]);
    }

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
        new("parent's array", EndWords.OfArray(a.Array.CorruptedInParent), EndWords.OfArray(b.Array.CorruptedInParent)),
        new(RunTime.Name, RunTime.Of(a.Timing), RunTime.Of(b.Timing)),
    ];

    /// <summary>Those who fared alike in a row together: of a thousand workers there are few kinds.</summary>
    private static IEnumerable<ComparedRow> Workers(RunReport a, RunReport b) =>
        from index in Enumerable.Range(0, Math.Max(a.Workers.Length, b.Workers.Length))
        let first = Worker(a, index)
        let second = Worker(b, index)
        group index by (First: first, Second: second) into alike
        select new ComparedRow(Named([.. alike]), alike.Key.First, alike.Key.Second);

    private static string Worker(RunReport report, int index)
    {
        if (index >= report.Workers.Length)
            return Absent;
        WorkerReport worker = report.Workers[index];
        string end = worker.Status is { } status ? $"{status}, {status.Hex}" : EndWords.Of(worker).Clause;
        return $"{end}, {(worker is { Role: WorkerRole.Sum, Sum: not null } ? "sum " : "")}{EndWords.OfSum(worker)}";
    }

    private static string Named(int[] indexes)
    {
        const int Most = 8;
        string listed = string.Join(", ", indexes.Take(Most));
        return indexes.Length switch
        {
            1 => $"worker {listed}",
            > Most => $"workers {listed} and {indexes.Length - Most} more",
            _ => $"workers {listed}",
        };
    }

    private static string HostEnd(RunReport report) => report.Host.Status?.ToString() ?? "end unknown";

    private static string Total(TotalsReport totals) => totals switch
    {
        { Actual: null } => "none",
        { Correct: true } => $"{totals.Actual.Value.ToString(CultureInfo.InvariantCulture)}, right",
        _ => $"{totals.Actual.Value.ToString(CultureInfo.InvariantCulture)}, wrong",
    };

    private static string OrAbsent(string text) => text.Length > 0 ? text : Absent;
}

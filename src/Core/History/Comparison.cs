using System.Collections.Immutable;

namespace Sandbox.Core.History;

/// <summary>One thing about two runs, or about two traces.</summary>
/// <param name="What">What it is: <c>model</c>, <c>verdict</c>, <c>workers 0, 1, 3</c>.</param>
/// <param name="A">What it is in the first.</param>
/// <param name="B">What it is in the second.</param>
public sealed record ComparedRow(string What, string A, string B);

/// <summary>Two runs side by side, or two traces. What is never the same twice, pids and moments, is left out.</summary>
/// <param name="Differs">What is not the same.</param>
/// <param name="Same">What is.</param>
public sealed record Comparison(ImmutableArray<ComparedRow> Differs, ImmutableArray<ComparedRow> Same)
{
    /// <summary>What stands for a thing that one of them has not.</summary>
    internal const string Absent = "-";

    /// <summary>Compares two entries of the history.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <returns><c>null</c> where one is a run and the other one a trace: they have nothing in common.</returns>
    public static Comparison? Of(HistoryEntry a, HistoryEntry b) => (a, b) switch
    {
        ({ Report: { } first }, { Report: { } second }) => RunComparison.Of(first, second),
        ({ Trace: { } first }, { Trace: { } second }) => TraceComparison.Of(first.Tree, second.Tree),
        _ => null,
    };

    /// <summary>Rows as a comparison.</summary>
    internal static Comparison Of(params ReadOnlySpan<ComparedRow> rows)
    {
        var differs = ImmutableArray.CreateBuilder<ComparedRow>();
        var same = ImmutableArray.CreateBuilder<ComparedRow>();
        foreach (ComparedRow row in rows)
            (row.A == row.B ? same : differs).Add(row);
        return new Comparison(differs.DrainToImmutable(), same.DrainToImmutable());
    }

    /// <summary>Members in a row together that fared alike: of a thousand there are few kinds.</summary>
    /// <param name="members">What each is called, and how it fared in both.</param>
    /// <param name="one">What one of them is: <c>worker</c>.</param>
    internal static IEnumerable<ComparedRow> Alike(IEnumerable<(string Name, string A, string B)> members, string one) =>
        from member in members
        group member.Name by (member.A, member.B) into alike
        select new ComparedRow(Named([.. alike], one), alike.Key.A, alike.Key.B);

    private static string Named(string[] names, string one)
    {
        const int Most = 8;
        string listed = string.Join(", ", names.Take(Most));
        return names.Length switch
        {
            1 => $"{one} {listed}",
            > Most => $"{one}s {listed} and {names.Length - Most} more",
            _ => $"{one}s {listed}",
        };
    }
}

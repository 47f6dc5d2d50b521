namespace Sandbox.Bench;

/// <summary>One line of the table: the sandbox's time beside another's, taken in turn.</summary>
/// <param name="Id">Its name on the command line.</param>
/// <param name="What">What is measured.</param>
/// <param name="Other">What the other one is.</param>
/// <param name="Ours">Takes the sandbox's time in milliseconds.</param>
/// <param name="Theirs">Takes the other's.</param>
/// <param name="Limit">What the ratio may be, or <c>null</c>.</param>
/// <param name="LimitMs">What the sandbox's time may be, or <c>null</c>.</param>
internal sealed record Comparison(
    string Id, string What, string Other, Func<double> Ours, Func<double> Theirs, double? Limit = null, double? LimitMs = null)
{
    /// <summary>Takes the times in pairs, one after the other, so that whatever else the machine does hits both.</summary>
    public string Measure(int rounds)
    {
        // The first pair warms the page cache and counts for nothing.
        (_, _) = (Ours(), Theirs());
        (double Ours, double Theirs)[] pairs = [.. Enumerable.Range(0, rounds).Select(_ => (Ours(), Theirs()))];
        Spread ours = Spread.Of(pairs.Select(pair => pair.Ours)), theirs = Spread.Of(pairs.Select(pair => pair.Theirs));
        Spread ratio = Spread.Of(pairs.Select(pair => pair.Ours / pair.Theirs));
        bool good = (Limit is not { } most || ratio.Median <= most) && (LimitMs is not { } longest || ours.Median <= longest);
        string limit = Limit is { } r ? $"ratio at most {r:0.00}" : LimitMs is { } ms ? $"at most {ms:0} ms" : "";
        string kept = limit == "" ? "" : good ? ", kept" : ", **missed**";
        return $"| {What} | {ours.ToString("0.000")} | {Other}: {theirs.ToString("0.000")} | {ratio.ToString("0.00")} | {limit}{kept} |";
    }
}

/// <summary>A median and what lies around it.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    public string ToString(string format) => $"{Median.ToString(format)} ({Min.ToString(format)} to {Max.ToString(format)})";
}

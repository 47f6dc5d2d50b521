namespace Sandbox.Bench;

/// <summary>One line of the table.</summary>
/// <param name="Id">Its name on the command line; what stands before a slash names all that begin so.</param>
/// <param name="What">What is measured.</param>
internal abstract record TableLine(string Id, string What)
{
    public bool IsCalled(string name) => Id == name || Id.StartsWith(name + "/", StringComparison.Ordinal);

    /// <summary>Measures it, and returns the line.</summary>
    public abstract string Measure(int rounds);

    protected static string Kept(string limit, bool good) => $"{limit}{(limit == "" ? "" : good ? ", kept" : ", **missed**")}";
}

/// <summary>The sandbox's time beside another's, taken in turn.</summary>
/// <param name="Id">Its name on the command line.</param>
/// <param name="What">What is measured.</param>
/// <param name="Other">What the other one is.</param>
/// <param name="Ours">Takes the sandbox's time in milliseconds.</param>
/// <param name="Theirs">Takes the other's.</param>
/// <param name="Limit">What the ratio may be, or <c>null</c>.</param>
/// <param name="LimitMs">What the sandbox's time may be, or <c>null</c>.</param>
internal sealed record Comparison(
    string Id, string What, string Other, Func<double> Ours, Func<double> Theirs, double? Limit = null, double? LimitMs = null)
    : TableLine(Id, What)
{
    /// <summary>Takes the times in pairs, one after the other, so that whatever else the machine does hits both.</summary>
    public override string Measure(int rounds)
    {
        // The first pair warms the page cache and counts for nothing.
        (_, _) = (Ours(), Theirs());
        (double Ours, double Theirs)[] pairs = [.. Enumerable.Range(0, rounds).Select(_ => (Ours(), Theirs()))];
        Spread ours = Spread.Of(pairs.Select(pair => pair.Ours)), theirs = Spread.Of(pairs.Select(pair => pair.Theirs));
        Spread ratio = Spread.Of(pairs.Select(pair => pair.Ours / pair.Theirs));
        bool good = (Limit is not { } most || ratio.Median <= most) && (LimitMs is not { } longest || ours.Median <= longest);
        string limit = string.Join(" and ", new[]
        {
            Limit is { } r ? $"ratio at most {r:0.00}" : null,
            LimitMs is { } ms ? $"at most {ms:0} ms" : null,
        }.OfType<string>());
        return $"| {What} | {ours.ToString("0.000")} | {Other}: {theirs.ToString("0.000")} | {ratio.ToString("0.00")} | {Kept(limit, good)} |";
    }
}

/// <summary>A number of the screen in a unit, and a limit for it; beside it the same of another, where there is such a thing.</summary>
/// <param name="Id">Its name on the command line.</param>
/// <param name="What">What is measured.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Limit">What it may be.</param>
/// <param name="Ours">Takes it of the sandbox.</param>
/// <param name="Other">What the other one is.</param>
/// <param name="Theirs">Takes it of the other one.</param>
internal sealed record Gauge(
    string Id, string What, string Unit, double Limit, Func<Spread> Ours, string Other = "", Func<Spread>? Theirs = null) : TableLine(Id, What)
{
    public override string Measure(int rounds)
    {
        Spread ours = Ours();
        string theirs = Theirs is null ? "" : $"{Other}: {Theirs().ToString("0.0")}";
        return $"| {What}, {Unit} | {ours.ToString("0.0")} | {theirs} | | {Kept($"at most {Limit:0.#}", ours.Median <= Limit)} |";
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

    /// <summary>The value that so many of a hundred do not exceed, in the place of the median.</summary>
    public static Spread OfPercentile(IReadOnlyCollection<double> values, int percent)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)], sorted[0], sorted[^1]);
    }

    public string ToString(string format) => $"{Median.ToString(format)} ({Min.ToString(format)} to {Max.ToString(format)})";
}

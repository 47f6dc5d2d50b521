using System.Collections.Immutable;
using System.Globalization;

namespace Sandbox.Core.Runs;

/// <summary>
/// A spec as words of the form <c>key=value</c>, all of them, in a fixed order: how it travels on the host's command line, where
/// <c>ps</c> shows it too. <see cref="Read"/> takes only what <see cref="Write"/> made.
/// </summary>
public static class RunSpecText
{
    /// <summary>The words of a spec.</summary>
    public static ImmutableArray<string> Write(RunSpec spec) =>
    [
        $"model={spec.Model}",
        $"workers={spec.Workers.ToString(CultureInfo.InvariantCulture)}",
        $"length={spec.Length.ToString(CultureInfo.InvariantCulture)}",
        $"seed={spec.Seed.ToString(CultureInfo.InvariantCulture)}",
        $"fault={spec.Fault}",
        $"argument={spec.FaultArgument}",
        $"faulty={string.Join(',', spec.Faulty)}",
        $"wait={spec.Wait}",
        $"order={spec.Order.Id}",
        $"pages={spec.Pages.Id}",
        $"pace={spec.Pace.ToString("R", CultureInfo.InvariantCulture)}",
        $"timeout={spec.Timeout.ToString("R", CultureInfo.InvariantCulture)}",
        $"orphan={(spec.Orphan ? SpecWords.On : SpecWords.Off)}",
        $"limits={spec.Limits}",
        $"atomic={(spec.Atomic ? SpecWords.On : SpecWords.Off)}",
    ];

    /// <summary>The spec that <see cref="Write"/> made these words of.</summary>
    /// <exception cref="FormatException">They are not such words.</exception>
    public static RunSpec Read(IEnumerable<string> words)
    {
        Dictionary<string, string> values = words.Select(word => word.Split('=', 2)).ToDictionary(
            pair => pair[0], pair => pair.Length == 2 ? pair[1] : throw new FormatException($"no value for {pair[0]}"));
        string Value(string key) => values.TryGetValue(key, out string? value) ? value : throw new FormatException($"{key} is missing");
        return new RunSpec
        {
            Model = Value("model"),
            Workers = int.Parse(Value("workers"), CultureInfo.InvariantCulture),
            Length = long.Parse(Value("length"), CultureInfo.InvariantCulture),
            Seed = uint.Parse(Value("seed"), CultureInfo.InvariantCulture),
            Fault = Value("fault"),
            FaultArgument = Value("argument") is { Length: > 0 } argument ? argument : null,
            Faulty = [.. Value("faulty").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))],
            Wait = Value("wait"),
            Order = RunOrder.ParseOrder(Value("order")) ?? throw new FormatException("order"),
            Pages = PageSize.ParsePages(Value("pages")) ?? throw new FormatException("pages"),
            Pace = double.Parse(Value("pace"), CultureInfo.InvariantCulture),
            Timeout = double.Parse(Value("timeout"), CultureInfo.InvariantCulture),
            Orphan = Value("orphan") == SpecWords.On,
            Limits = RunLimits.Parse(Value("limits")) is { Problem: null, Limits: var limits } ? limits : throw new FormatException("limits"),
            Atomic = Value("atomic") == SpecWords.On,
        };
    }
}

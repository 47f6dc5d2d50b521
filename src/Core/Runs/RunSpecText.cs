using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

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
    public static RunSpec Read(ReadOnlySpan<string> words)
    {
        return new RunSpec
        {
            Model = Value(words, "model"),
            Workers = int.Parse(Value(words, "workers"), CultureInfo.InvariantCulture),
            Length = long.Parse(Value(words, "length"), CultureInfo.InvariantCulture),
            Seed = uint.Parse(Value(words, "seed"), CultureInfo.InvariantCulture),
            Fault = Value(words, "fault"),
            FaultArgument = Value(words, "argument") is { Length: > 0 } argument ? argument : null,
            Faulty = Numbers(Value(words, "faulty")),
            Wait = Value(words, "wait"),
            Order = RunOrder.ParseOrder(Value(words, "order")) ?? throw new FormatException("order"),
            Pages = PageSize.ParsePages(Value(words, "pages")) ?? throw new FormatException("pages"),
            Pace = double.Parse(Value(words, "pace"), CultureInfo.InvariantCulture),
            Timeout = double.Parse(Value(words, "timeout"), CultureInfo.InvariantCulture),
            Orphan = Value(words, "orphan") == SpecWords.On,
            Limits = RunLimits.Parse(Value(words, "limits")) is { Problem: null, Limits: var limits } ? limits : throw new FormatException("limits"),
            Atomic = Value(words, "atomic") == SpecWords.On,
        };
    }

    // Loops, not LINQ: a host reads these words, and what it loads for that all its children inherit.
    private static string Value(ReadOnlySpan<string> words, string key)
    {
        foreach (string word in words)
        {
            if (word.StartsWith(key, StringComparison.Ordinal) && word.Length > key.Length && word[key.Length] == '=')
                return word[(key.Length + 1)..];
        }
        throw new FormatException($"{key} is missing");
    }

    private static ImmutableArray<int> Numbers(string list)
    {
        string[] words = list.Split(',', StringSplitOptions.RemoveEmptyEntries);
        int[] numbers = new int[words.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = int.Parse(words[i], CultureInfo.InvariantCulture);
        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }
}

using System.Collections.Immutable;
using Sandbox.Core.Signals;
using Sandbox.Tui.Screens;

namespace Sandbox.Tui.App;

/// <summary>Whom a signal is for.</summary>
internal enum SignalTarget
{
    /// <summary>The chosen worker.</summary>
    Worker,

    /// <summary>Every worker that lives.</summary>
    AllWorkers,

    /// <summary>The host.</summary>
    Host,
}

/// <summary>What became of sending a signal.</summary>
/// <param name="Number">The signal.</param>
/// <param name="Target">Whom it was for.</param>
/// <param name="Worker">The worker, where it was for one.</param>
/// <param name="Reached">How many it was sent to; the others had ended, or were not started yet.</param>
internal sealed record SentSignal(int Number, SignalTarget Target, int Worker, int Reached);

/// <summary>The columns of the table of signals, by what stands at their heads.</summary>
internal static class SignalColumn
{
    public const string Number = "no";
    public const string Name = "name";
    public const string Default = "default";
    public const string Meaning = "meaning";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Number, Name, Default, Meaning];
}

/// <summary>The view of the signals.</summary>
internal sealed record SignalsModel
{
    /// <summary>The number of the signal that the cursor is on.</summary>
    public int Selected { get; init; } = 1;

    /// <summary>Only rows with this in them are shown.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether the filter is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>By which column the rows stand; without one, by their numbers.</summary>
    public RowSort Sort { get; init; }

    public SignalTarget Target { get; init; }

    /// <summary>What was sent in this run, the newest last.</summary>
    public ImmutableArray<SentSignal> Sent { get; init; } = [];

    /// <summary>The rows that the filter lets through.</summary>
    public List<Signal> Rows()
    {
        var rows = new List<Signal>();
        foreach (Signal signal in SignalTable.All)
        {
            if (Filter.Length == 0 || Matches(signal))
                rows.Add(signal);
        }
        if (Rank(Sort.Head) is { } rank)
        {
            // The numbers decide where the others are equal.
            rows.Sort((one, other) => rank(one, other) is not 0 and var order ? order : one.Number - other.Number);
        }
        if (Sort.Descending)
            rows.Reverse();
        return rows;
    }

    private static Comparison<Signal>? Rank(string head) => head switch
    {
        SignalColumn.Name => (one, other) => string.CompareOrdinal(one.Name, other.Name),
        SignalColumn.Default => (one, other) => one.Action - other.Action,
        SignalColumn.Meaning => (one, other) => string.Compare(one.Meaning, other.Meaning, StringComparison.OrdinalIgnoreCase),
        _ => null,
    };

    private bool Matches(Signal signal) =>
        signal.Name.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || signal.Meaning.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || signal.Action.ToString().Equals(Filter, StringComparison.OrdinalIgnoreCase)
        || Numbers.Plain(signal.Number) == Filter;
}

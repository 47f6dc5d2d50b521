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

/// <summary>The view of the signals.</summary>
internal sealed record SignalsModel
{
    /// <summary>The number of the signal that the cursor is on.</summary>
    public int Selected { get; init; } = 1;

    /// <summary>Only rows with this in them are shown.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether the filter is being typed.</summary>
    public bool Typing { get; init; }

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
        return rows;
    }

    private bool Matches(Signal signal) =>
        signal.Name.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || signal.Meaning.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || signal.Action.ToString().Equals(Filter, StringComparison.OrdinalIgnoreCase)
        || Numbers.Plain(signal.Number) == Filter;
}

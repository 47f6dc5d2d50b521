using System.Collections.Immutable;
using Sandbox.Core.History;

namespace Sandbox.Tui.App;

/// <summary>A run or a trace of the history, with the moment as the clock on the wall had it.</summary>
internal sealed record PastRun(HistoryEntry Entry, string When);

/// <summary>The columns of the table of past runs, by what stands at their heads.</summary>
internal static class HistoryColumn
{
    public const string Id = "id";
    public const string When = "when";
    public const string Verdict = "verdict";
    public const string Command = "command";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Id, When, Verdict, Command];
}

/// <summary>The view of the history.</summary>
internal sealed record HistoryModel
{
    /// <summary>The runs, newest first; <c>null</c> where they were not read yet.</summary>
    public ImmutableArray<PastRun>? Runs { get; init; }

    /// <summary>What was wrong with the history; <c>null</c> where nothing was.</summary>
    public string? Problem { get; init; }

    /// <summary>The run of the cursor, by its place in <see cref="Runs"/>.</summary>
    public int Selected { get; init; }

    /// <summary>The ids of the marked runs, two at most, in the order in which they were marked.</summary>
    public ImmutableArray<string> Marked { get; init; } = [];

    /// <summary>Only runs with this in them are shown.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Whether the filter is being typed.</summary>
    public bool Typing { get; init; }

    /// <summary>By which column the rows stand; without one, the newest first.</summary>
    public RowSort Sort { get; init; }

    /// <summary>The run that the cursor is on, where there is one.</summary>
    public PastRun? Chosen
    {
        get
        {
            if (Runs is not { IsEmpty: false } runs)
                return null;
            PastRun at = runs[Math.Clamp(Selected, 0, runs.Length - 1)];
            return Filter.Length == 0 || Matches(at) ? at : Rows() is [var first, ..] ? first : null;
        }
    }

    /// <summary>The runs that the filter lets through, in the order in which they are shown.</summary>
    public List<PastRun> Rows()
    {
        List<PastRun> rows = [.. (Runs ?? []).Where(run => Filter.Length == 0 || Matches(run))];
        Func<PastRun, string>? key = Sort.Head switch
        {
            HistoryColumn.Id => run => run.Entry.Id,
            HistoryColumn.Verdict => run => run.Entry.VerdictWord ?? "",
            HistoryColumn.Command => run => run.Entry.Command,
            HistoryColumn.When => run => run.Entry.When.ToString("O"),
            _ => null,
        };
        if (key is not null)
            rows = [.. rows.OrderBy(key, StringComparer.Ordinal)];
        if (Sort.Descending)
            rows.Reverse();
        return rows;
    }

    /// <summary>The run with an id.</summary>
    public PastRun? Find(string id)
    {
        foreach (PastRun run in Runs ?? [])
        {
            if (run.Entry.Id == id)
                return run;
        }
        return null;
    }

    private bool Matches(PastRun run) =>
        run.Entry.Id.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || run.When.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || (run.Entry.VerdictWord ?? "").Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || run.Entry.Command.Contains(Filter, StringComparison.OrdinalIgnoreCase);
}

using System.Collections.Immutable;
using Sandbox.Core.History;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.History;

/// <summary>What keys do in the view of the history. Reading it is an effect.</summary>
internal static class HistoryUpdate
{
    private const int MostMarked = 2;

    /// <summary>The history was read.</summary>
    public static AppModel Read(AppModel model, ImmutableArray<PastRun> runs, string? problem)
    {
        HistoryModel history = model.History;
        // The cursor stays on the run that it was on.
        string? id = history.Runs is { IsEmpty: false } before ? before[Math.Min(history.Selected, before.Length - 1)].Entry.Id : null;
        int selected = 0;
        for (int row = 0; row < runs.Length; row++)
            selected = id is not null && history.Selected > 0 && runs[row].Entry.Id == id ? row : selected;
        return With(model, history with { Runs = runs, Problem = problem, Selected = selected });
    }

    /// <summary>What is to be done when a run or a trace is over: a list that was read is read again, and shows it.</summary>
    public static Effect[] AfterRun(AppModel model) => model.History.Runs is null ? [] : [new Effect.ReadHistory()];

    public static Transition Act(AppModel model, ScreenAction action)
    {
        HistoryModel history = model.History;
        if (history.Typing)
            return With(model, history with { Typing = false, Filter = action == ScreenAction.Back ? "" : history.Filter });
        return action switch
        {
            ScreenAction.Find when history.Runs is { IsEmpty: false } => With(model, history with { Typing = true, Filter = "" }),
            ScreenAction.Back when history.Filter.Length > 0 => With(model, history with { Filter = "" }),
            ScreenAction.Sort => With(model, history with { Sort = history.Sort.Next(HistoryColumn.All.AsSpan()) }),
            ScreenAction.Flip => With(model, history with { Sort = history.Sort with { Descending = !history.Sort.Descending } }),
            ScreenAction.Mark when history.Chosen is { } chosen => With(model, history with { Marked = Marked(history.Marked, chosen.Entry.Id) }),
            ScreenAction.Compare when history.Runs is { IsEmpty: false } => Compare(model),
            ScreenAction.Choose when history.Chosen is { } chosen => Reopen(model, chosen),
            _ => model,
        };
    }

    /// <summary>The cursor is put on a row.</summary>
    public static AppModel RowChosen(AppModel model, int row)
    {
        List<PastRun> rows = model.History.Rows();
        return row < rows.Count ? With(model, model.History with { Selected = model.History.Runs!.Value.IndexOf(rows[row]) }) : model;
    }

    /// <summary>The filter is whole.</summary>
    public static AppModel FilterEnded(AppModel model) => model.History.Typing ? With(model, model.History with { Typing = false }) : model;

    private static AppModel Compare(AppModel model)
    {
        HistoryModel history = model.History;
        return history.Marked is [var a, var b] && history.Find(a) is { } first && history.Find(b) is { } second
            ? Compared(model, first, second)
            : model with { Notice = new Notice("two runs are compared: m marks the run of the cursor", Ink.Warning) };
    }

    private static AppModel Compared(AppModel model, PastRun a, PastRun b)
    {
        if (Comparison.Of(a.Entry, b.Entry) is not { } comparison)
            return model with { Notice = new Notice("a run and a trace have nothing to compare: mark two runs, or two traces", Ink.Warning) };
        string title = a.Entry.Report is null ? "two traces compared" : "two runs compared";
        return model with { Dialog = new DialogModel.Reading(title, shown => ComparisonLines.Of(shown, comparison, a, b)) };
    }

    private static Transition Reopen(AppModel model, PastRun past)
    {
        if (past.Entry.Trace is { } trace)
            return ReopenTrace(model, trace, past);
        if (model.Run is { Live: true })
            return model with { Notice = new Notice("a run is under way: x ends it, then a past one can be opened", Ink.Warning) };
        return PastRuns.Open(model, past.Entry.Report!, $"past run {past.Entry.Id} of {past.When}");
    }

    private static Transition ReopenTrace(AppModel model, KeptTrace trace, PastRun past)
    {
        if (model.Trace.Live)
            return model with { Notice = new Notice("a program is traced: x ends it, then a past trace can be opened", Ink.Warning) };
        AppModel opened = PastTraces.Open(model, trace) with { Notice = null };
        return new Transition(opened with { Notice = new Notice($"past trace {past.Entry.Id} of {past.When}: {KeyTable.KeyOf(model, ScreenAction.OpenTrace)} shows its tree, other views its statuses and times", Ink.Accent) }, []);
    }

    private static ImmutableArray<string> Marked(ImmutableArray<string> marked, string id)
    {
        if (marked.Contains(id))
            return marked.Remove(id);
        return (marked.Length < MostMarked ? marked : marked.RemoveAt(0)).Add(id);
    }

    private static AppModel With(AppModel model, HistoryModel history) => model with { History = history };
}

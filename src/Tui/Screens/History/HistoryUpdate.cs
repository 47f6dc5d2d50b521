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

    /// <summary>What is to be done when a run is over: a list that was read is read again, and shows it.</summary>
    public static Effect[] AfterRun(AppModel model) => model.History.Runs is null ? [] : [new Effect.ReadHistory()];

    public static Transition Act(AppModel model, ScreenAction action)
    {
        HistoryModel history = model.History;
        if (history.Comparison is { } comparison)
            return InComparison(model, comparison, action);
        if (history.Runs is not { IsEmpty: false } runs)
            return model;
        int page = HistoryView.TableRows(model.Room), at = Math.Clamp(history.Selected, 0, runs.Length - 1);
        return action switch
        {
            ScreenAction.Up => To(at - 1),
            ScreenAction.Down => To(at + 1),
            ScreenAction.PageUp => To(at - page),
            ScreenAction.PageDown => To(at + page),
            ScreenAction.First => To(0),
            ScreenAction.Last => To(runs.Length - 1),
            ScreenAction.Mark => With(model, history with { Marked = Marked(history.Marked, runs[at].Entry.Id) }),
            ScreenAction.Compare => Compare(model),
            ScreenAction.Choose => Reopen(model, runs[at]),
            _ => model,
        };

        AppModel To(int row) => With(model, history with { Selected = Math.Clamp(row, 0, runs.Length - 1) });
    }

    private static AppModel Compare(AppModel model)
    {
        HistoryModel history = model.History;
        return history.Marked is [var a, var b] && history.Find(a) is { } first && history.Find(b) is { } second
            ? With(model, history with { Comparison = RunComparison.Of(first.Entry.Report, second.Entry.Report), Top = 0 })
            : model with { Notice = new Notice("two runs are compared: m marks the run of the cursor", Ink.Warning) };
    }

    private static AppModel InComparison(AppModel model, RunComparison comparison, ScreenAction action)
    {
        HistoryModel history = model.History;
        int page = HistoryView.ComparedRows(model.Room);
        int last = Math.Max(0, comparison.Differs.Length + comparison.Same.Length - page);
        int? top = action switch
        {
            ScreenAction.Up => history.Top - 1,
            ScreenAction.Down => history.Top + 1,
            ScreenAction.PageUp => history.Top - page,
            ScreenAction.PageDown => history.Top + page,
            ScreenAction.First => 0,
            ScreenAction.Last => last,
            _ => null,
        };
        if (top is { } row)
            return With(model, history with { Top = Math.Clamp(row, 0, last) });
        return action is ScreenAction.Back or ScreenAction.Compare or ScreenAction.Choose ? With(model, history with { Comparison = null }) : model;
    }

    private static AppModel Reopen(AppModel model, PastRun past)
    {
        if (model.Run is { Live: true })
            return model with { Notice = new Notice("a run is under way: x ends it, then a past one can be opened", Ink.Warning) };
        return PastRuns.Open(model, past.Entry.Report, $"past run {past.Entry.Id} of {past.When}");
    }

    private static ImmutableArray<string> Marked(ImmutableArray<string> marked, string id)
    {
        if (marked.Contains(id))
            return marked.Remove(id);
        return (marked.Length < MostMarked ? marked : marked.RemoveAt(0)).Add(id);
    }

    private static AppModel With(AppModel model, HistoryModel history) => model with { History = history };
}

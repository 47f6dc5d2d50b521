using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>What is done in the view of the wait calls.</summary>
internal static class WaitsUpdate
{
    public static AppModel Act(AppModel model, ScreenAction action)
    {
        if (model.Seen is not { Waits.Count: > 0 } run)
            return model;
        List<WaitRow> rows = WaitRow.Of(run.Waits, model.Waits.Open);
        return action switch
        {
            // The table has done it already where it could: then the newest is followed anyway.
            ScreenAction.Last or ScreenAction.Follow => Chosen(model, rows.Count - 1),
            ScreenAction.Choose when Toggled(model.Waits, rows, At(run, model.Waits, rows)) is { } toggled => model with { Waits = toggled },
            _ => model,
        };
    }

    /// <summary>Whether the row of the cursor stands for several calls, or is one of them.</summary>
    public static bool CanOpen(AppModel model)
    {
        if (model.Seen is not { Waits.Count: > 0 } run)
            return false;
        List<WaitRow> rows = WaitRow.Of(run.Waits, model.Waits.Open);
        return Toggled(model.Waits, rows, At(run, model.Waits, rows)) is not null;
    }

    /// <summary>The cursor is put on a row; on the newest one it stays there.</summary>
    public static AppModel Chosen(AppModel model, int row)
    {
        int rows = model.Seen is { } run ? WaitRow.Of(run.Waits, model.Waits.Open).Count : 0;
        return model with { Waits = model.Waits with { Selected = row, Follows = row >= rows - 1, Worker = null, ByHand = true } };
    }

    /// <summary>The row that the cursor is on.</summary>
    public static int At(RunModel run, WaitsModel waits, List<WaitRow> rows)
    {
        int row = waits.Worker is { } worker
            ? rows.FindLastIndex(row => !row.Fold && run.Waits[row.First] is { Call.Status: not null } waited && waited.Worker == worker)
            : -1;
        return row >= 0 ? row : waits.Follows ? rows.Count - 1 : Math.Clamp(waits.Selected, 0, rows.Count - 1);
    }

    /// <summary>With the fold at a row opened, or the one that the row belongs to closed; <c>null</c> where there is none.</summary>
    private static WaitsModel? Toggled(WaitsModel waits, List<WaitRow> rows, int at)
    {
        while (at > 0 && rows[at].Inside)
            at--;
        if (!rows[at].Fold)
            return null;
        int first = rows[at].First;
        ImmutableArray<int> open = waits.Open.Contains(first) ? waits.Open.Remove(first) : waits.Open.Add(first);
        return waits with { Open = open, Selected = at, Follows = false, Worker = null, ByHand = true };
    }
}

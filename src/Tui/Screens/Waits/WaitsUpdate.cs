using System.Collections.Immutable;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Waits;

/// <summary>What keys do in the view of the wait calls.</summary>
internal static class WaitsUpdate
{
    public static AppModel Act(AppModel model, ScreenAction action)
    {
        if (model.Seen is not { Waits.Count: > 0 } run)
            return model;
        WaitsModel waits = model.Waits;
        List<WaitRow> rows = WaitRow.Of(run.Waits, waits.Open);
        int at = At(waits, rows), page = WaitsView.TableRows(model.Room);
        return action switch
        {
            ScreenAction.Up => To(at - 1),
            ScreenAction.Down => To(at + 1),
            ScreenAction.PageUp => To(at - page),
            ScreenAction.PageDown => To(at + page),
            ScreenAction.First => To(0),
            ScreenAction.Last or ScreenAction.Follow => To(int.MaxValue),
            ScreenAction.Choose when Toggled(waits, rows, at) is { } toggled => model with { Waits = toggled },
            _ => model,
        };

        AppModel To(int row) => model with
        {
            Waits = waits with { Selected = Math.Clamp(row, 0, rows.Count - 1), Follows = row >= rows.Count - 1 },
        };
    }

    /// <summary>The row that the cursor is on.</summary>
    public static int At(WaitsModel waits, List<WaitRow> rows) => waits.Follows ? rows.Count - 1 : Math.Clamp(waits.Selected, 0, rows.Count - 1);

    /// <summary>With the fold at a row opened, or the one that the row belongs to closed; <c>null</c> where there is none.</summary>
    private static WaitsModel? Toggled(WaitsModel waits, List<WaitRow> rows, int at)
    {
        while (at > 0 && rows[at].Inside)
            at--;
        if (!rows[at].Fold)
            return null;
        int first = rows[at].First;
        ImmutableArray<int> open = waits.Open.Contains(first) ? waits.Open.Remove(first) : waits.Open.Add(first);
        return waits with { Open = open, Selected = at, Follows = false };
    }
}

using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>What keys do in the view of the timeline.</summary>
internal static class TimelineUpdate
{
    private const int Steps = 8;

    public static AppModel Act(AppModel model, ScreenAction action)
    {
        if (ITimes.Of(model) is not { } times)
            return model;
        TimelineModel timeline = model.Timeline;
        int cells = TimelineView.Cells(model.Size), page = TimelineScreen.WorkerRows(model.Room);
        return action switch
        {
            ScreenAction.Up => Rows(-1),
            ScreenAction.Down => Rows(1),
            ScreenAction.PageUp => Rows(-page),
            ScreenAction.PageDown => Rows(page),
            ScreenAction.First => Rows(-times.Count),
            ScreenAction.Last => Rows(times.Count),
            ScreenAction.More when TimeAxis.CanZoom(times.Whole, timeline.Zoom, cells) => Zoomed(times, model, 1, cells),
            ScreenAction.Less when timeline.Zoom > 0 => Zoomed(times, model, -1, cells),
            ScreenAction.Left => Moved(-1),
            ScreenAction.Right => Moved(1),
            ScreenAction.Restore or ScreenAction.Back when timeline.Zoom > 0 => model with { Timeline = timeline with { Zoom = 0, FromMs = 0 } },
            _ => model,
        };

        AppModel Rows(int by)
        {
            AppModel moved = times.Choose(model, Math.Clamp(times.Chosen + by, 0, Math.Max(0, times.Count - 1)));
            return moved with { Timeline = timeline with { Top = Top(moved, ITimes.Of(moved)!) } };
        }

        AppModel Moved(int direction)
        {
            TimeAxis axis = TimeAxis.Of(times.Whole, timeline, cells);
            TimelineModel moved = timeline with { FromMs = axis.FromMs + direction * axis.CellMs * cells / Steps };
            return model with { Timeline = moved with { FromMs = TimeAxis.Of(times.Whole, moved, cells).FromMs } };
        }
    }

    /// <summary>The first row that is seen: the chosen one is among those that are.</summary>
    public static int Top(AppModel model, ITimes times)
    {
        int rows = TimelineScreen.WorkerRows(model.Room), chosen = Math.Clamp(times.Chosen, 0, Math.Max(0, times.Count - 1));
        return Math.Clamp(Math.Clamp(model.Timeline.Top, Math.Max(0, chosen - rows + 1), chosen), 0, Math.Max(0, times.Count - rows));
    }

    /// <summary>The middle stays where it is.</summary>
    private static AppModel Zoomed(ITimes times, AppModel model, int by, int cells)
    {
        TimeAxis axis = TimeAxis.Of(times.Whole, model.Timeline, cells);
        TimelineModel zoomed = model.Timeline with { Zoom = model.Timeline.Zoom + by };
        TimeAxis next = TimeAxis.Of(times.Whole, zoomed, cells);
        double middle = (axis.FromMs + axis.UntilMs) / 2;
        zoomed = zoomed with { FromMs = middle - next.CellMs * cells / 2 };
        return model with { Timeline = zoomed with { FromMs = TimeAxis.Of(times.Whole, zoomed, cells).FromMs } };
    }
}

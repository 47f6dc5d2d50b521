using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Screens.Timeline;

/// <summary>A bar a worker on one axis of time: started, running, stopped, fault, zombie, reaped; on top, where the parent waits.</summary>
internal sealed class TimelineScreen : IView
{
    /// <summary>Head, axis and the parent above; a line and two rows of legend below.</summary>
    private const int Around = RunHead.Rows + 2 + 3;

    public string Title => "timeline";

    public string Tab => "time";

    public Binding Opening { get; } = Binding.ToOpen(ScreenAction.OpenTimeline, 4, "the timeline: a bar a worker");

    public ImmutableArray<Binding> Keys { get; } =
    [
        new(ScreenAction.More, ["+", "="], "zoom", "half of the time, twice as large", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Less, ["-"], "", "twice the time"),
        new(ScreenAction.Restore, ["o"], "all of it", "the whole run again", FooterOf.Ready | FooterOf.Running),
        new(ScreenAction.Left, [], "", "earlier, while zoomed in"),
        new(ScreenAction.Right, [], "", "later, while zoomed in"),
    ];

    public string Shows => "When each worker ran, failed, was a zombie, was reaped; on top, the waits.";

    public string Try => "Try: + around a fault; how long is the killed worker a zombie, and why?";

    /// <summary>How many workers have a row.</summary>
    public static int WorkerRows(Size room) => Math.Max(1, room.Rows - Around);

    public bool Offers(AppModel model, ScreenAction action) => action switch
    {
        ScreenAction.More => ITimes.Of(model) is { } times && TimeAxis.CanZoom(times.Whole, model.Timeline.Zoom, TimelineView.Cells(model.Size)),
        ScreenAction.Restore or ScreenAction.Less => model.Timeline.Zoom > 0,
        _ => true,
    };

    public Transition Act(AppModel model, ScreenAction action) => TimelineUpdate.Act(model, action);

    public Transition Clicked(AppModel model, int x, int y)
    {
        int row = y - TimelineView.FirstRow, rows = WorkerRows(model.Room);
        return ITimes.Of(model) is { } times && row >= 0 && row < rows && TimelineUpdate.Top(model, times) + row < times.Count
            ? times.Choose(model, TimelineUpdate.Top(model, times) + row)
            : model;
    }
}

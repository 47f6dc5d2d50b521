using Sandbox.Core.Runs;
using Sandbox.Tui.Screens.Timeline;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

public class TimelineKeysTests
{
    [Fact]
    public void Zooming_keeps_the_middle_and_stops_where_the_clock_is_not_finer()
    {
        Screen screen = Stories.SegfaultEnded(new Screen()).Press("4");
        (double From, double Until) whole = TimeAxis.Whole(screen.Model.Run!);
        TimeAxis before = Axis(screen.Press("+ +"));
        Assert.Equal((whole.From + whole.Until) / 2, (before.FromMs + before.UntilMs) / 2, 6);
        for (int press = 0; press < 40; press++)
            screen.Press("+");
        Assert.InRange(Axis(screen).CellMs, 0.0099, 0.02);
        Assert.InRange(screen.Model.Timeline.Zoom, 3, 20);
        Assert.Equal(0, screen.Press("o").Model.Timeline.Zoom);
    }

    [Fact]
    public void Left_and_right_stay_within_the_run()
    {
        Screen screen = Stories.SegfaultEnded(new Screen()).Press("4 + +");
        (double From, double Until) whole = TimeAxis.Whole(screen.Model.Run!);
        for (int press = 0; press < 100; press++)
            screen.Press("Left");
        Assert.Equal(whole.From, Axis(screen).FromMs, 6);
        for (int press = 0; press < 100; press++)
            screen.Press("Right");
        Assert.Equal(whole.Until, Axis(screen).UntilMs, 6);
    }

    [Fact]
    public void Every_worker_of_a_thousand_can_be_scrolled_to()
    {
        Screen screen = new Screen().With(RunSettings.Workers, "1000").Press("r 4 G");
        Assert.Contains("workers 984 to 999 of 1,000", screen.Text);
        Assert.Contains("workers 983 to 998", screen.Press("Up").Text);
        Assert.Contains("workers 0 to 15", screen.Press("g").Text);
    }

    [Fact]
    public void The_picture_of_a_live_run_stands_still_between_two_steps_of_the_axis()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("4");
        string axis = screen.Text.Split('\n')[2];
        screen.Tell(new Tui.App.Message.BoardRead(screen.Model.Run!.Board, 39));
        Assert.Equal(axis, screen.Text.Split('\n')[2]);
    }

    [Fact]
    public void A_stop_that_a_wait_told_of_is_seen_until_the_wait_that_told_of_the_end()
    {
        Screen screen = Stories.Segfault(new Screen()).Tell(Stories.Happened(
            Stories.Wait(28, 1, "waitpid(-1, &status, WUNTRACED | WCONTINUED)", 4712, 0x137f),
            Stories.Wait(32, 1, "waitpid(-1, &status, WUNTRACED | WCONTINUED)", 4712, 0xffff)));
        Assert.Matches("1 +├━+┄{10,}━+", screen.Press("4").Text);
    }

    private static TimeAxis Axis(Screen screen) =>
        TimeAxis.Of(screen.Model.Run!, screen.Model.Timeline, TimelineView.Cells(screen.Model.Size));
}

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
        (double From, double Until) whole = RunTimes.Whole(screen.Model.Run!);
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
        (double From, double Until) whole = RunTimes.Whole(screen.Model.Run!);
        for (int press = 0; press < 100; press++)
            screen.Press("Left");
        Assert.Equal(whole.From, Axis(screen).FromMs, 6);
        for (int press = 0; press < 100; press++)
            screen.Press("Right");
        Assert.Equal(whole.Until, Axis(screen).UntilMs, 6);
    }

    [Fact]
    public void Every_worker_of_a_thousand_can_be_gone_to_and_is_in_sight()
    {
        Screen screen = new Screen().With(RunSettings.Workers, "1000").Press("r 4 G");
        Assert.Equal(999, screen.Model.Chosen);
        Assert.Contains("to 999 of 1,000", screen.Text);
        Assert.Equal(998, screen.Press("Up").Model.Chosen);
        Assert.Matches(@"(?m)^ ▸ +998\b", screen.Text);
        Assert.Contains("workers 0 to ", screen.Press("g").Text);
    }

    [Fact]
    public void It_opens_on_the_worker_that_failed_and_says_its_times() =>
        Assert.Contains("worker 2: started 22.0, fault 27.0, reaped 40.1 ms; a zombie for 13.1 ms", Stories.SegfaultEnded(new Screen()).Press("4").Text);

    [Fact]
    public void The_picture_of_a_live_run_stands_still_between_two_steps_of_the_axis()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("4");
        string axis = screen.Text.Split('\n')[5];
        screen.Tell(new Tui.App.Message.BoardRead(screen.Model.Run!.Board, 39));
        Assert.Equal(axis, screen.Text.Split('\n')[5]);
    }

    [Fact]
    public void A_stop_that_a_wait_told_of_is_seen_until_the_wait_that_told_of_the_end()
    {
        Screen screen = Stories.Segfault(new Screen()).Tell(Stories.Happened(
            Stories.Wait(28, 1, "waitpid(-1, &status, WUNTRACED | WCONTINUED)", 4712, 0x137f),
            Stories.Wait(32, 1, "waitpid(-1, &status, WUNTRACED | WCONTINUED)", 4712, 0xffff)));
        Assert.Matches("1 +├━+┄{10,}━+", screen.Press("4").Text);
    }

    [Fact]
    public void The_parent_is_blocked_only_between_the_beginning_of_a_call_and_its_return()
    {
        // Worker 3 ended at 29 ms and is waited for at 100 ms, by a call that returns at once.
        Screen screen = Stories.Segfault(new Screen()).Tell(Stories.Happened(
            Stories.Wait(40, 1, "waitpid(4712, &status, 0)", 4712, 0, began: 26.1),
            Stories.Begins(100, "waitpid(4714, &status, 0)"),
            Stories.Wait(100.1, 3, "waitpid(4714, &status, 0)", 4714, 0, began: 100)));

        TimeAxis axis = new(20, 1, 90);
        Life[] cells = new Life[90];
        LifeLine.Parent(screen.Model.Run!, axis, cells);

        Assert.All(cells[7..20], cell => Assert.Equal(Life.Blocked, cell));
        Assert.All(cells[21..80], cell => Assert.Equal(Life.Nothing, cell));
        Assert.Equal((Life.Nothing, Life.Returned, Life.Nothing), (cells[2], cells[20], cells[81]));
    }

    [Fact]
    public void A_call_that_has_begun_and_not_returned_blocks_until_now()
    {
        Life[] cells = new Life[40];
        LifeLine.Parent(Stories.Segfault(new Screen()).Model.Run!, new TimeAxis(20, 1, 40), cells);

        Assert.Equal((Life.Returned, Life.Blocked, Life.Blocked, Life.Nothing), (cells[6], cells[7], cells[15], cells[16]));
    }

    [Fact]
    public void A_worker_that_lingers_in_its_fault_is_a_zombie_only_from_when_it_was_seen_as_one()
    {
        Screen screen = Stories.Segfault(new Screen(), "hang").Tell(Stories.Happened(new RunEvent.TimedOut(30)));
        Assert.Equal((Life.InFault, Life.InFault), Cells());
        screen.Tell(Stories.Happened(new RunEvent.ZombieSeen(33, 2, new ZombieReading(1, Core.Status.WaitStatus.OfSignal(9), 0, 0, 0, 0))));
        Assert.Equal((Life.InFault, Life.Zombie), Cells());

        (Life, Life) Cells()
        {
            Life[] cells = new Life[40];
            LifeLine.Worker(screen.Model.Run!, 2, new TimeAxis(20, 1, 40), cells);
            return (cells[12], cells[14]);
        }
    }

    private static TimeAxis Axis(Screen screen) =>
        TimeAxis.Of(RunTimes.Whole(screen.Model.Run!), screen.Model.Timeline, TimelineView.Cells(screen.Model.Size));
}

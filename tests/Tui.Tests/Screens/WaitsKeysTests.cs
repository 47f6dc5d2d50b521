using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

public class WaitsKeysTests
{
    [Fact]
    public void A_wait_says_how_long_the_child_had_been_a_zombie()
    {
        Screen screen = Stories.SegfaultEnded(new Screen()).Press("3 G");
        Assert.Matches(@"(?m)^ +3 +40\.1  ?waitpid\(4713, &status, 0\) +4713 SIGSEGV \(11\) +13\.1$", screen.Text);
        Assert.Contains("its last act was at 29.0 ms, so it was a zombie for 11.2 ms", Unwrapped(screen));
    }

    [Fact]
    public void A_child_that_hung_was_a_zombie_only_after_the_timeout_killed_it()
    {
        Screen screen = Stories.Segfault(new Screen(), "hang")
            .Tell(Stories.Happened(new Core.Runs.RunEvent.TimedOut(10_000), Stories.Wait(10_000.4, 2, "waitpid(4713, &status, 0)", 4713, 9)));
        Assert.Contains("it still lived at 10000.0 ms, so it was a zombie for at most 0.4 ms", Unwrapped(screen.Press("3")));
    }

    [Fact]
    public void Thousands_of_polls_are_one_row_that_can_be_opened_and_folded_again()
    {
        Screen screen = Stories.Polls(new Screen(), 3_000).Press("3 g");
        Assert.Contains("x 3,000", screen.Text);
        screen.Press("Enter Down Down");
        Assert.Contains("waitpid(-1, &status, WNOHANG) = 0: no child has changed its state", Unwrapped(screen));
        Assert.Contains("nothing yet", screen.Text);
        screen.Press("Enter");
        Assert.DoesNotContain("nothing yet", screen.Text);
    }

    [Fact]
    public void It_follows_the_newest_call_until_somebody_looks_at_an_older_one()
    {
        Screen screen = Stories.Polls(new Screen(), 2).Press("3");
        Assert.Contains("following the newest", screen.Text);
        screen.Tell(Stories.Happened(Stories.Wait(99, null, "waitpid(-1, &status, WNOHANG)", -1, null, "ECHILD")));
        Assert.Contains("= -1 ECHILD (there is no such child to wait for)", Unwrapped(screen));
        screen.Press("Up Up");
        Assert.DoesNotContain("following", screen.Text);
        int at = screen.Model.Waits.Selected;
        screen.Tell(Stories.Happened(Stories.Wait(100, null, "waitpid(-1, &status, 0)", -1, null, "ECHILD")));
        Assert.Equal(at, screen.Model.Waits.Selected);
        Assert.Contains("following the newest", screen.Press("f").Text);
    }

    [Fact]
    public void It_opens_on_the_call_that_brought_the_worker_that_failed()
    {
        Assert.Contains("worker 2 killed by SIGSEGV (11)", Unwrapped(Stories.SegfaultEnded(new Screen()).Press("3")));
        Screen screen = Stories.Segfault(new Screen()).Tell(Stories.Happened(Stories.Wait(36, null, "waitpid(-1, &status, WNOHANG)", 0, null))).Press("3 Up");
        Assert.Contains("worker 0 exited 0", Unwrapped(Stories.End(screen)));
    }

    [Fact]
    public void Threads_are_joined_and_the_view_says_so() => Assert.Contains(
        "Threads are joined, not waited for", new Screen().With(RunSettings.Model, "threads").Press("r 3").Text);

    [Fact]
    public void A_log_that_went_on_from_an_older_value_changes_nothing_that_was_seen()
    {
        AppendLog<int> one = AppendLog<int>.Empty.With(1), two = one.With(2), other = one.With(3).With(4);
        Assert.Equal((1, 2, 3), (one.Count, two.Count, other.Count));
        Assert.Equal((2, 3, 4), (two[1], other[1], other[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => one[1]);
    }

    private static string Unwrapped(Screen screen) => string.Join(' ', screen.Text.Split('\n').Select(line => line.Trim()));
}

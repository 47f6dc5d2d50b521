using Sandbox.Core.Arrays;
using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

public class PagesKeysTests
{
    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 120, 40 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_intruder_at_work(int columns, int rows) => Check("pages", PageStories.Intruder(new Screen(columns, rows)).Press("8 G"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_maps_of_a_run_that_is_over(int columns, int rows) => Check("pages-ended", PageStories.IntruderEnded(new Screen(columns, rows)).Press("8 Down"));

    [Fact]
    public void A_large_terminal() => Check("pages", PageStories.Intruder(new Screen(200, 60)).Press("8 G"));

    [Fact]
    public void The_smallest_terminal_in_ASCII()
    {
        Screen screen = PageStories.Intruder(new Screen(60, 18, Glyphs.Ascii)).Press("8 G");
        Check("pages-ascii", screen);
        Assert.DoesNotContain(screen.Text, character => character > '~');
    }

    [Fact]
    public void The_chosen_worker_is_that_of_every_view()
    {
        Screen screen = PageStories.Intruder(new Screen()).Press("8 Down Down");
        Assert.Equal(2, screen.Model.Chosen);
        Assert.Contains("worker 2: live, from /proc", screen.Text);
        Assert.Contains("the intruder: live", screen.Press("G").Text);
        Assert.Equal(0, screen.Press("g k").Model.Chosen);
    }

    [Theory]
    [InlineData("threads", "One map for all", "the host's")]
    [InlineData("shared", "MAP_SHARED", "one frame for all, always")]
    [InlineData("spawn", "memfd privately", "the file's frame, shared")]
    [InlineData("processes", "fork() copied page tables", "shared with the parent")]
    public void Every_model_says_what_its_cells_mean(string model, string words, string legend)
    {
        string text = PageStories.Intruder(new Screen(120, 40), model).Press("8").Text;
        Assert.Contains(words, text);
        Assert.Contains(legend, text);
        Assert.Equal(model == "threads", text.Contains("    all  S"));
    }

    [Fact]
    public void Pages_of_two_megabytes_say_what_they_change() =>
        Assert.Contains("no proof of a copy", new Screen(80, 24).With(RunSettings.Pages, "2m").Press("r 8").Text.ReplaceLineEndings(" ").Replace("  ", " "));

    [Fact]
    public void What_nobody_saw_is_not_shown_as_untouched()
    {
        string text = PageStories.IntruderEnded(new Screen()).Press("8").Text;
        Assert.Contains("exact", text);
        string never = new Screen().Press("r").Tell(new Message.RunEnded(ScreenReports.OfLostThreads(ScreenReports.Spec(), Core.Status.WaitStatus.OfSignal(9)))).Press("8").Text;
        Assert.Contains("nobody looked before it ended", never);
        Assert.DoesNotContain("a mark is", never);
    }

    [Fact]
    public void One_copied_page_among_thousands_is_seen()
    {
        Screen screen = PageStories.Intruder(new Screen());
        screen.Tell(new Message.PagesRead(new PageGrid(9_766, 1), [PageStories.Map(1, PageMapSource.Live, page => page == 5_000 ? PageState.Private : PageState.Shared)]));
        Assert.Equal(2, screen.Press("8 Down").Text.Split("█").Length - 1 - Legend(screen));
    }

    [Fact]
    public void Maps_are_asked_for_only_of_workers_that_are_seen()
    {
        Screen screen = new Screen().With(RunSettings.Workers, "1000").Press("r").Tell(new Message.RunStarted(1000));
        Assert.Empty(screen.Model.View.Mapped(screen.Model));
        screen.Press("8 G");
        Assert.Equal(999, screen.Model.View.Mapped(screen.Model)[0]);
        Assert.InRange(screen.Model.View.Mapped(screen.Model).Length, 2, 20);
        Assert.All(screen.Model.View.Mapped(screen.Model), worker => Assert.InRange(worker, 980, 999));
    }

    private static int Legend(Screen screen) => screen.Text.Split('\n')[^5..].Sum(line => line.Split("█").Length - 1);

    private static void Check(string name, Screen screen) =>
        GoldenView.Check(name, screen);
}

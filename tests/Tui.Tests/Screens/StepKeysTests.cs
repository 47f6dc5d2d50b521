using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

public class StepKeysTests
{
    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 120, 40 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Before_the_fault(int columns, int rows) => Check("step-fault", PageStories.Stepped(new Screen(columns, rows), Step.Fault));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Before_the_fork_in_the_page_map(int columns, int rows) => Check("step-start", PageStories.Stepped(new Screen(columns, rows), Step.Start).Press("8"));

    [Fact]
    public void The_smallest_terminal_in_ASCII() => Check("step-ascii", PageStories.Stepped(new Screen(60, 18, Glyphs.Ascii), Step.Read));

    [Fact]
    public void Every_view_says_what_is_about_to_happen()
    {
        Screen screen = PageStories.Stepped(new Screen(), Step.Exit);
        foreach (IView view in ViewTable.All)
        {
            screen.Press(view.Opening.Keys[0]);
            Assert.Same(view, screen.Model.View);
            Assert.Contains("before step 6 of 7: exit", screen.Text);
            Assert.Contains("zombies", screen.Text);
        }
    }

    [Fact]
    public void S_starts_a_stepped_run_and_then_takes_a_step_but_only_when_all_are_there()
    {
        Screen screen = new Screen().Press("s");
        Assert.Equal(new Effect.StartRun(screen.Started, Stepped: true), Assert.Single(screen.Effects));
        Assert.Contains("the host is being started", screen.Press("s").Text);
        PageStories.Stepped(screen, Step.Map).Press("s s s");
        Assert.Equal(new Effect.Advance(null), Assert.Single(screen.Effects[1..]));
        PageStories.Stepped(screen, Step.Fill, settled: false).Press("s");
        Assert.Equal(2, screen.Effects.Count);
        Assert.Contains("not everybody has come to the step yet", screen.Text);
        PageStories.Stepped(screen, Step.Fill).Press("s");
        Assert.Equal(3, screen.Effects.Count);
    }

    [Fact]
    public void One_worker_steps_alone_once_there_is_one()
    {
        Screen screen = PageStories.Stepped(new Screen(), Step.Start).Press("8 Down Down S");
        Assert.Contains("no worker is started yet: s takes the step", screen.Text);
        Assert.Equal(new Effect.Advance(2), PageStories.Stepped(screen, Step.Read).Press("S").Effects[^1]);
    }

    [Fact]
    public void A_run_that_was_let_go_is_stepped_no_more()
    {
        Screen screen = PageStories.Stepped(new Screen(), Step.Read).Press("C");
        Assert.IsType<Effect.RunOn>(screen.Effects[^1]);
        Assert.DoesNotContain("before step", screen.Text);
        Assert.Contains("this run goes on by itself: x ends it, then s", screen.Press("s").Text);
    }

    [Fact]
    public void The_command_that_is_copied_is_stepped_too() =>
        Assert.EndsWith("--step", ((Effect.Copy)PageStories.Stepped(new Screen(), Step.Read).Press("2 y").Effects[^1]).Text);

    private static void Check(string name, Screen screen) =>
        GoldenView.Check(name, screen);
}

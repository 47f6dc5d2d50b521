using Sandbox.Tui.Terminal;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>The views beside the workbench, as texts.</summary>
public class ViewGoldenTests
{
    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 120, 40 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_status_word_of_a_killed_child(int columns, int rows) =>
        Check("status", Stories.SegfaultEnded(new Screen(columns, rows)).Press("2 Down Down"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_status_word_made_by_hand(int columns, int rows) =>
        Check("status-made", new Screen(columns, rows).Press("2 Enter 0 x 1 3 7 f Enter"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_waits_of_a_run_under_way(int columns, int rows) => Check("waits", Stories.Segfault(new Screen(columns, rows)).Press("3"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Thousands_of_polls_in_a_few_rows(int columns, int rows) => Check("waits-polls", Stories.Polls(new Screen(columns, rows), 3_000).Press("3 g"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_timeline_of_a_run_under_way(int columns, int rows) => Check("timeline-live", Stories.Segfault(new Screen(columns, rows)).Press("4"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_timeline_of_a_run_that_is_over(int columns, int rows) =>
        Check("timeline", Stories.SegfaultEnded(new Screen(columns, rows)).Press("4"));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_signals_and_what_became_of_one(int columns, int rows) =>
        Check("signals", Stories.Segfault(new Screen(columns, rows)).Press("5 / t e r m Enter Right"));

    [Fact]
    public void The_views_in_the_smallest_terminal_in_ASCII()
    {
        Screen screen = Stories.SegfaultEnded(new Screen(60, 18, Glyphs.Ascii)).Press("Down");
        foreach ((string key, string name) in new[] { ("2", "status"), ("3", "waits"), ("4", "timeline"), ("5", "signals"), ("6", "code") })
        {
            Check($"{name}-ascii", screen.Press(key));
            Assert.DoesNotContain(screen.Text, character => character > '~');
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_C_program_of_what_is_set_up(int columns, int rows) => Check("code", new Screen(columns, rows).Press("6"));

    private static void Check(string name, Screen screen) =>
        GoldenView.Check(name, screen);
}

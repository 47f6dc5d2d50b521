using System.Collections.Immutable;
using Sandbox.Core.History;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

public class HistoryKeysTests
{
    [Fact]
    public void It_is_read_when_it_is_opened_first_and_again_after_a_run()
    {
        Screen screen = new Screen().Press("7");
        Assert.Single(screen.Effects.OfType<Effect.ReadHistory>());
        Assert.Contains("It is being read", screen.Text);
        Read(screen).Press("1 7");
        Assert.Single(screen.Effects.OfType<Effect.ReadHistory>());
        Stories.SegfaultEnded(screen.Press("1"));
        Assert.Single(screen.Effects.OfType<Effect.KeepRun>());
        Assert.Equal(2, screen.Effects.OfType<Effect.ReadHistory>().Count());
    }

    [Fact]
    public void Where_no_history_is_wanted_no_run_is_kept()
    {
        Screen screen = new Screen().Tell(new Message.SettingsRead([], RunCaps.Default, KeepsHistory: false));
        Assert.Empty(Stories.SegfaultEnded(screen).Effects.OfType<Effect.KeepRun>());
    }

    [Fact]
    public void Enter_opens_a_past_run_in_every_view_and_the_screen_says_that_it_is_past()
    {
        Screen screen = Read(new Screen().Press("7")).Press("Down Enter");
        Assert.Contains("past run", screen.Text);
        Assert.Matches("✗ +lost", screen.Text);
        Assert.Contains("killed by SIGSEGV (11)", screen.Press("2 g").Text);
        Assert.Contains(" past ", screen.Text);
        Assert.Contains("Threads are joined", screen.Press("3").Text);
        Assert.Contains("--model threads", screen.Press("6").Text);
        Assert.DoesNotContain("past run", screen.Press("1 r").Text.Split('\n')[0]);
    }

    [Fact]
    public void A_past_run_has_the_times_and_waits_of_the_day_it_ran()
    {
        Screen first = Stories.SegfaultEnded(new Screen());
        PastRun past = new(HistoryEntry.Of(first.Model.Run!.Report!, DateTimeOffset.UnixEpoch), "then");
        Screen second = new Screen().Press("7").Tell(new Message.HistoryRead([past], null)).Press("Enter");
        Assert.Equal(Body(first.Press("3")), Body(second.Press("3")));
        Assert.Equal(Body(first.Press("2 g Down")), Body(second.Press("2 g Down")));
        Assert.Matches("past run ......  ?of then: . sandbox run", second.Text);
    }

    [Fact]
    public void Traces_stand_among_the_runs_and_are_opened_in_the_view_of_traces()
    {
        Screen screen = new Screen().Press("7").Tell(new Message.HistoryRead([new PastRun(KeptTraces.Entries[0], "then"), .. Runs], null));
        Assert.Contains("✗ unnoticed", screen.Text);
        Assert.Contains("past trace", screen.Press("Enter").Text);
        Assert.Contains("4713 (lab)", screen.Press("T").Text);
        Assert.Contains("unnoticed: 4713 (lab), child 2 of 4711 (lab), was killed by SIGSEGV (11)", screen.Text.ReplaceLineEndings(" "));
        Assert.Equal(["./lab"], Assert.Single(screen.Press("r").Effects.OfType<Effect.StartTrace>()).Spec.Program);
        // While it runs no other is opened.
        Assert.Contains("a program is traced", screen.Press("7 Enter").Text);
    }

    [Fact]
    public void Two_traces_are_compared_and_a_trace_with_a_run_is_not()
    {
        PastRun again = new(HistoryEntry.Of(KeptTraces.Lab(815, 0), DateTimeOffset.UnixEpoch), "before");
        Screen screen = new Screen().Press("7").Tell(new Message.HistoryRead([new PastRun(KeptTraces.Entries[0], "then"), again, .. Runs], null));
        Assert.Contains("killed by SIGSEGV", screen.Press("m Down m c").Text);
        Assert.Contains("two traces compared", screen.Text);
        Assert.Contains("a run and a trace have nothing to compare", screen.Press("Esc Down m c").Text);
    }

    [Fact]
    public void A_trace_of_the_screen_is_kept_when_it_is_over_and_the_list_is_read_again()
    {
        Screen screen = Read(new Screen().Press("7"));
        screen.Tell(new Message.TraceAsked(new TraceSpec { Program = ["./lab"] })).Tell(new Message.TraceHappened(KeptTraces.Lab(4711, 11).Events, ""));
        Assert.Empty(screen.Effects.OfType<Effect.KeepTrace>());
        screen.Tell(new Message.TraceEnded(null));
        Assert.Equal(KeptTraces.Lab(4711, 11).Told().Select(told => told.Text), Assert.Single(screen.Effects.OfType<Effect.KeepTrace>()).Trace.Told().Select(told => told.Text));
        Assert.Equal(2, screen.Effects.OfType<Effect.ReadHistory>().Count());
    }

    [Fact]
    public void In_a_past_run_a_waitid_that_names_no_pid_brought_the_child_that_was_reaped_then()
    {
        RunReport report = Stories.SegfaultEnded(new Screen()).Model.Run!.Report!;
        report = report with
        {
            Waits = [.. report.Waits.Select((call, at) => call with { Call = Core.Status.HostCall.Parse($"waitid(P_PIDFD, {at + 5}, &info, WEXITED)"), Returned = 0 })],
        };
        RunModel past = RunModel.OfPast(report, "then");
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, past.Waits.Count).Select(at => past.Waits[at].Worker));
    }

    [Fact]
    public void While_a_run_is_under_way_no_other_is_opened()
    {
        Screen screen = Stories.Segfault(Read(new Screen().Press("7"))).Press("7 Enter");
        Assert.Contains("a run is under way", screen.Text);
        Assert.True(screen.Model.Run!.Live);
    }

    [Fact]
    public void Two_marked_runs_are_compared_what_differs_first()
    {
        Screen screen = Read(new Screen().Press("7"));
        Assert.Contains("two runs are compared: m marks", screen.Press("c").Text);
        screen.Press("m Down m c");
        string[] lines = screen.Text.Split('\n');
        Assert.Matches("✗ model +processes +threads", lines.Single(line => line.Contains("model ")));
        int differs = Array.FindLastIndex(lines, line => line.Contains("│ ✗")), same = Array.FindIndex(lines, line => line.Contains("│ = "));
        Assert.True(differs >= 0 && same > differs, screen.Text);
        Assert.Contains("the newest first", screen.Press("Esc").Text);
        Assert.Equal((1, 0), (screen.Model.History.Selected, screen.Press("Up").Model.History.Selected));
        Assert.Equal("history", screen.Model.View.Title);
    }

    [Fact]
    public void Rows_that_are_cut_begin_with_what_differs_and_the_chosen_command_stands_whole_below()
    {
        ImmutableArray<PastRun> alike = [.. Enumerable.Range(1, 5).Select(seed => Past(ScreenReports.OfProcesses(
            ScreenReports.Spec(("length", "100000"), ("wait", "poll"), ("fault", "segfault"), ("seed", $"{seed}")), WaitStatus.OfSignal(11), Verdict.Contained), seed))];
        Screen screen = new Screen(60, 18).Press("7").Tell(new Message.HistoryRead(alike, null)).Press("Down");
        Assert.All(alike, run => Assert.Contains($"{run.When} ✓ contained  --seed {run.When[12]}", screen.Text));
        Assert.Contains(alike[1].Entry.Command, string.Join(' ', screen.Text.Split('\n').Select(line => line.Trim())));
    }

    [Fact]
    public void A_filter_shows_the_runs_with_a_text_and_Enter_opens_the_first()
    {
        Screen screen = Read(new Screen().Press("7")).Press("/ t h r e a d s Enter");
        Assert.Contains("1 of 3", screen.Text);
        Assert.DoesNotContain(Runs[0].Entry.Id, screen.Text);
        screen.Press("Enter");
        Assert.Equal("threads", screen.Model.Run!.Spec.Model);
        Assert.Contains("kept: 3", Read(new Screen().Press("7")).Press("/ x y z Esc").Text);
    }

    [Fact]
    public void A_third_mark_takes_the_first_away_and_a_second_press_the_mark_itself()
    {
        Screen screen = Read(new Screen().Press("7")).Press("m Down m Down m");
        Assert.Equal([Runs[1].Entry.Id, Runs[2].Entry.Id], screen.Model.History.Marked);
        Assert.Equal([Runs[1].Entry.Id], screen.Press("m").Model.History.Marked);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void The_list_and_the_comparison_as_texts(int columns, int rows)
    {
        Screen screen = Read(new Screen(columns, rows).Press("7")).Press("m Down m");
        GoldenView.Check("history", screen);
        GoldenView.Check("history-compared", screen.Press("c"));
    }

    private static ImmutableArray<PastRun> Runs { get; } =
    [
        Past(ScreenReports.OfProcesses(ScreenReports.Spec(("fault", "segfault")), WaitStatus.OfSignal(11), Verdict.Contained), 3),
        Past(ScreenReports.OfLostThreads(ScreenReports.Spec(("model", "threads"), ("fault", "segfault")), WaitStatus.OfSignal(11)), 2),
        Past(ScreenReports.OfProcesses(ScreenReports.Spec(), default, Verdict.Clean), 1),
    ];

    private static PastRun Past(RunReport report, int hour) =>
        new(HistoryEntry.Of(report, DateTimeOffset.UnixEpoch.AddHours(hour)), $"1970-01-01 0{hour}:00:00");

    private static Screen Read(Screen screen) => screen.Tell(new Message.HistoryRead(Runs, null));

    // Without the tab bar and the row with the command, which says that a run is of the past.
    private static string Body(Screen screen) => string.Join('\n', screen.Text.Split('\n')[1..].Where(line => !line.Contains("$ sandbox run")));
}

using System.Collections.Immutable;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>The view of a traced program, on events as a tracer tells them.</summary>
public class TraceKeysTests
{
    private const int Program = 4711, First = 4712, Second = 4713;

    private static readonly TracedWait Null = new(false, 0, -1, 0, WantsStatus: false);

    private static readonly ImmutableArray<TraceEvent> Story =
    [
        new TraceEvent.Began(0, Program, 1, ["./lab"], Attached: false),
        new TraceEvent.Executed(0.4, Program, Program, "/home/student/lab", ["./lab"]),
        new TraceEvent.Born(1, Program, Program, First, BirthKind.Fork),
        new TraceEvent.Born(1.5, Program, Program, Second, BirthKind.Fork),
        new TraceEvent.WaitBegan(2, Program, Program, Null),
        new TraceEvent.Ended(10, First, 0),
        new TraceEvent.Waited(10.5, Program, Program, Null, First, null, First, null),
        new TraceEvent.WaitBegan(11, Program, Program, Null),
        new TraceEvent.SignalTaken(20, Second, Second, 11, 1, null, 0),
        new TraceEvent.Ended(20.2, Second, 0x0b),
        new TraceEvent.Waited(20.7, Program, Program, Null, Second, null, Second, null),
        new TraceEvent.Ended(22, Program, 0),
    ];

    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 120, 40 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_program_whose_parent_never_looks(int columns, int rows) =>
        Golden.Check($"trace-{columns}x{rows}", Over(new Screen(columns, rows)).Text);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Its_timeline(int columns, int rows) =>
        Golden.Check($"trace-timeline-{columns}x{rows}", Over(new Screen(columns, rows)).Press("4").Text);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_process_in_full(int columns, int rows) =>
        Golden.Check($"trace-process-{columns}x{rows}", Over(new Screen(columns, rows)).Press("Enter").Text);

    [Fact]
    public void A_process_deep_down_keeps_its_name_and_a_narrow_terminal_has_room_for_ends()
    {
        ImmutableArray<TraceEvent> chain = [.. Enumerable.Range(1, 12).Select(i => new TraceEvent.Born(i, 100 + i - 1, 100 + i - 1, 100 + i, BirthKind.Fork))];
        Screen screen = new Screen(60, 18).Tell(new Message.TraceAsked(new TraceSpec { Program = ["./lab"] }))
            .Tell(new Message.TraceHappened([new TraceEvent.Began(0, 100, 1, ["./lab"], Attached: false), .. chain, new TraceEvent.Ended(20, 112, 0x0b)], ""));
        Assert.Matches("….*└─ 112 \\(lab\\) +0x000b killed by", screen.Press("End").Text);
    }

    [Fact]
    public void The_program_is_typed_and_its_key_starts_it()
    {
        Screen screen = new Screen().Press("T");
        Assert.Contains("No program yet", screen.Text);
        screen.Press("e").Paste("./a.out 'two words' x").Press("Enter");
        Assert.Contains("r traces ./a.out 'two words' x", screen.Text);
        Assert.Equal(["./a.out", "two words", "x"], screen.Press("r").Effects.OfType<Effect.StartTrace>().Single().Spec.Program);
        Assert.Contains("It is being started.", screen.Text);
    }

    [Fact]
    public void A_quote_that_is_not_closed_is_said_and_nothing_is_started()
    {
        Screen screen = new Screen().Press("T e").Paste("sh -c 'false").Press("Enter");
        Assert.Contains("a ' is not closed", screen.Text);
        Assert.DoesNotContain(screen.Press("r").Effects, effect => effect is Effect.StartTrace);
        Assert.Contains("a ' is not closed", screen.Text);
    }

    [Fact]
    public void Whoever_failed_unnoticed_is_chosen_and_the_verdict_stands_above()
    {
        Screen screen = Over(new Screen());
        Assert.Equal(Second, screen.Model.Trace.Process!.Pid);
        Assert.Contains("unnoticed: 4713 (lab), child 2 of 4711 (lab), was killed by SIGSEGV (11) at", screen.Text);
        Assert.Equal("unnoticed", screen.Text.Split('\n')[0].Split(' ')[^1]);
    }

    [Fact]
    public void Events_are_stepped_through_one_by_one_and_back()
    {
        Screen screen = Over(new Screen()).Press("s");
        Assert.Equal((1, 1), (screen.Model.Trace.Tree.Events, screen.Model.Trace.Tree.Processes.Count));
        Assert.Contains("after event 1 of 12, 0.0 ms", screen.Text);
        screen.Press("s s s");
        Assert.Equal((4, 3), (screen.Model.Trace.Tree.Events, screen.Model.Trace.Tree.Processes.Count));
        Assert.DoesNotContain("0x000b", screen.Text);
        screen.Press("S");
        Assert.Equal((3, 2), (screen.Model.Trace.Tree.Events, screen.Model.Trace.Tree.Processes.Count));
        screen.Press("s s s s s s s s s s s s s s s");
        Assert.Equal(12, screen.Model.Trace.Tree.Events);
        Assert.Null(screen.Press("C").Model.Trace.Stepped);
    }

    [Fact]
    public void A_fold_counts_what_it_hides_and_opens_again()
    {
        Screen screen = Over(new Screen()).Press("Home Left");
        Assert.Contains("4711 lab +2", screen.Text);
        Assert.DoesNotContain("└─", screen.Middle);
        Assert.Contains("└─ 4713 (lab)", screen.Press("Right").Middle);
        Assert.Equal(First, screen.Press("Right").Model.Trace.Process!.Pid);
        Assert.Equal(Program, screen.Press("Left").Model.Trace.Process!.Pid);
    }

    [Fact]
    public void The_status_word_is_that_of_the_chosen_process_until_a_run_begins()
    {
        Screen screen = Over(new Screen()).Press("2");
        Assert.Contains("process 4713 (lab)", screen.Text);
        Assert.Contains("real: as the kernel kept it", screen.Text);
        Assert.Contains("0x000b", screen.Text);
        Assert.DoesNotContain("4713", screen.Press("r").Text);
    }

    [Fact]
    public void The_parent_is_blocked_on_the_timeline_only_between_a_waits_begin_and_its_return()
    {
        string[] rows = Over(new Screen()).Press("4").Text.Split('\n');
        string waits = Array.Find(rows, row => row.StartsWith("    4711 ", StringComparison.Ordinal) && row.Contains('═'))!;
        // A cell is about 0.3 ms: nothing before 2 ms, nothing after 20.7.
        Assert.Equal(9 + 6, waits.IndexOf('═'));
        Assert.InRange(waits.TrimEnd().Length, 9 + 63, 9 + 66);
    }

    [Fact]
    public void What_the_program_writes_cannot_reach_the_terminal_and_has_an_end()
    {
        Screen screen = Live(new Screen()).Tell(new Message.TraceHappened([], "one\r\n\e[2Jtwo\tx\n"));
        Assert.Contains("wrote \\u001b[2Jtwo    x", screen.Text);
        screen.Tell(new Message.TraceHappened([], string.Concat(Enumerable.Repeat("y\n", TraceModel.MostLines + 5)) + new string('z', 1 << 20)));
        screen.Tell(new Message.TraceHappened([], new string('z', 1 << 20)));
        Assert.Equal((TraceModel.MostLines, 7L), (screen.Model.Trace.Lines.Count, screen.Model.Trace.Dropped));
        Assert.InRange(screen.Model.Trace.Begun.Length, 1, 8_192);
        Assert.Contains("7 lines more are not kept", screen.Press("o G").Text);
    }

    [Fact]
    public void Of_events_without_end_so_many_are_kept_and_the_program_is_ended()
    {
        Screen screen = Live(new Screen());
        ImmutableArray<TraceEvent> many = [.. Enumerable.Repeat<TraceEvent>(new TraceEvent.Called(3, Program, Program, "getppid", 1, null), TraceModel.MostEvents)];
        screen.Tell(new Message.TraceHappened(many, ""));
        Assert.Equal(TraceModel.MostEvents, screen.Model.Trace.Events.Count);
        Assert.Single(screen.Effects.OfType<Effect.StopTrace>());
        Assert.Contains("200,000 events are all that is kept", screen.Text);
        screen.Tell(new Message.TraceHappened(many, ""));
        Assert.Equal(TraceModel.MostEvents, screen.Model.Trace.Events.Count);
    }

    [Fact]
    public void The_terminals_interrupt_is_the_programs_first()
    {
        Screen screen = Live(new Screen()).Press("C-c");
        Assert.Equal(2, screen.Effects.OfType<Effect.SignalTrace>().Single().Number);
        Assert.DoesNotContain(screen.Effects, effect => effect is Effect.Quit);
        Assert.Contains(screen.Press("C-c").Effects, effect => effect is Effect.Quit);
    }

    [Fact]
    public void A_program_that_there_is_not_is_said_and_another_can_be_typed()
    {
        Screen screen = new Screen().Tell(new Message.TraceAsked(new TraceSpec { Program = ["./none"] })).Tell(new Message.TraceRefused("./none: there is no such file"));
        Assert.Contains("not started: ./none: there is no such file", screen.Text);
        Assert.False(screen.Model.Trace.Live);
        Assert.True(screen.Press("e").Model.Trace.Typing);
    }

    [Fact]
    public void A_program_that_there_is_not_leaves_the_trace_before_where_it_was()
    {
        Screen screen = Over(new Screen());
        string before = screen.Text;
        screen.Tell(new Message.TraceAsked(new TraceSpec { Program = ["./none"] })).Tell(new Message.TraceRefused("./none: there is no such file"));
        Assert.Contains("not started: ./none", screen.Text);

        Assert.Equal(before, screen.Press("Esc").Press("T").Text);
        Assert.Equal("./none", screen.Model.Trace.Draft);
    }

    [Fact]
    public void The_tab_is_there_while_the_view_is()
    {
        Assert.DoesNotContain("Ttree", new Screen(120, 40).Text);
        Assert.Contains("Ttree", Over(new Screen(120, 40)).Text);
        Assert.Contains("1work 2status", Over(new Screen()).Press("1").Text);
        Assert.Same(ViewTable.Trace, new Screen().Press("T").Model.View);
    }

    private static Screen Live(Screen screen) => screen.Tell(new Message.TraceAsked(new TraceSpec { Program = ["./lab"] })).Tell(new Message.TraceHappened(Story[..4], ""));

    private static Screen Over(Screen screen) => Live(screen).Tell(new Message.TraceHappened(Story[4..], "sum done\n")).Tell(new Message.TraceEnded(null));
}

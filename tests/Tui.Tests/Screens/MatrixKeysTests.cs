using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Tests.Tools;
using Terminal.Gui.Input;

namespace Sandbox.Tui.Tests.Screens;

public class MatrixKeysTests
{
    private static readonly MatrixPlan Whole = MatrixPlan.Whole(RunCaps.Default);

    [Fact]
    public void The_key_of_the_view_shows_every_cell_before_anything_is_run()
    {
        Screen screen = new Screen().Press("0");
        Assert.Contains($"0 of {Whole.Runs} runs", screen.Text);
        Assert.Contains("not run yet: r fills the matrix", screen.Text);
        Assert.Empty(screen.Effects.OfType<Effect.FillMatrix>());
    }

    [Fact]
    public void A_key_fills_it_and_cells_say_what_becomes_of_them()
    {
        Screen screen = Fill();
        Assert.Equal(Whole.Runs, Assert.Single(screen.Effects.OfType<Effect.FillMatrix>()).Plan.Runs);
        screen.Tell(Started(0));
        Assert.Contains("▸ running", Row(screen, "none"));
        screen.Tell(Ended(0, Verdict.Clean)).Tell(Refused(1));
        Assert.Matches("none +clean +– refused", Row(screen, "none"));
        Assert.Contains($"filling: 2 of {Whole.Runs} runs", screen.Text);
        Assert.Contains("the machine refused: no room", screen.Press("Right").Text);
    }

    [Fact]
    public void A_cell_where_the_fault_means_nothing_says_why()
    {
        Screen screen = new Screen().Press("0").Press("G Up Up Up Up Up Up Up");
        Assert.Contains("– n/a", Row(screen, "deadlock"));
        Assert.Contains("a deadlock takes two workers, and the model sequential has one", screen.Text);
    }

    [Fact]
    public void While_it_is_filled_no_run_is_started_and_a_key_ends_the_filling()
    {
        Screen screen = Fill();
        Assert.Contains("the matrix is being filled: x ends that", screen.Press("1 r").Text);
        Assert.Empty(screen.Effects.OfType<Effect.StartRun>());
        Assert.Contains("it is being filled: x ends that", screen.Press("0 r").Text);
        screen.Press("x");
        Assert.Single(screen.Effects.OfType<Effect.StopMatrix>());
        screen.Tell(new Message.MatrixEnded(null)).Tell(Ended(0, Verdict.Clean));
        Assert.Contains($" 0 of {Whole.Runs} runs", screen.Text);
        screen.Press("r");
        Assert.Equal(2, screen.Effects.OfType<Effect.FillMatrix>().Count());
    }

    [Fact]
    public void While_a_run_is_under_way_the_matrix_waits()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("0 r");
        Assert.Contains("a run is under way: x ends it, then the matrix can be filled", screen.Text);
        Assert.Empty(screen.Effects.OfType<Effect.FillMatrix>());
        screen.Press("x");
        Assert.Single(screen.Effects.OfType<Effect.StopRun>());
    }

    [Fact]
    public void Enter_opens_the_run_of_a_cell_in_every_view()
    {
        Screen screen = Fill().Tell(Ended(Whole.At(1, 0), Verdict.Lost)).Press("Down Enter");
        Assert.Contains("segfault with sequential, of the matrix: in every view", screen.Text);
        Assert.Contains("--model sequential", screen.Press("6").Text);
        Assert.Matches("0matrix +lost", screen.Text);
        Assert.Contains("there is no run to open", screen.Press("0 Down Enter").Text);
    }

    [Fact]
    public void A_run_that_only_ran_out_of_time_is_late_and_not_hung()
    {
        int segfault = Whole.At(1, 2), hang = Whole.At(Array.IndexOf([.. Whole.Faults], "hang"), 2);
        Screen screen = Fill().Tell(Ended(segfault, Verdict.Hung)).Tell(Ended(hang, Verdict.Hung));
        Assert.Contains("– late", Row(screen, "segfault"));
        Assert.DoesNotContain("hung", Row(screen, "segfault"));
        Assert.Contains("segfault ends by itself: the machine had too much else to do", Unwrapped(screen.Press("Down Right Right")));
        Assert.Contains(" hung ", Row(screen.Press("G"), "hang"));
    }

    [Fact]
    public void A_click_chooses_a_cell_and_never_the_name_of_a_fault()
    {
        Screen screen = new Screen().Press("0");
        int y = Array.FindIndex(screen.Text.Split('\n'), line => line.Contains("abort"));
        foreach (int x in (int[])[5, 42])
            screen.Mouse(MouseFlags.LeftButtonPressed, x, y).Mouse(MouseFlags.LeftButtonReleased, x, y);
        Assert.Equal(("abort", 2), (Whole.Faults[screen.Model.Matrix.Fault], screen.Model.Matrix.Column));
    }

    private static string Unwrapped(Screen screen) => string.Join(' ', screen.Text.Split('\n').Select(line => line.Trim()));

    [Fact]
    public void A_bug_in_a_run_is_said_and_what_was_under_way_counts_as_not_run()
    {
        Screen screen = Fill().Tell(Started(0)).Tell(new Message.MatrixEnded("upside down"));
        Assert.Contains("a bug in the sandbox: upside down", screen.Text);
        Assert.DoesNotContain("running", Row(screen, "none"));
    }

    [Fact]
    public void Caps_below_its_runs_are_told()
    {
        Screen screen = new Screen().Tell(new Message.SettingsRead([], new RunCaps(2, 1 << 20))).Press("0 r");
        Assert.Contains("no matrix: 4 workers are above the cap of 2", screen.Press("0").Text);
        Assert.Empty(screen.Effects.OfType<Effect.FillMatrix>());
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(60, 18)]
    public void The_matrix_as_a_text(int columns, int rows)
    {
        Screen screen = new Screen(columns, rows, columns == 60 ? Glyphs.Ascii : null).Press("0 r");
        MatrixPlan plan = screen.Model.Matrix.Tally!.Plan;
        for (int cell = 0; cell < 62; cell++)
            screen.Tell(Started(cell)).Tell(Ended(cell, cell < 5 ? Verdict.Clean : plan.Cells[cell].Model is "sequential" or "threads" ? Verdict.Lost : Verdict.Contained));
        screen.Tell(Started(62));
        for (int model = 1; model < 5; model++)
            screen.Tell(Ended(plan.At(24, model), Verdict.Hung));
        GoldenView.Check(columns == 60 ? "matrix-ascii" : "matrix", screen.Press("Down Right"));
    }

    private static Screen Fill() => new Screen().Press("0 r");

    private static string Row(Screen screen, string fault) => screen.Text.Split('\n').First(line => line.TrimStart('▸', ' ').StartsWith($"{fault} ", StringComparison.Ordinal));

    private static Message.MatrixHappened Started(int cell) => new Message.MatrixHappened(new MatrixEvent.Started(cell));

    private static Message.MatrixHappened Refused(int cell) => new Message.MatrixHappened(new MatrixEvent.Refused(cell, "no room"));

    private static Message.MatrixHappened Ended(int cell, Verdict verdict)
    {
        RunSpec spec = MatrixPlan.Whole(RunCaps.Default).Cells[cell].Spec!;
        RunReport report = verdict == Verdict.Lost
            ? ScreenReports.OfLostThreads(spec, WaitStatus.OfSignal(11))
            : ScreenReports.OfProcesses(spec, verdict == Verdict.Clean ? default : WaitStatus.OfSignal(verdict == Verdict.Hung ? 9 : 11), verdict);
        return new Message.MatrixHappened(new MatrixEvent.Ended(cell, report));
    }
}

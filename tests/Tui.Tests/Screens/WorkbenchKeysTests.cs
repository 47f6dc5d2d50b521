using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Tests.Tools;
using Terminal.Gui.Input;

namespace Sandbox.Tui.Tests.Screens;

public class WorkbenchKeysTests
{
    [Theory]
    [InlineData("r", "sandbox run")]
    [InlineData("Down Right r", "sandbox run --fault segfault")]
    [InlineData("j l r", "sandbox run --fault segfault")]
    [InlineData("Right r", "sandbox run --model shared")]
    [InlineData("Left Left r", "sandbox run --model sequential")]
    [InlineData("Left Left Left Left Left r", "sandbox run --model spawn")]
    [InlineData("Up Enter 7 Enter r", "sandbox run --workers 7")]
    [InlineData("Up Enter 1 2 Enter r", "sandbox run --workers 12")]
    [InlineData("Up + + - r", "sandbox run --workers 5")]
    [InlineData("Up Right Right Left r", "sandbox run --workers 5")]
    [InlineData("Up Enter 7 Esc r", "sandbox run")]
    [InlineData("Up Enter 7 Backspace 9 Enter r", "sandbox run --workers 9")]
    [InlineData("Up Enter 7 Tab r", "sandbox run --workers 7")]
    [InlineData("Up Enter 9 C-z 7 Enter r", "sandbox run --workers 97")]
    [InlineData("Down Enter Down Down Enter r", "sandbox run --fault wild-pointer")]
    [InlineData("Down Enter w i l d Enter r", "sandbox run --fault wild-pointer")]
    [InlineData("Down Enter Down Down Esc r", "sandbox run")]
    [InlineData("Down Enter End Enter r", "sandbox run --fault data-race")]
    [InlineData("Down Right Down Right Enter 1 Enter r", "sandbox run --fault segfault --faulty 1")]
    [InlineData("Down Right Down Right Enter Backspace a l l Enter r", "sandbox run --fault segfault --faulty all")]
    [InlineData("Down Down Down Down Right Right Right r", "sandbox run")]
    [InlineData("Down Down Down Down Right Right + r", "sandbox run --pages 2m")]
    [InlineData("Down Down Down Down + r", "sandbox run --pace 0.5")]
    [InlineData("Down Down Down Enter 5 0 Enter r", "sandbox run --length 50")]
    [InlineData("Down Down Down Enter 1 e 6 Enter r", "sandbox run --length 1000000")]
    [InlineData("Tab Tab Tab Tab Tab Enter 9 Enter r", "sandbox run --length 9")]
    [InlineData("Tab S-Tab S-Tab + r", "sandbox run --workers 5")]
    public void Keys_set_up_the_run_that_the_same_command_runs(string keys, string command)
    {
        Screen screen = new Screen().Press(keys);
        Assert.Equal(command, RunSpecs.CommandLine(screen.Started));
    }

    [Fact]
    public void Backspace_takes_a_whole_character_away()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("/ a \U0001f600");
        Assert.Equal("a\U0001f600", screen.Model.Workbench.Table.Filter);
        Assert.Equal("a", screen.Press("Backspace").Model.Workbench.Table.Filter);
    }

    [Fact]
    public void The_argument_of_a_fault_is_picked_with_plus_and_minus_or_typed()
    {
        Screen screen = new Screen().Press("Down").With(RunSettings.Fault, "signal").Press("Down Right Right Enter");
        Assert.True(screen.Model.Workbench.Editing);
        screen.Press("h u p Enter + r");
        Assert.Equal("sandbox run --fault signal:SIGINT", RunSpecs.CommandLine(screen.Started));
    }

    [Fact]
    public void A_number_that_is_not_allowed_explains_itself_and_cannot_be_run()
    {
        Screen screen = new Screen().Press("Up Enter 0 Enter");
        Assert.Contains("✗ workers:", screen.Text);
        screen.Press("r");
        Assert.Contains("cannot run: workers:", screen.Text);
        Assert.Empty(screen.Effects);
    }

    [Fact]
    public void What_is_above_a_cap_explains_itself_with_the_numbers()
    {
        Screen screen = new Screen().Press("Up Enter 5 0 0 0 Enter");
        Assert.Contains("5,000 workers", screen.Text);
        Assert.Contains("4,096", screen.Text);
        screen.Press("r");
        Assert.Empty(screen.Effects);
    }

    [Fact]
    public void Pasted_text_fills_the_field_that_is_edited_and_presses_no_keys()
    {
        Assert.Equal("4", new Screen().Press("Up").Paste("12q").Model.Workbench.Shown(RunSettings.Workers));
        // The first line of it.
        Screen screen = new Screen().Press("Up Enter").Paste("12\nq").Press("Enter");
        Assert.Empty(screen.Effects);
        Assert.Equal("12", screen.Model.Workbench.Shown(RunSettings.Workers));
    }

    [Fact]
    public void A_digit_on_a_number_opens_a_view_and_is_text_only_while_the_number_is_edited()
    {
        Screen screen = new Screen().Press("Up 5");
        Assert.Equal(ScreenAction.OpenSignals, screen.Model.View.Opening.Action);
        Assert.Equal(4, screen.Press("1 r").Started.Workers);
        Screen edited = new Screen().Press("Up Enter 5");
        Assert.Equal(ScreenAction.OpenWorkers, edited.Model.View.Opening.Action);
        Assert.Contains("Enter choose", edited.Bars);
        Assert.DoesNotContain("q quit", edited.Bars);
    }

    [Fact]
    public void The_mouse_sets_a_run_up()
    {
        Screen screen = new();
        string[] rows = screen.Text.Split('\n');
        int workers = Array.FindIndex(rows, row => row.Contains(" workers 4")), orphan = Array.FindIndex(rows, row => row.Contains("orphan"));
        Click(rows[workers].IndexOf("-+", StringComparison.Ordinal) + 1, workers);
        Click(rows[orphan].IndexOf("no", rows[orphan].IndexOf("orphan", StringComparison.Ordinal), StringComparison.Ordinal), orphan);
        Click(12, workers + 2);
        Assert.Contains("fault: what goes wrong", screen.Text);
        string[] list = screen.Text.Split('\n');
        int row = Array.FindIndex(list, line => line.Contains(" wild-pointer"));
        Click(list[row].IndexOf("wild", StringComparison.Ordinal), row);
        Assert.Equal("sandbox run --workers 5 --fault wild-pointer --orphan", RunSpecs.CommandLine(screen.Press("r").Started));

        void Click(int x, int y) => screen.Mouse(MouseFlags.LeftButtonPressed, x, y).Mouse(MouseFlags.LeftButtonReleased, x, y);
    }

    [Fact]
    public void Another_fault_forgets_the_argument_of_the_one_before()
    {
        Screen screen = new Screen().With(RunSettings.Fault, "exit-code").With(RunSettings.Argument, "3").Press("Down Right r");
        Assert.Null(screen.Started.FaultArgument);
    }

    [Fact]
    public void A_second_run_does_not_start_while_one_is_under_way()
    {
        Screen screen = new Screen().Press("r r");
        Assert.Single(screen.Effects);
        Assert.Contains("x ends it", screen.Text);
    }

    [Fact]
    public void A_run_that_is_over_can_be_run_again_at_once()
    {
        var screen = new Screen();
        screen.Press("r").Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfExit(0), Verdict.Clean))).Press("r");
        Assert.Equal(2, screen.Effects.OfType<Effect.StartRun>().Count());
    }

    [Fact]
    public void X_ends_the_run_and_the_screen_says_so()
    {
        var screen = new Screen();
        screen.Press("r x");
        Assert.IsType<Effect.StopRun>(screen.Effects[^1]);
        Assert.Contains(" ending\n", screen.Text);
        screen.Tell(new Message.RunEnded(ScreenReports.OfLostThreads(screen.Started, WaitStatus.OfSignal(9))));
        Assert.Contains("x ended this run", screen.Text);
    }

    [Fact]
    public void Q_quits_but_not_while_it_is_typed_into_a_free_text()
    {
        Screen screen = new Screen().Press("Down Right Down Right Enter q");
        Assert.Empty(screen.Effects);
        screen.Press("Esc q");
        Assert.IsType<Effect.Quit>(Assert.Single(screen.Effects));
    }

    [Fact]
    public void The_table_scrolls_over_all_workers_and_no_further()
    {
        var screen = new Screen();
        screen.Press("Up Enter 1 0 0 0 Enter r").Tell(new Message.RunStarted(1000));
        int rows = BenchLayout.Of(screen.Model.Room).TableRows;
        Assert.Contains($"workers 0 to {rows - 1} of 1,000", screen.Text);
        Assert.Contains($"workers {rows} to {2 * rows - 1} of 1,000", screen.Press("PgDn").Text);
        Assert.Contains($"workers {1000 - rows} to 999 of 1,000", screen.Press("End PgDn").Text);
        Assert.Contains($"workers 0 to {rows - 1} of 1,000", screen.Press("Home PgUp").Text);
    }

    [Fact]
    public void Down_from_the_last_field_leads_into_the_table_and_up_leads_back()
    {
        Screen screen = new Screen().Press(string.Join(' ', Enumerable.Repeat("Down", Form.Rows)));
        Assert.True(screen.Model.Workbench.OnTable);
        Assert.False(screen.Press("Up").Model.Workbench.OnTable);
    }

    [Fact]
    public void Below_the_smallest_size_keys_change_nothing_but_q_quits()
    {
        Screen screen = new Screen(50, 15).Press("Down Right r");
        Assert.Empty(screen.Effects);
        Assert.Equal("none", screen.Model.Workbench[RunSettings.Fault]);
        Assert.IsType<Effect.Quit>(Assert.Single(screen.Press("q").Effects));
    }

    [Fact]
    public void Settings_from_the_file_and_the_environment_fill_the_form()
    {
        Screen screen = new Screen().Tell(new Message.SettingsRead(
            [new Setting("workers", "8", "appsettings.json:3:5"), new Setting("fault", "exit-code:3", "SANDBOX_FAULT")], RunCaps.Default));
        Assert.Equal("sandbox run --workers 8 --fault exit-code:3", RunSpecs.CommandLine(screen.Press("r").Started));
    }

    [Fact]
    public void Settings_that_the_form_has_no_field_for_count_all_the_same()
    {
        Screen screen = new Screen().Tell(new Message.SettingsRead([new Setting("limit", "cpu=1", "SANDBOX_LIMIT")], RunCaps.Default)).Press("Up Enter 7 Enter r");
        Assert.Equal("sandbox run --workers 7 --limit cpu=1", RunSpecs.CommandLine(screen.Started));
    }

    [Fact]
    public void Settings_that_are_wrong_end_the_screen_with_exit_code_2()
    {
        Screen screen = new Screen().Tell(new Message.SettingsBroken("appsettings.json:3:5: what was found"));
        Assert.Equal(new Effect.Quit(2, "appsettings.json:3:5: what was found"), Assert.Single(screen.Effects));
    }

    [Fact]
    public void A_text_with_control_characters_reaches_no_cell()
    {
        Screen screen = new Screen().Tell(new Message.RunRefused("no room\e[2J\a for\n it"));
        Assert.Contains("no room[2J for it", screen.Text);
    }

    [Fact]
    public void A_run_that_is_refused_leaves_the_one_before_where_it_was()
    {
        Screen screen = new Screen().Press("r").Tell(new Message.RunStarted(4));
        screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained)));
        string before = screen.Text;

        screen.Press("r").Tell(new Message.RunRefused("no room"));
        Assert.Contains("not started: no room", screen.Text);
        Assert.Equal(before, screen.Press("Esc").Text);
    }

    [Fact]
    public void A_worker_that_was_waited_for_shows_its_status_while_the_others_run()
    {
        Screen screen = new Screen().Press("Down Right r").Tell(new Message.RunStarted(4)).Tell(new Message.RunHappened(
            ImmutableArray.Create<RunEvent>(
                new RunEvent.WorkerStarted(1, 2, 4713),
                new RunEvent.Waited(5, new WaitCall(HostCall.Parse("waitpid(-1, &status, 0)"), 4713, 11, null, 5), 2, null))));
        Assert.Contains("! 2   4713 ✗ signaled 0x000b killed by SIGSEGV (11)", screen.Text);
        Assert.Contains("1 of 4 workers have been waited for", screen.Text);
    }
}

internal static class ScreenExtensions
{
    /// <summary>Puts a value into a field, as picking or typing it would.</summary>
    public static Screen With(this Screen screen, RunSetting field, string value) => screen.Change(bench => bench.With(field, value, RunCaps.Default));
}

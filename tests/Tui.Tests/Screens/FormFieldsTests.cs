using Sandbox.Core.Runs;

namespace Sandbox.Tui.Tests.Screens;

public class FormFieldsTests
{
    [Fact]
    public void Everything_that_can_be_set_for_a_run_has_a_field() =>
        Assert.All(RunSettings.All.Where(setting => setting.OtherWordFor is null), setting => Assert.True(RunSettings.OnForm.Contains(setting), $"{setting.Option} has no field"));

    [Fact]
    public void A_label_has_room_beside_its_field() => Assert.All(RunSettings.OnForm, setting => Assert.InRange(setting.Label.Length, 1, 8));

    [Fact]
    public void The_settings_of_the_form_are_those_of_the_command()
    {
        Screen screen = new Screen().With(RunSettings.Limit, "cpu=2,as=256m").With(RunSettings.Orphan, "true").With(RunSettings.Pages, "2m").Press("r");
        Assert.Equal((2, 256L << 20, true, PageSize.Huge), (screen.Started.Limits.Cpu, screen.Started.Limits.AddressSpace, screen.Started.Orphan, screen.Started.Pages));
        Assert.Contains("$ sandbox run --pages 2m --orphan --limit cpu=2,as=256m", screen.Text);
    }

    [Fact]
    public void A_limit_is_typed_and_a_wrong_one_says_what_is_allowed()
    {
        Screen screen = new Screen().Change(bench => bench with { Focus = RunSettings.Limit }).Press("Enter").Press("n o f i l e = 6 4 Enter");
        Assert.Contains("--limit nofile=64", screen.Text);
        Assert.Contains("limit: ", screen.With(RunSettings.Limit, "nofiles=64").Text);
        Assert.Empty(screen.Press("r").Effects);
    }

    [Fact]
    public void Only_a_data_race_has_a_lock_and_only_one_that_is_held_has_a_grain()
    {
        Screen screen = new Screen().Change(bench => bench with { Focus = RunSettings.Lock });
        Assert.Contains("that is for data-race", screen.Text);
        screen = screen.With(RunSettings.Fault, "data-race").Change(bench => bench with { Focus = RunSettings.Lock }).Press("+");
        Assert.Contains("--lock atomic", screen.Text);
        Assert.Contains("the lock atomic is not held", screen.Change(bench => bench with { Focus = RunSettings.Grain }).Press("Enter").Text);
        screen = screen.With(RunSettings.Lock, "semaphore").Change(bench => bench with { Focus = RunSettings.Grain }).Press("+");
        Assert.Contains("--lock semaphore --lock-grain coarse", screen.Text);
    }

    [Fact]
    public void In_the_smallest_terminal_the_form_scrolls_to_the_field_of_the_cursor()
    {
        Screen screen = new(60, 18);
        RunSetting last = RunSettings.OnForm[^2];
        Assert.DoesNotContain(last.Label, screen.Text);
        Assert.Contains(last.Label, screen.Change(bench => bench with { Focus = last }).Text);
        Assert.DoesNotContain("how many workers", screen.Text);
    }

    [Fact]
    public void A_program_is_typed_beside_the_model_that_runs_one()
    {
        Screen screen = new Screen().Change(bench => bench with { Focus = RunSettings.Model });
        Assert.DoesNotContain("program", screen.Text);
        screen = screen.With(RunSettings.Model, "program");
        Assert.Contains("the model program takes a program", screen.Text);
        Assert.Empty(screen.Press("r").Effects);
        screen = screen.Press("Down Enter").Press(". / a Space b Enter").Press("r");
        Assert.Equal(("program", "./a b"), (screen.Started.Model, screen.Started.Program));
        Assert.Contains("$ sandbox run --model program --program './a b'", screen.Text);
    }

    [Fact]
    public void The_cursor_comes_to_the_program_only_where_there_is_one()
    {
        Screen screen = new Screen().Change(bench => bench with { Focus = RunSettings.Model });
        Assert.Equal(RunSettings.Fault, After("Down"));
        Assert.Equal(RunSettings.Model, After("Up"));
        screen = screen.With(RunSettings.Model, "program");
        Assert.Equal(RunSettings.Program, After("Down"));
        Assert.Equal(RunSettings.Fault, After("Down"));
        Assert.Equal(RunSettings.Program, After("Up"));
        Assert.Equal(RunSettings.Program, After("Left"));
        Assert.Equal(RunSettings.Model, After("Up"));

        RunSetting After(string key) => screen.Press(key).Model.Workbench.Focus;
    }
}

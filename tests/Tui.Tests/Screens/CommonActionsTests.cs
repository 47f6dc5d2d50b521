using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Screens.Workbench;
using Sandbox.Tui.Terminal;
using Terminal.Gui.Input;

namespace Sandbox.Tui.Tests.Screens;

public class CommonActionsTests
{
    [Fact]
    public void Space_holds_the_display_says_so_and_goes_on()
    {
        var board = new WorkerSnapshot[] { new(0, WorkerStage.Summing, 4711, 4711, 10, 100) };
        Screen screen = new Screen().Press("r").Tell(new Message.BoardRead(board, 500)).Press("Space");
        Assert.Contains(" paused", screen.Text);
        string held = screen.Text;
        // The session reads the next board into the same memory.
        board[0] = board[0] with { Done = 90 };
        screen.Tell(new Message.BoardRead(board, 900));
        Assert.Equal(held, screen.Text);
        screen.Press("Space");
        Assert.Contains(" 90%", screen.Text);
        Assert.DoesNotContain("paused", screen.Text);
    }

    [Fact]
    public void A_run_that_ends_while_the_display_is_paused_is_told_afterwards()
    {
        Screen screen = new Screen().Press("r Space");
        screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfExit(0), Verdict.Clean)));
        Assert.DoesNotContain("clean", screen.Text);
        Assert.Contains("✓  clean", screen.Press("Space").Text);
    }

    [Fact]
    public void Y_copies_the_command_and_shows_it_by_itself()
    {
        Screen screen = new Screen().Press("Down Right y");
        Assert.Equal(new Effect.Copy("sandbox run --fault segfault"), screen.Effects[^1]);
        Assert.StartsWith("sandbox run --fault segfault\n", screen.Text);
        Assert.Contains("segfault ▼", screen.Press("k").Text);
    }

    [Fact]
    public void A_long_command_fills_its_rows_so_that_it_can_be_marked_as_one()
    {
        Screen screen = new Screen(60, 18).With(RunSettings.Fault, "exit-code").With(RunSettings.Argument, "139")
            .With(RunSettings.Workers, "1000").With(RunSettings.Pace, "0.25").Press("y");
        Effect.Copy copy = Assert.IsType<Effect.Copy>(screen.Effects[^1]);
        Assert.Equal(copy.Text, string.Concat(screen.Text.Split('\n').TakeWhile(line => line.Length > 0)));
    }

    [Fact]
    public void P_changes_the_palette_and_names_it()
    {
        Screen screen = new Screen().Press("P");
        Assert.Equal((PaletteId.Light, new Effect.Repaint()), (screen.Model.Palette, screen.Effects[^1]));
        Assert.Contains("palette: light", screen.Text);
        Assert.Equal((PaletteId.Default, new Effect.Repaint()), (screen.Press("P P P").Model.Palette, screen.Effects[^1]));
    }

    [Fact]
    public void Keys_of_the_settings_count_at_once_and_the_texts_name_them()
    {
        Screen screen = new Screen().Tell(new Message.SettingsRead([], RunCaps.Default, new ScreenSettings(KeyMap.Default.With(ScreenAction.Run, ["R"]))));
        Assert.Contains("R  runs what is set up above", screen.Text);
        Assert.Contains("R run ", screen.Text.Split('\n')[23]);
        Assert.Empty(screen.Press("r").Effects);
        Assert.IsType<Effect.StartRun>(Assert.Single(screen.Press("R").Effects));
    }

    [Fact]
    public void The_mouse_is_asked_for_only_where_the_settings_want_it()
    {
        Assert.Empty(new Screen().Effects);
        Assert.Equal(new Effect.UseMouse(), Assert.Single(new Screen().Tell(
            new Message.SettingsRead([], RunCaps.Default, new ScreenSettings(KeyMap.Default, Mouse: true))).Effects));
    }

    [Fact]
    public void A_click_chooses_the_row_and_the_wheel_moves_it()
    {
        Screen screen = new Screen().With(RunSettings.Workers, "100").Press("r").Tell(new Message.RunStarted(100));
        screen.Mouse(MouseFlags.LeftButtonPressed, 5, FirstRow(screen) + 2).Mouse(MouseFlags.LeftButtonReleased, 5, FirstRow(screen) + 2);
        Assert.Equal(2, screen.Model.Chosen);
        screen.Mouse(MouseFlags.WheeledDown, 5, FirstRow(screen) + 1);
        Assert.Equal(5, screen.Model.Chosen);
        screen.Mouse(MouseFlags.WheeledUp, 5, FirstRow(screen) + 1).Mouse(MouseFlags.WheeledUp, 5, FirstRow(screen) + 1);
        Assert.Equal(0, screen.Model.Chosen);
    }

    [Fact]
    public void A_click_on_a_head_sorts_and_another_one_flips()
    {
        Screen screen = new Screen().With(RunSettings.Workers, "100").Press("r").Tell(new Message.RunStarted(100));
        string head = screen.Text.Split('\n')[FirstRow(screen) - 1];
        int x = head.IndexOf("state", StringComparison.Ordinal);
        screen.Mouse(MouseFlags.LeftButtonPressed, x, FirstRow(screen) - 1).Mouse(MouseFlags.LeftButtonReleased, x, FirstRow(screen) - 1);
        Assert.Equal((ColumnId.State, false), (screen.Model.Workbench.Table.Sort, screen.Model.Workbench.Table.Descending));
        screen.Mouse(MouseFlags.LeftButtonPressed, x, FirstRow(screen) - 1);
        Assert.True(screen.Model.Workbench.Table.Descending);
    }

    /// <summary>The row of the terminal that worker 0 is in: above the view are the tab bar and two sentences.</summary>
    private static int FirstRow(Screen screen) => 1 + screen.Model.IntroRows + BenchLayout.Of(screen.Model.Room).Run + BenchLayout.Of(screen.Model.Room).Table;

    [Fact]
    public void Brackets_lead_through_all_views_and_back()
    {
        var screen = new Screen();
        var seen = new List<IView>();
        foreach (IView _ in ViewTable.All)
        {
            seen.Add(screen.Model.View);
            screen.Press("]");
        }
        Assert.Equal(ViewTable.All, seen);
        Assert.Equal(ViewTable.First, screen.Model.View);
        Assert.Equal(ViewTable.All[^1], screen.Press("[").Model.View);
    }

    [Fact]
    public void Every_view_opens_by_its_keys_shows_its_tab_and_Esc_leads_back() => Assert.All(ViewTable.All, view =>
    {
        foreach (string key in view.Opening.Keys)
        {
            Screen screen = new Screen().Press(key);
            Assert.Equal(view, screen.Model.View);
            Assert.Contains($" {view.Opening.Keys[0]}{view.Tab} ", screen.Text.Split('\n')[0]);
            Assert.Equal(ViewTable.First, screen.Press("Esc").Model.View);
        }
    });

    [Fact]
    public void The_help_of_every_view_has_all_its_keys() => Assert.All(ViewTable.All, view =>
    {
        string text = new Screen(120, 80).Press($"{view.Opening.Keys[0]} ?").Text;
        Assert.All(KeyTable.Of(view, ViewTable.All, KeyMap.Default), row => Assert.Contains($"{string.Join("  ", row.Keys)} ", text));
    });

    [Fact]
    public void Digits_in_a_number_that_is_edited_are_typed_and_open_no_view()
    {
        Screen screen = new Screen().Press("Up Enter 1 2 Enter");
        Assert.Equal(ViewTable.First, screen.Model.View);
        Assert.Equal("12", screen.Model.Workbench[RunSettings.Workers]);
    }

    [Fact]
    public void A_view_is_opened_from_the_help_too()
    {
        Screen screen = new Screen().Press("? 3");
        Assert.Equal("waits", screen.Model.View.Title);
        Assert.DoesNotContain("keys of the view", screen.Text);
    }
}

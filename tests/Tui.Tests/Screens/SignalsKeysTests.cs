using Sandbox.Tui.App;
using Sandbox.Tui.Tests.Tools;
using Terminal.Gui.Input;

namespace Sandbox.Tui.Tests.Screens;

public class SignalsKeysTests
{
    [Theory]
    [InlineData("Enter", 1, nameof(SignalTarget.Worker), 0)]
    [InlineData("Down Enter", 2, nameof(SignalTarget.Worker), 0)]
    [InlineData("Right Right Enter", 1, nameof(SignalTarget.Worker), 2)]
    [InlineData("t Enter", 1, nameof(SignalTarget.AllWorkers), 0)]
    [InlineData("t t Enter", 1, nameof(SignalTarget.Host), 0)]
    [InlineData("t t t Enter", 1, nameof(SignalTarget.Worker), 0)]
    [InlineData("G Enter", 64, nameof(SignalTarget.Worker), 0)]
    [InlineData("/ t e r m Enter Enter", 15, nameof(SignalTarget.Worker), 0)]
    [InlineData("/ s e g v Enter Right Enter", 11, nameof(SignalTarget.Worker), 1)]
    [InlineData("/ 1 9 Enter Enter", 19, nameof(SignalTarget.Worker), 0)]
    public void Keys_choose_the_signal_and_whom_it_is_for(string keys, int number, string target, int worker)
    {
        Screen screen = Stories.Segfault(new Screen()).Press($"5 {keys}");
        Assert.Equal(new Effect.SendSignal(number, Enum.Parse<SignalTarget>(target), worker), Assert.Single(screen.Effects.OfType<Effect.SendSignal>()));
    }

    [Fact]
    public void Without_a_run_nothing_is_sent_and_the_screen_says_why()
    {
        Screen screen = new Screen().Press("5 Enter");
        Assert.Empty(screen.Effects);
        Assert.Contains("no run is under way", screen.Text);
        Screen over = Stories.SegfaultEnded(new Screen()).Press("5 Enter");
        Assert.Empty(over.Effects.OfType<Effect.SendSignal>());
    }

    [Fact]
    public void What_became_of_a_signal_is_said_as_soon_as_a_wait_tells()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("5").Tell(new Message.SignalSent(new SentSignal(15, SignalTarget.Worker, 1, 1)));
        Assert.Contains("SIGTERM (15) sent to worker 1: no wait has returned it yet; its stage: summing", screen.Text);
        screen.Tell(Stories.Happened(Stories.Wait(36, 1, "waitpid(4712, &status, 0)", 4712, 15)));
        Assert.Contains("SIGTERM (15) sent to worker 1: killed by SIGTERM (15)", screen.Text);
    }

    [Theory]
    [InlineData(nameof(SignalTarget.Worker), "SIGHUP (1) not sent: worker 0 had ended")]
    [InlineData(nameof(SignalTarget.AllWorkers), "SIGHUP (1) not sent: no worker lived")]
    [InlineData(nameof(SignalTarget.Host), "SIGHUP (1) not sent: the host had ended")]
    public void A_signal_that_reached_nobody_is_never_said_to_be_sent(string target, string words) => Assert.Contains(
        words, Stories.Segfault(new Screen()).Press("5").Tell(new Message.SignalSent(new SentSignal(1, Enum.Parse<SignalTarget>(target), 0, 0))).Text);

    [Fact]
    public void Letters_of_a_filter_press_no_keys_and_Esc_shows_all_again()
    {
        Screen screen = new Screen().Press("5 / q x Backspace u i t");
        Assert.Empty(screen.Effects);
        Assert.Contains("filter: quit", screen.Text);
        Assert.Contains("1 of 62", screen.Text);
        Assert.Contains("62 of 62", screen.Press("Esc").Text);
        Assert.Equal("signals", screen.Model.View.Title);
    }

    [Theory]
    [InlineData("o o g", 6)]
    [InlineData("O g", 64)]
    [InlineData("o o O g", 25)]
    [InlineData("o o o o o g", 1)]
    public void Keys_sort_by_one_column_after_the_other_and_the_other_way_round(string keys, int first)
    {
        Screen screen = new Screen().Press($"5 {keys}");
        Assert.Equal(first, screen.Model.Signals.Selected);
        Assert.Matches(@$"▸ +{first} ", screen.Text);
    }

    [Fact]
    public void A_click_chooses_a_row_and_on_a_head_sorts_by_it_and_then_the_other_way_round()
    {
        Screen screen = new Screen().Press("5");
        Click(screen, "SIGQUIT");
        Assert.Equal(3, screen.Model.Signals.Selected);
        Click(screen, "name");
        Assert.Contains("name ▲", screen.Text);
        Assert.Equal(6, screen.Model.Signals.Rows()[0].Number);
        Click(screen, "name ▲");
        Assert.Contains("name ▼", screen.Text);
        Assert.NotEqual(6, screen.Model.Signals.Rows()[0].Number);
    }

    [Fact]
    public void The_wheel_moves_three_rows_and_the_chosen_one_stays_in_sight()
    {
        Screen screen = new Screen().Press("5");
        int y = Row(screen, "SIGHUP");
        for (int turn = 0; turn < 10; turn++)
            screen.Mouse(MouseFlags.WheeledDown, 10, y);
        Assert.Equal(31, screen.Model.Signals.Selected);
        Assert.Matches("▸ +31 SIGSYS", screen.Text);
    }

    private static int Row(Screen screen, string text) => Array.FindIndex(screen.Text.Split('\n'), line => line.Contains(text));

    private static void Click(Screen screen, string text)
    {
        int y = Row(screen, text), x = screen.Text.Split('\n')[y].IndexOf(text, StringComparison.Ordinal);
        screen.Mouse(MouseFlags.LeftButtonPressed, x, y).Mouse(MouseFlags.LeftButtonReleased, x, y);
    }

    [Fact]
    public void Pasted_text_goes_into_the_filter_alone()
    {
        Screen screen = new Screen().Press("5").Paste("segv\r");
        Assert.Empty(screen.Model.Signals.Filter);
        Assert.Equal("segv", screen.Press("/").Paste("segv").Model.Signals.Filter);
    }
}

using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using Sandbox.Tui.App;
using Sandbox.Tui.Screens.StatusWord;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

public class StatusWordKeysTests
{
    [Theory]
    [InlineData("b", "0x0001  1   killed by SIGHUP (1)")]
    [InlineData("b Left b Left Left b", "0x000b  11   killed by SIGSEGV (11)")]
    [InlineData("l l h h h h h h h h h h h h h h h h h h b", "0x8000  32768   exited 128")]
    [InlineData("Enter 1 3 9 Enter", "0x008b  139   killed by SIGSEGV (11), core dumped")]
    [InlineData("Enter $ ? = 1 3 9 Enter", "0x000b  11   killed by SIGSEGV (11)")]
    [InlineData("Enter 0 x f f f f Enter", "0xffff  65535   continued")]
    [InlineData("Enter 2 5 7 Backspace 6 Enter", "0x0100  256   exited 1")]
    public void A_status_is_made_by_hand_bit_by_bit_or_typed(string keys, string words)
    {
        Screen screen = new Screen().Press($"2 {keys}");
        Assert.Contains(words, screen.Text);
        Assert.Contains("made by hand", screen.Text);
    }

    [Theory]
    [InlineData("Enter 6 5 5 3 6 Enter", "0x10000 is more than 0xffff")]
    [InlineData("Enter s i x Enter", "\"six\" is no wait status")]
    public void A_number_that_is_no_status_explains_itself_and_changes_nothing(string keys, string why)
    {
        Screen screen = new Screen().Press($"2 {keys}");
        Assert.Contains(why, screen.Text);
        Assert.Null(screen.Model.StatusWord.Made);
    }

    [Theory]
    [InlineData("o")]
    [InlineData("Esc")]
    public void What_was_made_by_hand_is_never_taken_for_real_and_one_key_leads_back(string key)
    {
        Screen screen = Stories.SegfaultEnded(new Screen()).Press("2");
        Assert.Contains("real: as waitpid stored it", screen.Text);
        screen.Press("b");
        Assert.Contains("made by hand", screen.Text);
        Assert.Contains("real is 0x008b", screen.Text);
        Assert.DoesNotContain("as waitpid stored it", screen.Text);
        screen.Press(key);
        Assert.Contains("real: as waitpid stored it", screen.Text);
        Assert.Equal("status", screen.Model.View.Title);
    }

    [Fact]
    public void Esc_leads_back_to_the_first_view_where_nothing_was_made() =>
        Assert.Equal(1, new Screen().Press("2 Esc").Model.View.Opening.Keys.Count(key => key == "1"));

    [Fact]
    public void Up_from_the_first_worker_is_the_host_and_another_worker_forgets_what_was_made()
    {
        Screen screen = Stories.SegfaultEnded(new Screen()).Press("2 g Down b Up");
        Assert.Contains("host  pid 4710", screen.Text.Split('\n')[3]);
        Assert.Contains("real: as waitpid stored it", screen.Text);
        Assert.Contains("worker 3  pid 4714", screen.Press("G").Text.Split('\n')[3]);
    }

    [Fact]
    public void A_worker_without_a_status_has_none_to_show()
    {
        Screen screen = Stories.Segfault(new Screen()).Press("2 Down");
        Assert.Contains("No wait has brought a status of it yet", screen.Text);
        Assert.DoesNotContain("WIFEXITED", screen.Text);
    }

    [Fact]
    public void A_thread_has_no_status_and_the_host_has()
    {
        Screen screen = new Screen().With(RunSettings.Model, "threads").Press("r");
        screen.Tell(new Message.RunEnded(ScreenReports.OfLostThreads(screen.Started, WaitStatus.OfSignal(11)))).Press("2");
        Assert.Contains("host  pid 4710", screen.Text);
        Assert.Contains("0x000b  11   killed by SIGSEGV (11)", screen.Text);
        Assert.Contains("A thread has no wait status", screen.Press("Down").Text);
    }

    [Fact]
    public void It_opens_on_the_worker_that_failed_unless_a_person_has_chosen_another()
    {
        Assert.Contains("worker 2  pid 4713", Stories.SegfaultEnded(new Screen()).Press("2").Text.Split('\n')[3]);
        Screen screen = Stories.Segfault(new Screen()).Press("2 Down");
        screen.Tell(new Message.RunEnded(ScreenReports.OfProcesses(screen.Started, WaitStatus.OfSignal(11), Verdict.Contained)));
        Assert.Contains("worker 1  pid 4712", screen.Text.Split('\n')[3]);
    }

    [Fact]
    public void Every_status_of_16_bits_is_drawn_as_the_macros_and_the_fields_have_it()
    {
        for (int raw = 0; raw <= StatusWordModel.Largest; raw++)
        {
            var status = new WaitStatus(raw);
            BitField[] fields = [.. BitField.Of(status)];
            Assert.Equal([(15, 8), (7, 7), (6, 0)], fields.Select(field => (field.High, field.Low)));
            Macro[] macros = [.. Macro.Of(status)];
            Assert.Equal(status.Exited ? "true" : "false", macros[0].Value);
            Assert.Equal(status.ExitCode?.ToString(), macros[1].Value);
            Assert.Equal(status.Signal?.ToString(), macros[3].Value);
            Assert.Equal(status.StopSignal?.ToString(), macros[6].Value);
            Assert.Equal(status.ShellCode?.ToString(), Macro.Shell(status).Value);
            Assert.All(macros, macro => Assert.Equal(macro.Value is null, macro.Says.StartsWith("no meaning", StringComparison.Ordinal)));
        }
    }
}


namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>The screen as a person sees it: the real program, real runs, the text on a real terminal.</summary>
public class ScreenInTmuxTests
{
    [Fact]
    public async Task A_student_picks_segfault_runs_it_and_reads_what_waitpid_returned()
    {
        await using Tmux tmux = await Tmux.Open();
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press("Down", "Right", "r");
        string screen = await tmux.WaitFor("contained: worker 2 was killed by SIGSEGV (11)");
        Assert.Matches(@"(?m)^! 2 +\d+ ✗ signaled 0x000b killed by SIGSEGV \(11\) +– \d+ ✗ no sum", screen);
        Assert.Equal(3, screen.Split('\n').Count(line => line.Contains("✓ exited   0x0000 exited 0") && line.EndsWith("✓ right", StringComparison.Ordinal)));
        Assert.Matches(@"(?m)^ +host  pid \d+  0x0000  exited 0", screen);
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
        Assert.Equal("0", await tmux.Ask("#{alternate_on}"));
    }

    [Fact]
    public async Task Options_of_a_run_without_a_command_stand_in_the_form_and_are_what_r_runs()
    {
        // A newcomer too: who says what to run is not sent to the lessons.
        await using Tmux tmux = await Tmux.Open(
            new SandboxProgram { Newcomer = true }, 80, 24, "--workers", "8", "--model", "threads", "--fault", "segfault", "--length", "1000");
        await tmux.WaitFor("r runs: sandbox run --model threads --workers 8");
        await tmux.Press("r");
        await tmux.WaitFor("SIGSEGV");
        await tmux.WaitFor(text => text.Contains("lost"), "the verdict");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task The_same_segfault_in_threads_takes_the_host_with_it_and_the_screen_lives_on()
    {
        await using Tmux tmux = await Tmux.Open();
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press("Left", "Down", "Right", "r");
        string screen = await tmux.WaitFor("lost: the host was killed by SIGSEGV (11)");
        Assert.Matches(@"(?m)^ +host  pid \d+  0x000b  killed by SIGSEGV \(11\)", screen);
        await tmux.Press("r");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task A_slow_run_shows_bars_and_is_ended_by_x_and_the_next_one_works()
    {
        await using Tmux tmux = await Tmux.Open(
            new SandboxProgram { Variables = new Dictionary<string, string?> { ["SANDBOX_PACE"] = "60", ["SANDBOX_TIMEOUT"] = "100" } }, 80, 24);
        await tmux.WaitFor("--pace 60");
        await tmux.Press("r");
        await tmux.WaitFor(screen => screen.Contains("summing") && screen.Contains('█'), "a worker's bar");
        await tmux.Press("x");
        await tmux.WaitFor("x ended this run");
        // The pace, four rows below the model, typed as a number.
        await tmux.Press("Down", "Down", "Down", "Down", "Enter", "0", "Enter", "r");
        await tmux.WaitFor("clean: all 4 sums are right");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task The_frame_follows_the_size_of_the_window()
    {
        await using Tmux tmux = await Tmux.Open();
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Resize(50, 15);
        await tmux.WaitFor("too small: 50x15");
        await tmux.Resize(120, 40);
        await tmux.WaitFor(screen => screen.Split('\n') is { Length: >= 40 } lines && lines[39].Contains("q quit"), "the footer in the last row");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task Ctrl_Z_leads_back_to_the_shell_and_fg_to_the_screen()
    {
        await using Tmux tmux = await Tmux.Open(new SandboxProgram { Program = "bash" }, 80, 24, "--norc", "--noprofile", "-i");
        await tmux.Type($"PS1='ready$ '; '{SandboxProgram.Location}'");
        await tmux.Press("Enter");
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press("C-z");
        await tmux.WaitFor(screen => screen.Contains("Stopped") && !screen.Contains("Nothing has run yet"), "the shell");
        await tmux.Type("fg");
        await tmux.Press("Enter");
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press("q");
        await tmux.WaitFor(screen => screen.TrimEnd().EndsWith("ready$", StringComparison.Ordinal), "the shell's prompt");
        await tmux.Type("exit");
        await tmux.Press("Enter");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task A_settings_file_that_is_wrong_is_named_and_nothing_is_run()
    {
        await using Tmux tmux = await Tmux.Open(
            new SandboxProgram { Program = "sh", Variables = new Dictionary<string, string?> { ["SANDBOX_WORKERS"] = "many" } },
            80, 24, "-c", "\"$0\"; echo \"ended $?\"; read -r word", SandboxProgram.Location);
        Assert.StartsWith("sandbox: SANDBOX_WORKERS: \"many\" is not a whole number", await tmux.WaitFor("ended 2"));
        await tmux.Press("Enter");
        await tmux.WaitForEnd();
    }
}

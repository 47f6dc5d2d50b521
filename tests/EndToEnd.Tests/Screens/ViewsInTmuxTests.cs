using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>The views of one real run on a real terminal.</summary>
public class ViewsInTmuxTests
{
    [Fact]
    public async Task One_run_is_seen_from_every_side()
    {
        string folder = TestFolders.Create();
        await using Tmux tmux = await Tmux.Open(
            With(("SANDBOX_FAULT", "segfault")) with { Program = "sh" }, 80, 24, "-c", "cd \"$0\" && exec \"$1\"", folder, SandboxProgram.Location);
        await tmux.WaitFor("--fault segfault");
        await tmux.Press("r");
        await tmux.WaitFor("✓  contained: worker 2");

        await tmux.Press("2", "g", "Down", "Down", "Down");
        string screen = await tmux.WaitFor(text => text.Contains("real: as waitpid stored it") && text.Contains("killed by SIGSEGV (11)"), "worker 2's status");
        Assert.Matches(@"(?m)^  WIFSIGNALED +true ", screen);
        Assert.Matches(@"(?m)^  WTERMSIG +11 +SIGSEGV: invalid memory access", screen);
        Assert.Matches(@"(?m)^  \$\? +139 ", screen);
        await tmux.Press("b");
        Assert.Contains("real is 0x00", await tmux.WaitFor("made by hand"));
        await tmux.Press("o");
        await tmux.WaitFor("real: as waitpid stored it");

        await tmux.Press("3");
        screen = await tmux.WaitFor("4 returned; 4 of 4 children waited for");
        Assert.Equal(4, screen.Split('\n').Count(line => line.Contains("waitpid(") && line.Contains(", &status, 0)") && char.IsAsciiDigit(line[^1])));
        Assert.Matches(@"(?m)waitpid\(\d+, &status, 0\) +\d+ +SIGSEGV \(11\) +\d+\.\d$", screen);

        await tmux.Press("4");
        screen = await tmux.WaitFor("a cell is");
        Assert.Matches(@"(?m)^!▸? +2 .*✗", screen);
        Assert.Matches(@"(?m)^ +0 .*┤", screen);

        await tmux.Press("6");
        await tmux.WaitFor("$ sandbox run --fault segfault");
        await tmux.Press("w");
        await tmux.WaitFor("wrote processes-segfault.c: gcc");
        Assert.Contains("int main(", await File.ReadAllTextAsync(Path.Combine(folder, "processes-segfault.c"), TestContext.Current.CancellationToken));

        await tmux.Press("7");
        await tmux.WaitFor(text => text.Contains("kept: 1, the newest first") && text.Contains("sandbox run --fault segfault"), "the run in the history");
        await tmux.Press("r");
        await tmux.WaitFor("kept: 2, the newest first");
        await tmux.Press("m", "Down", "m", "c");
        await tmux.WaitFor("= model");
        await tmux.Press("Escape");
        await tmux.WaitFor("the newest first");
        await tmux.Press("Enter");
        await tmux.WaitFor("in every view");
        await tmux.Press("1");
        await tmux.WaitFor("✓  contained: worker 2");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task A_signal_for_a_live_worker_ends_that_worker_and_no_other()
    {
        await using Tmux tmux = await Tmux.Open(With(("SANDBOX_PACE", "60"), ("SANDBOX_TIMEOUT", "100")), 80, 24);
        await tmux.WaitFor("--pace 60");
        await tmux.Press("r");
        await tmux.WaitFor("summing");
        await tmux.Press("5", "/");
        await tmux.Type("SIGTERM");
        await tmux.Press("Enter", "Enter");
        await tmux.WaitFor("SIGTERM (15) sent to worker 0: killed by SIGTERM (15)");
        await tmux.Press("Enter");
        await tmux.WaitFor("SIGTERM (15) not sent: worker 0 had ended");
        await tmux.Press("3");
        await tmux.WaitFor("1 returned; 1 of 4 children waited for");
        await tmux.Press("5", "t", "Enter");
        await tmux.WaitFor("SIGTERM (15) sent to 3 workers: 4 of 4 have been waited for, 4 killed by it");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task A_signal_for_the_host_ends_the_host_and_all_with_it_and_the_screen_lives_on()
    {
        await using Tmux tmux = await Tmux.Open(With(("SANDBOX_PACE", "60"), ("SANDBOX_TIMEOUT", "100"), ("SANDBOX_MODEL", "threads")), 80, 24);
        await tmux.WaitFor("--pace 60");
        await tmux.Press("r");
        await tmux.WaitFor("summing");
        await tmux.Press("5", "t", "t", "/");
        await tmux.Type("SIGKILL");
        await tmux.Press("Enter", "Enter");
        await tmux.WaitFor("SIGKILL (9) sent to the host: the host was killed by SIGKILL (9)");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task The_matrix_fills_in_and_a_cell_opens_its_run()
    {
        await using Tmux tmux = await Tmux.Open(With(), 80, 24);
        await tmux.Press("0");
        await tmux.WaitFor("not run yet: r fills the matrix");
        await tmux.Press("r");
        await tmux.WaitFor(text => text.Split('\n').Any(line => line.Contains("segfault ") && line.Contains("lost") && line.Contains("contained")), "verdicts");
        await tmux.Press("x");
        string screen = await tmux.WaitFor(text => Regex.IsMatch(text, @" of \d+ runs") && !text.Contains("filling") && !text.Contains("running"), "the end of the filling");
        Assert.Matches(@"(?m)^▸ ?none +clean", screen);
        await tmux.Press("Down", "Right", "Right", "Enter");
        await tmux.WaitFor("contained: worker 2");
        await tmux.Press("2", "g", "Down", "Down", "Down");
        await tmux.WaitFor("killed by SIGSEGV (11)");
        await tmux.Press("0", "r");
        await tmux.WaitFor("filling");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    private static SandboxProgram With(params (string Name, string Value)[] variables) =>
        new() { Variables = variables.ToDictionary(pair => pair.Name, pair => (string?)pair.Value) };
}

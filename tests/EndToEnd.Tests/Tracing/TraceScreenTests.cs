using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>A real program in the screen's view of traces.</summary>
public class TraceScreenTests
{
    private const string Lab = """
        #include <stdio.h>
        #include <sys/wait.h>
        #include <unistd.h>
        int main(void)
        {
            for (int i = 0; i < 3; i++)
                if (fork() == 0) { if (i == 1) *(volatile int *)0 = 42; _exit(0); }
            while (waitpid(-1, NULL, 0) > 0) { }
            puts("the sum is done");
            return 0;
        }
        """;

    [Fact]
    public async Task A_program_is_shown_as_a_tree_with_what_it_wrote_and_whether_its_parent_looked()
    {
        await using Tmux tmux = await Tmux.Open("trace", "--screen", "--", await Gcc.Program(Lab));
        string screen = await tmux.WaitFor(text => text.Contains("unnoticed:") && text.Contains("wrote the sum is done"), "the end of the program");
        Assert.Matches(@"▸ ├─ \d+ \([\w-]+\) +0x000b killed by SIGSEGV \(11\).* thrown away", screen);
        Assert.Contains("wrote the sum is done", screen);
        Assert.Equal(4, Regex.Count(screen, "0x000[0b] "));
        await tmux.Press("s");
        Assert.Contains("after event 1 of", await tmux.WaitFor("after event 1 of"));
        await tmux.Press("C", "4");
        Assert.Contains("a cell is", await tmux.WaitFor("parent blocked"));
        await tmux.Press("T", "r");
        await tmux.WaitFor("unnoticed:");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task The_interrupt_goes_to_the_program_first_and_x_ends_all_that_it_started()
    {
        await using Tmux tmux = await Tmux.Open("trace", "--screen", "--", "sh", "-c", "trap 'echo interrupted' INT; sleep 1000 & echo $!; while :; do sleep 0.05; done");
        await tmux.WaitFor("sleep");
        await tmux.Press("C-c");
        await tmux.WaitFor("SIGINT was sent to the program");
        await tmux.WaitFor("wrote interrupted");
        Match sleeper = Regex.Match(await tmux.Screen(), @"(\d+) sleep ");
        Assert.True(Directory.Exists($"/proc/{sleeper.Groups[1].Value}"));
        await tmux.Press("x");
        await tmux.WaitFor("ended: it was asked for");
        // Whoever adopted it may take its time to reap it.
        await Eventually.Assert(() => Task.FromResult(!ProcessEntry.All().Any(entry => $"{entry.Pid}" == sleeper.Groups[1].Value && entry.State != 'Z')), "the end of the sleeper");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task Whoever_ends_it_in_the_moment_of_its_start_ends_it()
    {
        await using Tmux tmux = await Tmux.Open();
        await tmux.WaitFor("Nothing has run yet");
        await tmux.Press("T", "e");
        await tmux.WaitFor("program");
        await tmux.Type("sleep 1000");
        await tmux.Press("Enter", "r", "x");
        await tmux.WaitFor("ended: it was asked for");
        await tmux.Press("r", "q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task A_program_without_a_terminal_reads_nothing_and_has_a_session_of_its_own()
    {
        await using Tmux tmux = await Tmux.Open("trace", "--screen", "--", "sh", "-c", "read x; echo read $?; tty; test \"$(ps -o sid= -p $$ | tr -d ' ')\" = $$ && echo own session");
        string screen = await tmux.WaitFor(text => text.Contains("clean:") || text.Contains("known:") || text.Contains("blind:") || text.Contains("unnoticed:"), "the end");
        await tmux.Press("o");
        screen = await tmux.WaitFor("read 1");
        Assert.Contains("not a tty", screen);
        Assert.Contains("own session", screen);
    }

    [Fact]
    public async Task A_program_that_there_is_not_is_said_on_the_screen_and_nothing_is_started()
    {
        await using Tmux tmux = await Tmux.Open("trace", "--screen", "--", "./there-is-none");
        Assert.Contains("there-is-none", await tmux.WaitFor("not started:"));
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--plain")]
    public async Task What_is_for_lines_is_not_for_the_screen(string option)
    {
        Finished done = await SandboxProgram.Run("trace", "--screen", option, "--", "true");
        done.AssertExit(2);
        Assert.Contains($"--screen and {option} exclude each other", done.Error);
    }

    [Fact]
    public async Task Whatever_kills_the_screen_ends_the_program_too()
    {
        using var pty = new Pty(link: new Link(Answers: true));
        ChildProcess program = pty.Start(new SandboxProgram { Program = SandboxProgram.Location }, "trace", "--screen", "--", "sh", "-c", "setsid sleep 1000 & sleep 1000");
        await pty.WaitFor(written => written.Contains("sleep"), "the tree");
        program.Send(9);
        Assert.Equal(9, await program.Status);
        await pty.AssertNothingLeft(program);
    }
}


namespace Sandbox.EndToEnd.Tests.Commands;

public class MatrixTests
{
    [Fact]
    public async Task Real_runs_fill_the_table_and_nothing_is_said_beside_it()
    {
        Finished finished = (await SandboxProgram.Run("matrix", "--models", "threads,processes", "--faults", "segfault,corrupt-array", "--length", "100000")).AssertExit(0);

        Assert.Equal("", finished.Error);
        Assert.Contains("segfault      x lost   + contained\n", finished.Output);
        Assert.Contains("corrupt-array x spread + contained\n", finished.Output);
        Assert.DoesNotContain('\e', finished.Output);
    }

    [Fact]
    public async Task Control_C_ends_the_runs_reaps_and_prints_what_is_there()
    {
        using RunningProgram running = new SandboxProgram().Start(
            "matrix", "--models", "processes", "--faults", "none,hang", "--timeout", "600", "--length", "1000", "--json");
        await Eventually.Assert(() => running.Processes().Count >= 3, "the host and the worker that hangs");

        Assert.Equal(0, LibC.kill(running.Child.Pid, 2));
        Finished finished = (await running.Finish()).AssertExit(130);

        Assert.Contains("SIGINT ended the matrix after", finished.Error);
        Assert.Contains("of 2 runs: what is printed is partial", finished.Error);
        Assert.Equal(2, finished.Json.GetArrayLength());
        Assert.Equal(0, finished.Json[1].GetProperty("runs").GetInt32());
    }

    [Fact]
    public async Task On_a_terminal_a_bar_says_how_far_it_is_and_goes_away()
    {
        using Pty pty = new();
        ChildProcess child = pty.Start(
            new SandboxProgram { Variables = new Dictionary<string, string?> { ["TERM"] = "xterm" } }, "matrix", "--models", "threads", "--faults", "none,segfault", "--length", "1000");

        await pty.WaitFor(text => text.Contains("] 0 of 2 runs") && text.Contains("[####################] 2 of 2 runs"), "the bar");
        await pty.WaitFor(text => text.Contains('✓') && text.Contains("clean") && text.Contains('✗') && text.Contains("lost"), "the table");
        Assert.Equal(0, await child.Status);
        await pty.AssertNothingLeft(child);
    }
}

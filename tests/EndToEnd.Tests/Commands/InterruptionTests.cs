
namespace Sandbox.EndToEnd.Tests.Commands;

public class InterruptionTests
{
    [Theory]
    [InlineData(2, 130, "SIGINT")]
    [InlineData(15, 143, "SIGTERM")]
    [InlineData(1, 129, "SIGHUP")]
    public async Task A_signal_ends_the_run_reaps_and_tells_the_shell(int signal, int code, string name)
    {
        using RunningProgram running = new SandboxProgram().Start("run", "--fault", "hang", "--faulty", "all", "--timeout", "600");
        await Eventually.Assert(() => running.Processes().Count >= 6, "the host and four workers");

        Assert.Equal(0, LibC.kill(running.Child.Pid, signal));
        Finished finished = (await running.Finish()).AssertExit(code);

        Assert.Empty(finished.Output);
        Assert.Contains($"{name} ended the run", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_C_on_a_terminal_ends_the_run()
    {
        using Pty pty = new();
        SandboxProgram sandbox = new();
        ChildProcess child = pty.Start(sandbox, "run", "--fault", "hang", "--timeout", "600");
        await Eventually.Assert(() => ProcessEntry.All().Count(entry => entry.Session == child.Pid) >= 3, "the host and the worker that hangs");

        pty.Type("\u0003");

        Assert.Equal(130 << 8, await child.Status);
        await pty.AssertNothingLeft(child);
    }
}

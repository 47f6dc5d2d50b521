using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Lifetime;

/// <summary>Ends that a person or a pipe brings about; the harness looks for what is left after each.</summary>
public class EndingTests
{
    [Theory]
    [InlineData("processes", 6)]
    [InlineData("threads", 2)]
    public async Task Ctrl_C_ends_the_run_with_130_and_leaves_the_terminal_as_it_was(string model, int processes)
    {
        using Pty pty = new();
        string modes = pty.Modes;
        ChildProcess sandbox = pty.Start(
            new SandboxProgram(), "run", "--model", model, "--fault", "hang", "--faulty", "all", "--timeout", "60");
        await Eventually.Assert(
            () => ProcessEntry.All().Count(entry => entry.Session == sandbox.Pid) >= processes, "host and workers");
        pty.Type("\x03");
        Assert.Equal(
            WaitStatus.OfExit(130), new WaitStatus(await sandbox.Status.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)));
        await pty.AssertNothingLeft(sandbox);
        Assert.Equal(modes, pty.Modes);
    }

    [Fact]
    public async Task A_run_that_hung_is_ended_at_its_timeout()
    {
        Finished run = (await SandboxProgram.Run("run", "--fault", "hang", "--timeout", "0.3", "--json")).AssertExit(0);
        Assert.Equal("hung", run.Json.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_reader_that_goes_away_does_not_leave_a_run_behind()
    {
        SandboxProgram shell = new() { Program = "bash" };
        await shell.RunWith("-c", "\"$0\" run --json | head -c 10", SandboxProgram.Location);
    }
}

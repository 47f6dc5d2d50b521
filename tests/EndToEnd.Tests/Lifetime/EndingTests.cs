using Sandbox.Core.Models;
using Sandbox.Core.Waits;
using Sandbox.EndToEnd.Tests.Harness;

namespace Sandbox.EndToEnd.Tests.Lifetime;

/// <summary>However the sandbox ends, nothing of it is left: every run of the harness looks for processes, zombies and shared memory.</summary>
public class EndingTests
{
    private const int SIGKILL = 9, SIGTERM = 15;

    public static TheoryData<string> Models() => [.. ModelCatalogue.All.Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Killed_in_the_middle_of_a_run_it_leaves_nothing(string model)
    {
        using RunningProgram running = new SandboxProgram().Start("run", "--model", model, "--workers", "3", "--fault", "hang", "--faulty", "all", "--timeout", "60");
        await Eventually.Assert(() => running.Processes().Count >= Expected(model), "host and workers", () => string.Join("\n", running.Processes()));
        running.Child.Send(SIGKILL);
        Assert.Equal(SIGKILL, (await running.Finish()).Signal);
    }

    [Fact]
    public async Task Killed_while_it_starts_it_leaves_nothing()
    {
        // Whatever it is doing when its second process appears, and right after its start.
        foreach (int processes in new[] { 1, 2 })
        {
            using RunningProgram running = new SandboxProgram().Start("run", "--workers", "8", "--fault", "hang", "--faulty", "all", "--timeout", "60");
            await Eventually.Assert(() => running.Processes().Count >= processes, $"{processes} processes");
            running.Child.Send(SIGKILL);
            Assert.Equal(SIGKILL, (await running.Finish()).Signal);
        }
    }

    [Fact]
    public async Task Asked_to_terminate_it_ends_the_run_and_leaves_nothing()
    {
        using RunningProgram running = new SandboxProgram().Start("run", "--fault", "hang", "--faulty", "all", "--timeout", "60");
        await Eventually.Assert(() => running.Processes().Count >= 6, "host and workers");
        running.Child.Send(SIGTERM);
        Assert.NotEqual(0, (await running.Finish(TimeSpan.FromSeconds(10))).RawStatus);
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("threads")]
    public async Task Ctrl_C_ends_the_run_with_130(string model)
    {
        using Pty pty = new();
        string modes = pty.Modes;
        ChildProcess sandbox = pty.Start(new SandboxProgram(), "run", "--model", model, "--fault", "hang", "--faulty", "all", "--timeout", "60");
        await Eventually.Assert(
            () => ProcessEntry.All().Count(entry => entry.Session == sandbox.Pid) >= Expected(model) + (model == "threads" ? 0 : 1), "host and workers");
        pty.Type("\x03");
        Assert.Equal(WaitStatus.OfExit(130), new WaitStatus(await sandbox.Status.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)));
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

    /// <summary>The command, the host, and three workers where those are processes.</summary>
    private static int Expected(string model) => model is "threads" or "sequential" ? 2 : 5;
}

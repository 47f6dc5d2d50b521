
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

    public static TheoryData<string, int, int> Prompts => new(
        from command in new[] { "run --step --length 1000", "scenario run wait-for-it" }
        from signal in new[] { 1, 2, 3, 15 }
        select (command, signal, 128 + signal));

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task A_signal_at_a_prompt_ends_the_command_at_once_and_finishes_the_line(string command, int signal, int code)
    {
        using Pty pty = new();
        ChildProcess child = pty.Start(new SandboxProgram(), command.Split(' '));
        await pty.WaitFor(AtPrompt, "a prompt");

        child.Send(signal);

        Assert.Equal(code << 8, await child.Status.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        await pty.AssertNothingLeft(child);
        await pty.WaitFor(written => written.EndsWith("its processes have ended\r\n", StringComparison.Ordinal), "the words");
        string[] lines = pty.Written.Split("\r\n");
        Assert.StartsWith("sandbox: SIG", lines[^2]);
        Assert.True(AtPrompt(lines[^3]), lines[^3]);
    }

    [Theory]
    [InlineData("run --step --length 1000")]
    [InlineData("scenario run wait-for-it")]
    public async Task Control_C_at_a_prompt_ends_the_command(string command)
    {
        using Pty pty = new();
        ChildProcess child = pty.Start(new SandboxProgram(), command.Split(' '));
        await pty.WaitFor(AtPrompt, "a prompt");

        pty.Type("12\u0003");

        Assert.Equal(130 << 8, await child.Status.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        await pty.AssertNothingLeft(child);
    }

    private static bool AtPrompt(string text) => text.EndsWith("q: end > ", StringComparison.Ordinal) || text.EndsWith("your prediction: ", StringComparison.Ordinal);
}

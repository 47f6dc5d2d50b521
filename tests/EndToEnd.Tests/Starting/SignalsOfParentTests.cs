using Sandbox.Core.Catalogue;

namespace Sandbox.EndToEnd.Tests.Starting;

/// <summary>Signals that a parent ignores or blocks, which a program inherits.</summary>
public class SignalsOfParentTests
{
    private const int SIGHUP = 1, SIGKILL = 9, SIGSEGV = 11, SIGTERM = 15, SIGSTOP = 19;

    private const string IgnoreSigchld = "signal.signal(signal.SIGCHLD, signal.SIG_IGN)";
    private const string BlockAll = "signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())";
    private const string IgnoreAll = """
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        """;

    public static TheoryData<string, string> Parents => new(
        from parent in new[] { IgnoreSigchld, BlockAll, IgnoreAll }
        from model in ModelCatalogue.Own
        select (parent, model.Id));

    public static TheoryData<string> Waits => [.. WaitCatalogue.All.Select(wait => wait.Id)];

    /// <summary>What ends any program that has not asked for it.</summary>
    public static TheoryData<int> Deadly =>
        [.. Enumerable.Range(1, 31).Except([SIGHUP, 2, 3, 13, SIGTERM, 17, 18, SIGSTOP, 20, 21, 22, 23, 25, 28]), 34, 35, 64];

    [Theory]
    [MemberData(nameof(Parents))]
    public async Task A_run_is_the_same_whatever_signals_the_parent_ignored_or_blocked(string parent, string model) => Assert.Equal(
        "clean",
        (await Parent.Run(parent, "run", "--model", model, "--length", "1000", "--json")).AssertExit(0).Json.GetProperty("verdict").GetString());

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Every_wait_strategy_sees_what_it_would_with_SIGCHLD_as_it_is_by_default(string wait)
    {
        string[] options = ["run", "--length", "1000", "--wait", wait, "--fault", "segfault", "--json"];
        Assert.Equal(Words(await SandboxProgram.Run(options)), Words(await Parent.Run(IgnoreSigchld, options)));

        static string Words(Finished run) => string.Join(
            ' ', run.AssertExit(0).Json.GetProperty("workers").EnumerateArray().Select(worker => $"{worker.GetProperty("state")} {worker.GetProperty("status")}"));
    }

    [Fact]
    public async Task A_signal_that_the_parent_had_blocked_ends_the_run_all_the_same()
    {
        using RunningProgram running = Parent.Start(BlockAll, ["run", "--fault", "hang", "--faulty", "all", "--timeout", "600"]);
        await Eventually.Assert(() => Hosts(running) >= 5, "the host and four workers");
        running.Child.Send(SIGTERM);
        (await running.Finish()).AssertExit(143);
    }

    [Fact]
    public async Task A_hang_up_that_the_parent_ignores_as_nohup_does_ends_nothing()
    {
        using RunningProgram running = Parent.Start(
            "signal.signal(signal.SIGHUP, signal.SIG_IGN)", ["run", "--fault", "hang", "--faulty", "all", "--timeout", "600"]);
        await Eventually.Assert(() => Hosts(running) >= 5, "the host and four workers");
        running.Child.Send(SIGHUP);
        running.Child.Send(SIGTERM);
        (await running.Finish()).AssertExit(143);
    }

    [Theory]
    [MemberData(nameof(Deadly))]
    public async Task A_signal_from_outside_that_nobody_asked_for_ends_the_command_by_that_signal_and_leaves_nothing(int signal)
    {
        using RunningProgram running = new SandboxProgram().Start("run", "--fault", "hang", "--faulty", "all", "--timeout", "600");
        await Eventually.Assert(() => Hosts(running) >= 5, "the host and four workers");
        running.Child.Send(signal);
        Assert.Equal(signal, (await running.Finish()).Signal);
    }

    private static int Hosts(RunningProgram running) => running.Processes().Count(entry => entry.Name == "sandbox-host");

    [Fact]
    public async Task Quit_ends_the_run_in_words_like_the_other_signals()
    {
        using RunningProgram running = new SandboxProgram().Start("run", "--fault", "hang", "--faulty", "all", "--timeout", "600");
        await Eventually.Assert(() => Hosts(running) >= 5, "the host and four workers");
        running.Child.Send(3);
        Assert.Contains("SIGQUIT ended the run; its processes have ended", (await running.Finish()).AssertExit(131).Error);
    }

    [Theory]
    [InlineData(SIGSEGV)]
    [InlineData(SIGKILL)]
    public async Task A_screen_that_is_ended_so_gives_the_terminal_back(int signal)
    {
        using Pty pty = new();
        string modes = pty.Modes;
        ChildProcess screen = pty.Start(new SandboxProgram());
        await pty.WaitFor(written => written.Contains("\e[?1049h", StringComparison.Ordinal), "the screen");
        await Eventually.Assert(() => pty.Modes != modes, "raw modes");
        screen.Send(signal);
        await screen.Status;
        await Eventually.Assert(() => pty.Modes == modes, "the modes as they were");
        await pty.AssertNothingLeft(screen, TimeSpan.FromSeconds(10));
    }
}

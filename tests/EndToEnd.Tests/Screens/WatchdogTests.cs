
namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>Ends that the screen does not see, or can do nothing about: another process gives the terminal back.</summary>
public class WatchdogTests
{
    private const int SIGILL = 4, SIGABRT = 6, SIGBUS = 7, SIGFPE = 8, SIGSEGV = 11, SIGTERM = 15;

    // SIGABRT is how the runtime itself ends the process after FailFast, a stack overflow and an exception that nobody caught.
    [Theory]
    [InlineData(LibC.SIGKILL, false)]
    [InlineData(LibC.SIGKILL, true)]
    [InlineData(SIGABRT, false)]
    [InlineData(SIGABRT, true)]
    [InlineData(SIGSEGV, true)]
    [InlineData(SIGBUS, true)]
    [InlineData(SIGFPE, true)]
    [InlineData(SIGILL, true)]
    public async Task A_crash_of_the_screen_leaves_the_terminal_to_the_watchdog(int signal, bool duringRun)
    {
        await using ShellSession session = await ShellSession.Open();
        await session.Begin(duringRun);
        await session.WaitForWatchdog();
        await session.SendUntilItEnds(signal);
        await session.End(128 + signal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_watchdog_that_somebody_killed_is_replaced_and_gives_the_terminal_back(bool duringRun)
    {
        await using ShellSession session = await ShellSession.Open();
        await session.Begin(duringRun);
        await session.WaitForWatchdog();
        await session.ReplaceWatchdog();
        await session.ReplaceWatchdog();
        session.Send(LibC.SIGKILL);
        await session.End(128 + LibC.SIGKILL);
    }

    [Fact]
    public async Task The_watchdog_finds_stty_where_PATH_does_not_lead_to_it()
    {
        await using ShellSession session = await ShellSession.Open(("PATH", "/nonexistent"));
        await session.Begin(duringRun: false);
        await session.WaitForWatchdog();
        session.Send(LibC.SIGKILL);
        await session.End(128 + LibC.SIGKILL);
    }

    [Theory]
    [InlineData(SIGTERM)]
    [InlineData(LibC.SIGKILL)]
    public async Task On_a_frozen_link_the_modes_come_back_and_the_rest_when_it_thaws(int signal)
    {
        await using ShellSession session = await ShellSession.Open(("SANDBOX_PACE", "60"), ("SANDBOX_TIMEOUT", "100"));
        await session.Begin(duringRun: true);
        await session.WaitForWatchdog();
        session.Freeze(true);
        session.Type("?");
        session.Send(signal);
        await session.ModesComeBack();
        session.Freeze(false);
        await session.WaitFor(written => written.Contains($"[ended {128 + signal}]"), "the end");
    }

    [Fact]
    public async Task A_link_that_is_frozen_for_long_ends_the_screen_by_itself()
    {
        await using ShellSession session = await ShellSession.Open(("SANDBOX_PACE", "60"), ("SANDBOX_TIMEOUT", "100"));
        await session.Begin(duringRun: true);
        session.Freeze(true);
        session.Type("?");
        await session.ModesComeBack();
        session.Freeze(false);
        await session.WaitFor(written => written.Contains("[ended 129]"), "the end");
        Assert.Contains("the terminal took no output for 0.7 s", session.Written);
    }
}

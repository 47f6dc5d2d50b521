using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>A worker that somebody stops: it does not know, and the waits of its host do not tell.</summary>
public partial class StoppedWorkerTests
{
    [Fact]
    public async Task Who_stands_still_is_shown_so_in_the_table_and_on_the_timeline_and_goes_on()
    {
        await using Tmux tmux = await Tmux.Open("--workers", "3", "--pace", "4", "--timeout", "60");
        await tmux.WaitFor("--pace 4");
        await tmux.Press("r");
        string screen = await tmux.WaitFor(text => Worker().IsMatch(text), "the workers");
        int pid = int.Parse(Worker().Match(screen).Groups[1].Value);
        await Signal(pid, "STOP");
        await tmux.WaitFor(text => text.Contains($"{pid} ⏸ stopped", StringComparison.Ordinal) || Regex.IsMatch(text, $"{pid} . stopped"), "the stop");
        await Signal(pid, "CONT");
        await tmux.WaitFor(text => Regex.IsMatch(text, $"{pid} +summing"), "the worker goes on");
        await tmux.Press("4");
        Assert.Contains("┄┄", await tmux.WaitFor("seen stopped"));
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    // A worker of a run that this test started, by its pid.
    private static async Task Signal(int pid, string name) => (await new SandboxProgram { Program = "sh" }.RunWith("-c", $"kill -{name} {pid}")).AssertExit(0);

    [GeneratedRegex(@"(?m)^.{2} *0 +(\d+) +summing")]
    private static partial Regex Worker();
}

using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Screens;

/// <summary>The page map and the steps of a real run on a real terminal.</summary>
public class PagesInTmuxTests
{
    [Fact]
    public async Task The_copies_of_an_intruder_are_seen_while_the_others_still_sum_and_when_all_is_over()
    {
        await using Tmux tmux = await Tmux.Open(With(("SANDBOX_FAULT", "corrupt-array:0-999"), ("SANDBOX_PACE", "60"), ("SANDBOX_TIMEOUT", "100")), 80, 24);
        await tmux.WaitFor("--pace 60");
        await tmux.Press("r", "8");
        string screen = await tmux.WaitFor(text => Regex.IsMatch(text, @"(?m)^ +0  S +9,766 +0 +[1-9]"), "worker 0, asleep, with every page shared");
        Assert.Contains("worker 0: live, from /proc", screen);

        await tmux.Press("G");
        screen = await tmux.WaitFor("the intruder: as it saw them itself right before its last act: exact");
        Assert.Matches(@"(?m)^!intruder  Z +8,766 +1,000 +[1-9],", screen);
        Assert.Contains("✗✗✗", screen);

        await tmux.Press("x", "g");
        await tmux.WaitFor("worker 0: the last sample from outside");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    [Fact]
    public async Task A_run_is_stepped_from_the_first_mapping_to_the_last_wait()
    {
        await using Tmux tmux = await Tmux.Open(With(("SANDBOX_FAULT", "segfault")), 80, 24);
        await tmux.WaitFor("--fault segfault");
        await tmux.Press("s");
        await tmux.WaitFor("before step 1 of 7: map ──");
        await tmux.Press("s");
        await tmux.WaitFor("before step 2 of 7: fill ──");
        await tmux.Press("s");
        await tmux.WaitFor("before step 3 of 7: start ──");
        await tmux.Press("s", "8");
        await tmux.WaitFor("before step 4 of 7: read ──");
        string screen = await tmux.WaitFor(text => Regex.IsMatch(text, @"(?m)^ +0  S +9,766 +0 +[1-9]"), "worker 0, asleep, with every page shared");
        Assert.Contains("worker 0: live, from /proc", screen);

        await tmux.Press("S", "1");
        screen = await tmux.WaitFor(text => text.Contains("100%") && text.Contains("before step 4 of 7: read ──"), "one worker ahead of the others");
        Assert.Matches(@"(?m)^  0 .* 100%", screen);
        Assert.Matches(@"(?m)^  1 .* 0%", screen);

        await tmux.Press("s");
        await tmux.WaitFor("before step 5 of 7: fault ──");
        await tmux.Press("s");
        await tmux.WaitFor("before step 6 of 7: exit ──");
        await tmux.Press("8", "Down", "Down");
        await tmux.WaitFor(text => Regex.IsMatch(text, @"(?m)^[!▸] +2  Z") && Regex.IsMatch(text, @"(?m)^ +1  S "), "the zombie of worker 2 beside worker 1, asleep");

        await tmux.Press("C", "1");
        await tmux.WaitFor("✓  contained: worker 2");
        await tmux.Press("q");
        Assert.Equal("0", await tmux.WaitForEnd());
    }

    private static SandboxProgram With(params (string Name, string Value)[] variables) =>
        new() { Variables = variables.ToDictionary(pair => pair.Name, pair => (string?)pair.Value) };
}

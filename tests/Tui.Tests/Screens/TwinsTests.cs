using Sandbox.Core.Runs;
using Sandbox.Tui.Tests.Tools;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>The lab's pair of programs as one key each: with and without what goes wrong, in threads and in processes.</summary>
public class TwinsTests
{
    [Theory]
    [InlineData("w", "sandbox run --fault corrupt-array")]
    [InlineData("t", "sandbox run --model threads")]
    public void A_key_changes_one_thing_and_runs_at_once(string keys, string command) =>
        Assert.Equal(command, RunSpecs.CommandLine(new Screen().Press(keys).Started));

    [Theory]
    [InlineData("w", "sandbox run")]
    [InlineData("w w", "sandbox run --fault segfault")]
    [InlineData("t", "sandbox run --model threads --fault segfault")]
    [InlineData("t t", "sandbox run --fault segfault")]
    [InlineData("t w", "sandbox run --model threads")]
    public void The_next_key_takes_it_back_or_changes_the_other(string keys, string command)
    {
        Screen screen = Stories.SegfaultEnded(new Screen());
        foreach (string key in keys.Split(' '))
        {
            screen.Press(key);
            screen.Tell(new Sandbox.Tui.App.Message.RunEnded(ScreenReports.OfProcesses(screen.Started, Core.Status.WaitStatus.OfExit(0), Verdict.Clean)));
        }
        Assert.Equal(command, RunSpecs.CommandLine(screen.Started));
    }

    [Fact]
    public void An_argument_comes_back_with_its_fault()
    {
        Screen screen = new Screen().With(RunSettings.Fault, "exit-code").With(RunSettings.Argument, "7").Press("w");
        Assert.Equal("sandbox run", RunSpecs.CommandLine(screen.Started));
        screen.Tell(new Sandbox.Tui.App.Message.RunEnded(ScreenReports.OfProcesses(screen.Started, Core.Status.WaitStatus.OfExit(0), Verdict.Clean))).Press("w");
        Assert.Equal("sandbox run --fault exit-code:7", RunSpecs.CommandLine(screen.Started));
    }

    [Fact]
    public void What_came_of_the_run_before_stays_on_the_screen()
    {
        Screen screen = Stories.SegfaultEnded(new Screen()).Press("t");
        Assert.Contains("before: processes, segfault: contained", screen.Text);
    }

    [Fact]
    public void While_a_run_is_under_way_nothing_is_changed()
    {
        Screen screen = Stories.Segfault(new Screen());
        string command = screen.Model.Workbench.Draft.Command;
        screen.Press("t w");
        Assert.Contains("a run is under way", screen.Text);
        Assert.Equal(command, screen.Model.Workbench.Draft.Command);
    }

    [Fact]
    public void A_twin_that_cannot_be_is_refused_in_words()
    {
        Screen screen = new Screen().With(RunSettings.Fault, "zombie").Press("t");
        Assert.Empty(screen.Effects.OfType<Sandbox.Tui.App.Effect.StartRun>());
        Assert.Contains("cannot run:", screen.Text);
    }
}

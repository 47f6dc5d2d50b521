
namespace Sandbox.EndToEnd.Tests.Scenarios;

/// <summary>The lessons on a real terminal.</summary>
public class LessonsInTmuxTests
{
    [Fact]
    public async Task A_newcomer_comes_from_the_first_screen_to_a_right_prediction_and_starts_on_the_workbench_next_time()
    {
        string home = TestFolders.Create();
        SandboxProgram program = new() { Newcomer = true, Variables = new Dictionary<string, string?> { ["XDG_STATE_HOME"] = home } };
        await using (Tmux tmux = await Tmux.Open(program, 80, 24))
        {
            await tmux.WaitFor("Enter opens this one");
            await tmux.Press("Enter");
            await tmux.WaitFor("This is the exercise of an operating systems course");
            await tmux.Press("End", "Enter");
            await tmux.WaitFor("prediction 1 of 3");
            await tmux.Press("c", "Enter");
            await tmux.WaitFor("prediction 2 of 3");
            await tmux.Type("segv");
            await tmux.Press("Enter");
            await tmux.WaitFor("prediction 3 of 3");
            await tmux.Press("4", "Enter");
            await tmux.WaitFor("Enter runs it.");
            await tmux.Press("Enter");
            string screen = await tmux.WaitFor("what came of it");
            Assert.Contains("✓ right What will waitpid's status say of worker 2", screen);
            Assert.Contains("✗ wrong There are four workers.", screen);
            Assert.Contains("killed by SIGSEGV (11)", screen);
            await tmux.Press("End", "Enter");
            await tmux.WaitFor("2 of 3 predictions came true.");
            await tmux.Press("Down", "Down", "Enter");
            Assert.Matches(@"(?m)faulty 0\b", await tmux.WaitFor("set up as the lesson says"));
            await tmux.Press("9");
            await tmux.WaitFor($"1 of {Directory.EnumerateFiles(SandboxProgram.Beside("scenarios"), "lesson.md", SearchOption.AllDirectories).Count()} done");
            await tmux.Press("q");
            Assert.Equal("0", await tmux.WaitForEnd());
        }
        Assert.Contains("\"scenario\":\"wait-for-it\",\"right\":2,\"of\":3", await File.ReadAllTextAsync(Path.Combine(home, "sandbox", "progress.jsonl"), TestContext.Current.CancellationToken));
        await using Tmux again = await Tmux.Open(program, 80, 24);
        await again.WaitFor("Nothing has run yet.");
        await again.Press("q");
        Assert.Equal("0", await again.WaitForEnd());
    }
}

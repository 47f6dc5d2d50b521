namespace Sandbox.EndToEnd.Tests.Scenarios;

/// <summary>What needs a terminal: lessons that are taken up again, the dialogue for a new lesson, and one that is watched while it is written.</summary>
public class TeacherInTmuxTests
{
    [Fact]
    public async Task A_lesson_left_halfway_goes_on_there_and_a_missed_question_comes_again()
    {
        SandboxProgram program = new() { Newcomer = true, Variables = new Dictionary<string, string?> { ["XDG_STATE_HOME"] = TestFolders.Create() } };
        await using (Tmux tmux = await Tmux.Open(program, 80, 24))
        {
            await tmux.WaitFor("Enter opens this one");
            await tmux.Press("Enter");
            await tmux.WaitFor("This is the exercise of an operating systems course");
            await tmux.Press("End", "Enter");
            await tmux.WaitFor("prediction 1 of 3");
            await tmux.Press("a", "Enter");
            await tmux.WaitFor("prediction 2 of 3");
            await tmux.Press("F10");
            await tmux.Press("9");
            await tmux.WaitFor("prediction 2 of 3");
            await tmux.Press("C-c");
            Assert.NotEqual("", await tmux.WaitForEnd());
        }
        await using Tmux again = await Tmux.Open(program, 80, 24);
        await again.WaitFor("Nothing has run yet.");
        await again.Press("9");
        await again.WaitFor("goes on where you left it");
        Assert.Contains("halfway", await again.Screen());
        await again.Press("Enter");
        await again.WaitFor("you left this lesson here");
        await again.WaitFor("prediction 2 of 3");
        await again.Type("segv");
        await again.Press("Enter");
        await again.WaitFor("prediction 3 of 3");
        await again.Press("3", "Enter");
        await again.WaitFor("Enter runs it.");
        await again.Press("Enter");
        await again.WaitFor("what came of it");
        await again.Press("Escape");
        await again.WaitFor("1 question missed");
        Assert.Contains("missed 1", await again.Screen());
        await again.Press("m");
        await again.WaitFor("missed before, 1 to go, prediction 1 of 3");
        await again.Press("c", "Enter");
        await again.WaitFor("Enter runs it.");
        await again.Press("Enter");
        await again.WaitFor("what came of it");
        await again.Press("End", "Enter");
        await again.WaitFor("1 of 1 missed questions answered rightly now");
        Assert.DoesNotContain("missed 1", await again.Screen());
        await again.Press("q");
        Assert.Equal("0", await again.WaitForEnd());
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_that_is_said_once_and_the_lesson_goes_on()
    {
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["XDG_STATE_HOME"] = "/proc/1/nowhere" } };
        await using Tmux tmux = await Tmux.Open(program, 80, 24);
        await tmux.WaitFor("Enter opens this one");
        await tmux.Press("Enter");
        await tmux.WaitFor("This is the exercise of an operating systems course");
        await tmux.Press("End", "Enter");
        await tmux.WaitFor("prediction 1 of 3");
        await tmux.Press("c", "Enter");
        await tmux.WaitFor("the progress is not kept");
        await tmux.Type("segv");
        await tmux.Press("Enter");
        string screen = await tmux.WaitFor("prediction 3 of 3");
        Assert.DoesNotContain("the progress is not kept", screen);
        await tmux.Press("C-c");
    }

    [Fact]
    public async Task A_lesson_is_made_by_a_dialogue()
    {
        string folder = TestFolders.Create();
        await using Tmux tmux = await Tmux.Open(new SandboxProgram { Program = "sh" }, 100, 40, "-c", "cd \"$0\" && \"$1\" scenario new by-dialogue; exec cat", folder, SandboxProgram.Location);
        foreach ((string asked, string said) in new[]
        {
            ("title [By dialogue]", "Asked for"), ("what it asks", ""), ("what is run", " --model nothing-of-this"),
        })
        {
            await tmux.WaitFor(asked);
            await tmux.Type(said);
            await tmux.Press("Enter");
        }
        await tmux.WaitFor("the question [");
        await tmux.Press("C-d");
        await tmux.WaitFor("nothing was made");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));

        await using Tmux second = await Tmux.Open(new SandboxProgram { Program = "sh" }, 100, 40, "-c", "cd \"$0\" && \"$1\" scenario new by-dialogue; exec cat", folder, SandboxProgram.Location);
        foreach ((string asked, string said) in new[]
        {
            ("title [By dialogue]", "Asked for"), ("what it asks", ""), ("what is run", " --model threads --fault segfault --length 1000"), ("the question [", "Who is left?"),
            ("choice a:", "all"), ("is right when", "verdict"), ("is no condition", "verdict=clean"), ("choice b:", "nobody"), ("choice b: nobody", "verdict=lost"), ("choice c:", ""),
        })
        {
            await second.WaitFor(asked);
            await second.Type(said);
            await second.Press("Enter");
        }
        await second.WaitFor("made by-dialogue: lost");
        (await new SandboxProgram { Directory = folder }.RunWith("scenario", "check", "by-dialogue")).AssertExit(0);
    }

    [Fact]
    public async Task A_lesson_is_checked_and_shown_at_each_save_until_a_signal_comes()
    {
        string folder = TestFolders.Create(), file = Path.Combine(folder, "watched", "scenario.json");
        (await new SandboxProgram { Directory = folder }.RunWith("scenario", "new", "watched")).AssertExit(0);
        Assert.Contains("standard output is no terminal", (await SandboxProgram.Run("scenario", "check", "--watch", Path.Combine(folder, "watched"))).AssertExit(2).Error);
        await using Tmux tmux = await Tmux.Open(new SandboxProgram(), 100, 50, "scenario", "check", "--watch", Path.Combine(folder, "watched"));
        await tmux.WaitFor("watched: 1 runs, 1 questions, each with one answer");
        string good = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, good.Replace("\"beginner\"", "\"hard\""), TestContext.Current.CancellationToken);
        await tmux.WaitFor("scenario.json:5:12: there is no level \"hard\"");
        await File.WriteAllTextAsync(file, good.Replace("Which verdict", "Now which verdict"), TestContext.Current.CancellationToken);
        await tmux.WaitFor("Now which verdict");
        await tmux.Press("C-c");
        Assert.Equal("130", await tmux.WaitForEnd());
    }
}

using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Recording;

/// <summary>Recordings of the real screen, played by asciinema.</summary>
public class RecordTests
{
    private const string Script = """
        # The lab's exercise.
        title A child segfaults
        size 80x24
        caption Worker 2 will write through a null pointer
        pause 1
        marker the fault
        keys Down Enter
        type segf
        keys Enter
        caption r runs it
        keys r
        wait contained:
        marker the verdict
        caption The parent is unhurt
        pause 2
        """;

    [Theory]
    [InlineData("v2")]
    [InlineData("v3")]
    public async Task A_demo_is_recorded_with_times_and_markers_of_the_scripts_own(string format)
    {
        string folder = Folder();
        Finished done = await new SandboxProgram { Directory = folder }.RunWith("record", "--script", "demo.txt", "-o", "demo.cast", "--format", format);
        done.AssertExit(0);
        JsonElement[] lines = [.. File.ReadAllLines(Path.Combine(folder, "demo.cast")).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(format == "v2" ? 2 : 3, lines[0].GetProperty("version").GetInt32());
        double now = 0;
        (double At, string Label)[] markers = [.. lines.Skip(1)
            .Select(line => (At: format == "v2" ? line[0].GetDouble() : now += line[0].GetDouble(), Kind: line[1].GetString(), Data: line[2].GetString()!))
            .Where(line => line.Kind == "m").Select(line => (Math.Round(line.At, 3), line.Data))];
        // A pause of a second; then eight keys of 0.3 s each.
        Assert.Equal([(1, "the fault"), (3.4, "the verdict")], markers);
        Assert.InRange(new FileInfo(Path.Combine(folder, "demo.cast")).Length, 5_000, 60_000);
        Assert.Equal(["demo.cast", "demo.txt"], Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public async Task The_demo_of_a_teachers_own_lesson_is_recorded_by_its_id()
    {
        string folder = TestFolders.Create(), lesson = Path.Combine(folder, "mine", "my-lesson");
        Directory.CreateDirectory(lesson);
        foreach (string file in new[] { "scenario.json", "lesson.md" })
            File.WriteAllText(Path.Combine(lesson, file), File.ReadAllText(SandboxProgram.Beside($"scenarios/signals/{file}")).Replace("Which signals kill?", "A lesson of mine", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(lesson, "demo.txt"), "title Mine\nsize 80x24\nkeys 9\nwait Wait for it\nkeys End\nwait A lesson of mine\n");
        SandboxProgram program = new() { Directory = folder };

        (await program.RunWith("record", "my-lesson", "--scenarios", "mine", "-o", "mine.cast")).AssertExit(0);

        Assert.Contains("A lesson of mine", File.ReadAllText(Path.Combine(folder, "mine.cast")));
        Assert.Contains("there is no demo \"my-lesson\"", (await program.RunWith("record", "my-lesson", "-o", "other.cast")).AssertExit(2).Error);
        Assert.Contains("--scenarios: there is no folder \"no\"", (await program.RunWith("record", "my-lesson", "--scenarios", "no", "-o", "other.cast")).AssertExit(2).Error);
    }

    [Fact]
    public async Task Asciinema_shows_at_the_end_what_the_screen_showed()
    {
        string folder = Folder();
        (await new SandboxProgram { Directory = folder }.RunWith("record", "--script", "demo.txt", "-o", "demo.cast")).AssertExit(0);
        await using Tmux tmux = await Tmux.Open(new SandboxProgram { Program = "sh", Directory = folder }, 80, 30, "-c", "asciinema cat \"$0\"; printf 'a prompt '; exec cat", Path.Combine(folder, "demo.cast"));
        string screen = await tmux.WaitFor("a prompt");
        Assert.Equal("The parent is unhurt", screen.Split('\n')[25].Trim());
        Assert.Equal("a prompt", screen.Split('\n')[26].Trim());
        Assert.Equal("1 0 26", await tmux.Ask("#{cursor_flag} #{alternate_on} #{cursor_y}"));
        Assert.Matches(@"(?m)^! 2 +\d+ ✗ signaled +0x000b killed by SIGSEGV \(11\)", screen);
        Assert.Equal(3, screen.Split('\n').Count(line => line.Contains("✓ right") && line.Contains("0x0000")));
        Assert.Contains("contained: worker 2 was killed by SIGSEGV (11)", screen);
    }

    [Fact]
    public async Task A_demo_that_never_comes_to_what_it_waits_for_leaves_no_file()
    {
        string folder = Folder();
        File.WriteAllText(Path.Combine(folder, "demo.txt"), "title t\nkeys q\nwait never\n");
        Finished done = await new SandboxProgram { Directory = folder }.RunWith("record", "--script", "demo.txt", "-o", "demo.cast");
        done.AssertExit(2);
        Assert.Contains("the screen ended before the script did", done.Error);
        Assert.Equal(["demo.txt"], Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task A_script_that_is_a_pipe_is_not_waited_for()
    {
        string folder = Folder();
        (await new SandboxProgram { Program = "mkfifo", Directory = folder }.RunWith("pipe")).AssertExit(0);
        Finished done = await new SandboxProgram { Directory = folder }.RunWith("record", "--script", "pipe", "-o", "demo.cast");
        Assert.Contains("\"pipe\" is a pipe; expected a file", done.AssertExit(2).Error);
        Assert.False(File.Exists(Path.Combine(folder, "demo.cast")));
    }

    [Fact]
    public async Task A_file_that_is_no_script_is_not_read_out()
    {
        string folder = Folder();
        File.WriteAllText(Path.Combine(folder, "demo.txt"), "root:secret\ndaemon:hidden\n");
        Finished done = await new SandboxProgram { Directory = folder }.RunWith("record", "--script", "demo.txt", "-o", "demo.cast");
        Assert.Equal(
            "sandbox: demo.txt: no line of it is one of a demo script; expected lines that begin with title, size, marker, caption, keys, type, pause, wait\n",
            done.AssertExit(2).Error);
    }

    [Fact]
    public async Task A_full_disk_is_the_machines_fault_and_leaves_nothing()
    {
        string folder = Folder();
        foreach (string command in (string[])["record --script ../demo.txt -o x.cast", "export -o x.c"])
        {
            Finished done = await SmallDisk.Run(folder, $"cd small && '{SandboxProgram.Location}' {command}; code=$?; ls -A; exit $code");
            Assert.Matches("^sandbox: the output could not be written: x.c(ast)?: No space left on device\n$", done.AssertExit(3).Error);
            Assert.Equal("", done.Output);
        }
    }

    [Fact]
    public async Task A_working_directory_that_is_gone_is_said()
    {
        string folder = Folder();
        foreach (string command in (string[])[$"record --script {folder}/demo.txt -o x.cast", "export -o x.c"])
        {
            Finished done = await new SandboxProgram { Program = "sh" }.RunWith("-c", $"cd '{TestFolders.Create()}' && rmdir \"$PWD\" && exec '{SandboxProgram.Location}' {command}");
            Assert.Contains("cannot be written: No such file or directory", done.AssertExit(2).Error);
        }
    }

    [Fact]
    public async Task A_recording_is_written_over_only_where_that_is_asked_for()
    {
        string folder = Folder();
        File.WriteAllText(Path.Combine(folder, "demo.cast"), "mine");
        SandboxProgram program = new() { Directory = folder };
        Finished done = await program.RunWith("record", "--script", "demo.txt", "-o", "demo.cast");
        done.AssertExit(2);
        Assert.Contains("--output: \"demo.cast\" is there already; --force writes over it", done.Error);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "demo.cast")));
        Assert.Contains("no name for a recording", (await program.RunWith("record", "--script", "demo.txt", "-o", "demo.txt")).AssertExit(2).Error);
        Assert.Contains("there is no folder", (await program.RunWith("record", "--script", "demo.txt", "-o", "no/demo.cast")).AssertExit(2).Error);
    }

    [Fact]
    public async Task The_live_screen_is_recorded_from_one_press_of_a_key_to_the_next()
    {
        string folder = Folder();
        await using Tmux tmux = await Tmux.Open(
            new SandboxProgram { Program = "sh" }, 80, 24, "-c", "cd \"$0\" && exec \"$1\"", folder, SandboxProgram.Location);
        await tmux.WaitFor("runs: sandbox run");
        await tmux.Press("R");
        await tmux.WaitFor("REC");
        await tmux.Press("r");
        await tmux.WaitFor("REC clean");
        await tmux.Press("R");
        await tmux.WaitFor("wrote sandbox.cast");
        await using Tmux player = await Tmux.Open(new SandboxProgram { Program = "sh" }, 80, 25, "-c", "asciinema cat \"$0\"; exec cat", Path.Combine(folder, "sandbox.cast"));
        Assert.Contains("clean: all 4 sums are right", await player.WaitFor("REC clean"));
    }

    public static TheoryData<string> Lessons() =>
        [.. Directory.EnumerateDirectories(SandboxProgram.Beside("scenarios")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Each_lesson_has_a_demo_that_can_be_played_to_its_end(string id)
    {
        string file = await PlayedDemo.Of(id);
        Assert.Contains(File.ReadAllLines(file), line => line.Contains("\"m\",\"run 1\""));
        Assert.InRange(new FileInfo(file).Length, 5_000, 300 << 10);
    }

    private static string Folder()
    {
        string folder = TestFolders.Create();
        File.WriteAllText(Path.Combine(folder, "demo.txt"), Script);
        return folder;
    }
}

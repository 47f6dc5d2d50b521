using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Scenarios;

/// <summary>A teacher's lessons: made from a few words, packed into one file, installed, recorded.</summary>
public class CourseTests
{
    [Fact]
    public async Task A_new_lesson_passes_its_check_at_once_and_a_course_of_such_lessons_is_played_and_recorded()
    {
        string folder = TestFolders.Create(), mine = Path.Combine(folder, "mine");
        Directory.CreateDirectory(mine);
        SandboxProgram program = new() { Directory = folder };
        (await program.RunWith("scenario", "new", "my-first", "--in", "mine", "--title", "My first")).AssertExit(0);
        Assert.StartsWith("my-first: 1 runs, 1 questions", (await program.RunWith("scenario", "check", "mine/my-first")).AssertExit(0).Output);
        Assert.Contains("is there already, and nothing is written over", (await program.RunWith("scenario", "new", "my-first", "--in", "mine")).AssertExit(2).Error);
        (await program.RunWith(
            "scenario", "new", "my-second", "--in", "mine", "--run", "--model threads --fault segfault --workers 3 --length 1000", "--ask", "Who is left?",
            "--choice", "all but one := verdict=contained", "--choice", "nobody := verdict=lost")).AssertExit(0);
        await File.WriteAllTextAsync(
            Path.Combine(mine, "my-second", "demo.txt"), "title Mine\nsize 80x24\nkeys 9\nwait Wait for it\nkeys End\nwait My second\n", TestContext.Current.CancellationToken);

        (await program.RunWith("course", "pack", "mine", "--title", "Lab 8", "-o", "lab8.course.json")).AssertExit(0);
        (await program.RunWith("course", "pack", "mine", "--title", "Lab 8", "-o", "again.course.json")).AssertExit(0);
        Assert.Equal(await Bytes(folder, "lab8.course.json"), await Bytes(folder, "again.course.json"));
        Finished check = (await program.RunWith("course", "check", "lab8.course.json")).AssertExit(0);
        Assert.EndsWith("Lab 8: 2 lessons\n", check.Output);
        Assert.Contains("--output: \"lab8.course.json\" is there already", (await program.RunWith("course", "pack", "mine", "-o", "lab8.course.json")).AssertExit(2).Error);
        Assert.Contains("expected one that ends in .course.json", (await program.RunWith("course", "pack", "mine", "-o", "lab8.zip")).AssertExit(2).Error);

        // By an option, by the settings, and from a folder of the settings.
        string course = Path.Combine(folder, "lab8.course.json"), folders = Directory.CreateDirectory(Path.Combine(folder, "courses")).FullName;
        File.Copy(course, Path.Combine(folders, "lab8.course.json"));
        foreach (SandboxProgram other in new[] { program, program with { Variables = Naming(course) }, program with { Variables = Naming(folders) } })
        {
            string[] option = other.Variables.Count == 0 ? ["--scenarios", course] : [];
            JsonElement[] lessons = [.. (await other.RunWith(["scenario", "list", "--json", .. option])).AssertExit(0).Json.EnumerateArray()];
            Assert.Equal(["my-first", "my-second"], lessons.Where(one => one.GetProperty("course").GetString() == "Lab 8").Select(one => one.GetProperty("id").GetString()));
            Assert.Equal(1, (await other.RunWith(["scenario", "run", "my-second", "--answers", "b", "--json", .. option])).AssertExit(0).Json.GetProperty("right").GetInt32());
            (await other.RunWith(["record", "my-second", "-o", "mine.cast", "--force", .. option])).AssertExit(0);
            Assert.Contains("My second", await File.ReadAllTextAsync(Path.Combine(folder, "mine.cast"), TestContext.Current.CancellationToken));
        }
        // And from the folders that the settings name, without a course.
        (await (program with { Variables = Naming(mine) }).RunWith("record", "my-second", "-o", "mine.cast", "--force")).AssertExit(0);
    }

    [Theory]
    [InlineData("--run", "--model x", "there is no model \"x\"")]
    [InlineData("--run", "--program /bin/sh", "there is no option of a lesson's run \"--program\"")]
    [InlineData("--choice", "alone", "is no choice; expected TEXT := FIELD=VALUE")]
    [InlineData("--choice", "one := verdict=clean", "there is one choice; expected at least two")]
    [InlineData("--title", "\u001b[2J", "there is a control character, \\u001b")]
    [InlineData("--level", "hard", "there is no level \"hard\"")]
    public async Task What_would_be_no_lesson_is_not_made(string option, string value, string message)
    {
        string folder = TestFolders.Create();
        Finished done = (await new SandboxProgram { Directory = folder }.RunWith("scenario", "new", "mine", option, value)).AssertExit(2);
        Assert.Contains(message, done.Error);
        Assert.DoesNotContain('\u001b', done.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Choices_of_which_none_or_several_are_so_are_told_of_before_anything_is_made()
    {
        string folder = TestFolders.Create();
        SandboxProgram program = new() { Directory = folder };
        Assert.Contains("the run matches no choice", (await program.RunWith("scenario", "new", "mine", "--choice", "a := verdict=lost", "--choice", "b := verdict=hung")).AssertExit(2).Error);
        Assert.Contains("there is no field \"verdct\"", (await program.RunWith("scenario", "new", "mine", "--choice", "a := verdct=lost", "--choice", "b := verdict=hung")).AssertExit(2).Error);
        Assert.Contains("no name for a scenario", (await program.RunWith("scenario", "new", "../mine")).AssertExit(2).Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_course_that_somebody_tampered_with_is_told_of_by_line_and_its_sound_lessons_are_there()
    {
        string folder = TestFolders.Create();
        Directory.CreateDirectory(Path.Combine(folder, "mine"));
        SandboxProgram program = new() { Directory = folder };
        foreach (string id in new[] { "aa", "bb" })
            (await program.RunWith("scenario", "new", id, "--in", "mine")).AssertExit(0);
        (await program.RunWith("course", "pack", "mine", "-o", "c.course.json")).AssertExit(0);
        string file = Path.Combine(folder, "c.course.json");
        string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        int at = text.IndexOf("\"title\": \"Aa\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text[..at] + "\"title\": \"\\u001b[2J\"" + text[(at + 13)..], TestContext.Current.CancellationToken);
        Finished check = (await program.RunWith("course", "check", "c.course.json")).AssertExit(2);
        Assert.Matches(@"c\.course\.json:10:12: ""title"": there is a control character, \\u001b", check.Error);
        Assert.DoesNotContain('\u001b', check.Error + check.Output);
        Finished list = (await program.RunWith("scenario", "list", "--scenarios", "c.course.json")).AssertExit(0);
        Assert.Contains("c.course.json:10:12", list.Error);
        Assert.Matches(@"(?m)^ *bb ", list.Output);
        File.CreateSymbolicLink(Path.Combine(folder, "l.course.json"), file);
        Assert.Contains("is a link", (await program.RunWith("course", "check", "l.course.json")).AssertExit(2).Error);
    }

    private static Dictionary<string, string?> Naming(string path) => new() { ["SANDBOX_SCENARIOS"] = path };

    private static Task<byte[]> Bytes(string folder, string name) => File.ReadAllBytesAsync(Path.Combine(folder, name), TestContext.Current.CancellationToken);
}

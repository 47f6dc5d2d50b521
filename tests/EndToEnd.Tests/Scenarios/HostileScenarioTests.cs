
namespace Sandbox.EndToEnd.Tests.Scenarios;

/// <summary>Scenarios on the disk as no teacher would write them.</summary>
public class HostileScenarioTests
{
    private const string Good =
        """
        { "title": "T", "summary": "S", "level": "beginner", "minutes": 5,
          "steps": [{ "run": { "length": 1000 }, "predictions": [{ "ask": "Which?", "kind": "verdict" }] }] }
        """;

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        Finished said = (await SandboxProgram.Run("scenario", "check", Made("lone", Good, null))).AssertExit(2);
        Assert.Contains("lone/lesson.md: there is no such file; a scenario is a folder with scenario.json and lesson.md", said.Error);
    }

    [Fact]
    public async Task A_link_out_of_its_folder_is_not_followed()
    {
        string folder = Made("linked", Good, null);
        File.CreateSymbolicLink(Path.Combine(folder, "lesson.md"), "/etc/hostname");
        Finished said = (await SandboxProgram.Run("scenario", "check", folder)).AssertExit(2);
        Assert.Contains("linked/lesson.md: is a link, and links are not followed", said.Error);
    }

    [Fact]
    public async Task A_file_with_another_name_too_is_not_read()
    {
        string folder = Made("hard", Good, null), other = Path.Combine(TestFolders.Create(), "secret");
        await File.WriteAllTextAsync(other, "secret", TestContext.Current.CancellationToken);
        Assert.Equal(0, LibC.link(other, Path.Combine(folder, "lesson.md")));
        Finished said = (await SandboxProgram.Run("scenario", "check", folder)).AssertExit(2);
        Assert.Contains("hard/lesson.md: has 2 names, hard links, and links are not followed; expected a file of its own", said.Error);
    }

    [Fact]
    public async Task A_folder_that_is_a_link_is_passed_over_and_one_that_is_named_may_be_a_link()
    {
        string folder = Made("real", Good, "text"), lessons = TestFolders.Create(), named = Path.Combine(TestFolders.Create(), "named");
        Directory.CreateSymbolicLink(Path.Combine(lessons, "linked"), folder);
        Directory.CreateSymbolicLink(named, Path.GetDirectoryName(folder)!);
        Finished listed = (await SandboxProgram.Run("scenario", "list", "--json", "--scenarios", lessons, "--scenarios", named)).AssertExit(0);
        Assert.Contains("\"real\"", listed.Output);
        Assert.DoesNotContain("\"linked\"", listed.Output);
        Assert.Equal($"sandbox: {lessons}/linked: is a link, and links are not followed; expected the folder itself\n", listed.Error);
    }

    [Fact]
    public async Task Tabs_and_the_line_ends_and_marks_of_other_systems_are_welcome()
    {
        string folder = Made("tabbed", "\uFEFF" + Good.ReplaceLineEndings("\r\n"), "\uFEFF# A\ttitle\r\n\r\n\tint\tx;\r\n");
        (await SandboxProgram.Run("scenario", "check", folder)).AssertExit(0);
        Finished shown = (await SandboxProgram.Run("scenario", "show", "tabbed", "--scenarios", Path.GetDirectoryName(folder)!)).AssertExit(0);
        Assert.Contains("A title\n", shown.Output);
        Assert.Contains("int    x;\n", shown.Output);
        Assert.DoesNotContain(shown.Output, letter => char.IsControl(letter) && letter != '\n');
    }

    [Fact]
    public async Task Of_thousands_of_mistakes_the_first_are_told_and_the_others_counted()
    {
        string lesson = string.Concat(Enumerable.Repeat("\u001b\n", 5_000));
        Finished said = (await SandboxProgram.Run("scenario", "check", Made("wrong", Good, lesson))).AssertExit(2);
        Assert.Equal(21, said.Error.TrimEnd('\n').Split('\n').Length);
        Assert.EndsWith("wrong/lesson.md: and 4,980 more problems\n", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        string folder = Made("piped", Good, null);
        (await new SandboxProgram { Program = "mkfifo" }.RunWith(Path.Combine(folder, "lesson.md"))).AssertExit(0);
        Finished said = (await SandboxProgram.Run("scenario", "check", folder)).AssertExit(2);
        Assert.Contains("lesson.md: is a pipe; expected a file", said.Error);
    }

    [Fact]
    public async Task Ten_megabytes_of_text_are_refused()
    {
        Finished said = (await SandboxProgram.Run("scenario", "check", Made("large", Good, new string('x', 10 << 20)))).AssertExit(2);
        Assert.Contains("large/lesson.md: is larger than 131,072 bytes", said.Error);
    }

    [Theory]
    [InlineData("\u001b]0;owned\u0007")]
    [InlineData("\u009b2J")]
    [InlineData("one\rtwo")]
    public async Task No_control_character_reaches_the_terminal(string text)
    {
        string folder = Made("coloured", Good.Replace("\"T\"", "\"T\\u001b[31m\""), $"# Title\n{text}\n");
        Finished said = (await SandboxProgram.Run("scenario", "check", folder)).AssertExit(2);
        Assert.Contains("coloured/lesson.md:2:", said.Error);
        Assert.Contains("coloured/scenario.json:1:12: \"title\": there is a control character, \\u001b", said.Error);
        Assert.DoesNotContain(said.Error + said.Output, letter => char.IsControl(letter) && letter != '\n');
    }

    [Fact]
    public async Task A_character_that_Markdown_makes_of_an_entity_is_harmless_too()
    {
        string folder = Made("entity", Good, "A&#27;[31m &#x9b;2J <\u00a0b> [l](http://a/&#27;)\n");
        (await SandboxProgram.Run("scenario", "check", folder)).AssertExit(0);
        Finished shown = (await SandboxProgram.Run("scenario", "show", "entity", "--scenarios", Path.GetDirectoryName(folder)!)).AssertExit(0);
        Assert.Contains("A\\u001b[31m", shown.Output);
        Assert.DoesNotContain(shown.Output, letter => char.IsControl(letter) && letter != '\n');
    }

    [Fact]
    public async Task Markdown_that_is_nested_too_deeply_is_told_of_and_shown_as_it_is_written()
    {
        string folder = Made("deep", Good, new string('>', 5_000) + " a\n");
        Finished said = (await SandboxProgram.Run("scenario", "check", folder)).AssertExit(2);
        Assert.Contains("deep/lesson.md: its Markdown is nested too deeply", said.Error);
        (await SandboxProgram.Run("scenario", "show", "deep", "--scenarios", Path.GetDirectoryName(folder)!)).AssertExit(0);
    }

    [Fact]
    public async Task Check_really_runs_and_finds_what_no_run_answers()
    {
        string choices = """
            { "ask": "?", "kind": "choice", "choices": [ { "text": "a", "when": { "path": "verdict", "equals": "lost" } }, { "text": "b", "when": { "path": "verdikt", "equals": "hung" } } ] }
            """;
        string folder = Made("unanswered", Good.Replace("{ \"ask\": \"Which?\", \"kind\": \"verdict\" }", choices.Trim()), "text");
        Finished said = (await SandboxProgram.Run("scenario", "check", folder)).AssertExit(2);
        Assert.Contains("unanswered/scenario.json:2:58: \"verdikt\": there is no field \"verdikt\"; the nearest is verdict", said.Error);
    }

    [Fact]
    public async Task A_teachers_folder_comes_from_the_environment_and_a_broken_lesson_in_it_spoils_no_other()
    {
        string folder = Made("mine", Good, "text"), above = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(Path.Combine(above, "broken"));
        await File.WriteAllTextAsync(Path.Combine(above, "broken", "scenario.json"), "{", TestContext.Current.CancellationToken);
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["SANDBOX_SCENARIOS"] = above } };
        Finished listed = (await program.RunWith("scenario", "list")).AssertExit(0);
        Assert.Contains("wait-for-it", listed.Output);
        Assert.Contains("mine", listed.Output);
        Assert.Contains("broken/scenario.json:1:2: this is not JSON", listed.Error);
        Assert.Contains("broken/scenario.json", (await program.RunWith("scenario", "run", "broken")).AssertExit(2).Error);
    }

    [Fact]
    public async Task Answers_that_are_none_are_refused_before_anything_is_started()
    {
        Finished few = (await SandboxProgram.Run("scenario", "run", "wait-for-it", "--answers", "a")).AssertExit(2);
        Assert.Contains("--answers: wait-for-it has 3 questions, and 1 answers were given", few.Error);
        Finished odd = (await SandboxProgram.Run("scenario", "run", "wait-for-it", "--answers", "z,SIGNONE,3")).AssertExit(2);
        Assert.Contains("answer 1: \"z\" is no answer; expected a letter from a to d", odd.Error);
        Assert.Contains("answer 2: \"SIGNONE\" is no answer; expected a signal, by name or number", odd.Error);
    }

    private static string Made(string id, string json, string? lesson)
    {
        string folder = Path.Combine(TestFolders.Create(), id);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "scenario.json"), json);
        if (lesson is not null)
            File.WriteAllText(Path.Combine(folder, "lesson.md"), lesson);
        return folder;
    }
}

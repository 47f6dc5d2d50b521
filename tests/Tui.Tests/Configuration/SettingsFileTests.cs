using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core.Runs;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Tests.Configuration;

public class SettingsFileTests
{
    [Fact]
    public void The_file_that_comes_with_the_program_says_what_is_built_in()
    {
        SettingsReading reading = SettingsReading.Read(Layers.Sources([], program: AppContext.BaseDirectory));

        Assert.Empty(reading.Problems);
        Assert.Equal(RunCaps.Default with { Ranks = RunCaps.RanksPerProcessor * Environment.ProcessorCount }, reading.Caps);
        Assert.Equal(SettingTable.Fixed.Select(row => (row.Name, LayerKind.Program)), reading.All.Select(setting => (setting.Row.Name, setting.Layer)));
        Assert.All(reading.All, setting => Assert.Equal(setting.Row.Default, setting.InEffect.Text));
        Assert.Equal("sandbox run", RunSpecs.CommandLine(RunSpecs.Resolve(reading.Settings, reading.Caps).Spec!));
    }

    [Fact]
    public void A_setting_knows_the_line_and_the_column_of_its_value() =>
        Assert.Equal(
            [new Setting("workers", "8", "f:3:16"), new Setting("fault", "kill", "f:4:14"), new Setting("faulty", "0,3", "f:5:15")],
            Parse(
                """
                {
                  "run": {
                    "workers": 8,
                    "fault": "kill",
                    "faulty": [0, 3]
                  }
                }
                """).Settings);

    [Theory]
    [InlineData("", "f:1:1", "empty")]
    [InlineData(" \n ", "f:1:1", "empty")]
    [InlineData("{", "f:1:2", "not JSON")]
    [InlineData("{ \"run\": }", "f:1:10", "not JSON")]
    [InlineData("{\n  \"run\": { \"workers\": 4 \"seed\": 1 }\n}", "f:2:25", "not JSON")]
    [InlineData("{} {}", "f:1:4", "not JSON")]
    [InlineData("[]", "f:1:1", "the file is a list; expected an object in braces")]
    [InlineData("null", "f:1:1", "an object")]
    [InlineData("{ \"run\": 5 }", "f:1:10", "\"run\" is 5; expected an object")]
    [InlineData("{ \"ruin\": {} }", "f:1:3", "nearest is run (there are: run, caps, keys, ")]
    [InlineData("{ \"run\": {\n \"wokers\": 4 } }", "f:2:2", "nearest is workers")]
    [InlineData("{ \"run\": { \"workers\": \"4\" } }", "f:1:23", "\"workers\" is the text \"4\"; expected a number")]
    [InlineData("{ \"run\": { \"workers\": true } }", "f:1:23", "is true; expected a number")]
    [InlineData("{ \"run\": { \"workers\": [4] } }", "f:1:23", "is a list; expected a number")]
    [InlineData("{ \"run\": { \"limit\": 4 } }", "f:1:21", "is 4; expected a text in quotes")]
    [InlineData("{ \"run\": { \"atomic\": \"true\" } }", "f:1:22", "is the text \"true\"; expected true or false")]
    [InlineData("{ \"run\": { \"model\": 4 } }", "f:1:21", "is 4; expected a text in quotes")]
    [InlineData("{ \"run\": { \"orphan\": \"true\" } }", "f:1:22", "true or false")]
    [InlineData("{ \"run\": { \"faulty\": {} } }", "f:1:22", "an index, a list of indices")]
    [InlineData("{ \"run\": { \"faulty\": [0, \"x\"] } }", "f:1:26", "an index")]
    [InlineData("{ \"run\": { \"seed\": 1, \"seed\": 2 } }", "f:1:23", "a second time")]
    [InlineData("{ \"history\": 1 }", "f:1:14", "\"history\" is 1; expected true or false")]
    [InlineData("{ \"caps\": { \"workers\": 0 } }", "f:1:24", "from 1 to 2,147,483,647")]
    [InlineData("{ \"caps\": { \"arrayBytes\": -1 } }", "f:1:27", "is -1; expected a whole number from 0 to 9,223,372,036,854,775,807")]
    [InlineData("{ \"caps\": { \"arrayBytes\": 1e19 } }", "f:1:27", "is 1e19; expected a whole number from 0 to 9,223,372,036,854,775,807")]
    [InlineData("{ \"$schema\": 5 }", "f:1:14", "\"$schema\" is 5; expected the address of a schema in quotes")]
    [InlineData("{ \"run\": null }", "f:1:10", "\"run\" is null; expected an object in braces")]
    [InlineData("{ \"scenarios\": \"/srv\" }", "f:1:16", "\"scenarios\" is the text \"/srv\"; expected a list of folders")]
    [InlineData("{ \"scenarios\": [\"\"] }", "f:1:17", "expected the path of a folder in quotes")]
    [InlineData("{ \"caps\": { \"arrayBites\": 1 } }", "f:1:13", "nearest is arrayBytes")]
    [InlineData("{ \"orphan\": true }", "f:1:3", "\"orphan\" stands in the file; expected it in \"run\"")]
    [InlineData("{ \"run\": { \"mouse\": true } }", "f:1:12", "\"mouse\" stands in \"run\"; expected it in the file")]
    [InlineData("{ \"run\": { \"history\": true } }", "f:1:12", "\"history\" stands in \"run\"; expected it in the file")]
    [InlineData("{ \"run\": {}, \"run\": {} }", "f:1:14", "\"run\" stands a second time in the file; expected once")]
    public void What_is_wrong_is_named_with_line_and_column_and_what_is_allowed(string json, string origin, string message)
    {
        SpecProblem problem = Assert.Single(Parse(json).Problems);

        Assert.Equal(origin, problem.Origin);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_count_characters_and_not_bytes() =>
        Assert.Equal("f:1:13", Assert.Single(Parse("/* größe */ 5").Problems).Origin);

    [Fact]
    public void Every_problem_of_a_file_is_reported() =>
        Assert.Equal(
            ["f:1:12", "f:1:28", "f:1:49"],
            Parse("""{ "run": { "x": 1, "seed": "", "model": null }, "y": 2 }""").Problems.Select(problem => problem.Origin));

    [Theory]
    [InlineData("""{ "run": { "x": 1, "seed": 2 "y": 3 } }""", "f:1:12", "f:1:30")]
    [InlineData("""{ "ruin": { "x": 1 }, "history": 4, "caps": { "workers": ] }""", "f:1:3", "f:1:34", "f:1:58")]
    [InlineData("""{ "run": { "faulty": [0, "x", """, "f:1:26", "f:1:31")]
    [InlineData("""{ "y": 2 } {}""", "f:1:3", "f:1:12")]
    public void What_stands_before_a_mistake_of_writing_is_judged_too(string json, params string[] places) =>
        Assert.Equal(places, Parse(json).Problems.Select(problem => problem.Origin));

    [Fact]
    public void Limits_are_a_text_and_a_flag_is_true_or_false() =>
        Assert.Equal(
            [new Setting("limit", "cpu=1,as=256m", "f:1:21"), new Setting("atomic", "true", "f:1:48")],
            Parse("""{ "run": { "limit": "cpu=1,as=256m", "atomic": true } }""").Settings);

    [Fact]
    public void Null_means_the_built_in_default() => Assert.Empty(Parse("""{ "run": { "workers": null, "faulty": null } }""").Settings);

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_no_problem() =>
        Assert.Equal("7", Assert.Single(Parse("\uFEFF// mine\n{ \"run\": { \"workers\": 7, }, }").Settings).Value);

    [Fact]
    public void What_is_not_UTF_8_is_named_with_its_place()
    {
        SpecProblem problem = Assert.Single(Layers.Of([.. "{\n\""u8, 0xff, .. "\": 1}"u8]).Problems);

        Assert.Equal("f:2:2", problem.Origin);
        Assert.Contains("UTF-8", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Caps_can_be_lowered() =>
        Assert.Equal(new RunCaps(16, 1024) { Ranks = 8 }, Parse("""{ "caps": { "workers": 16, "arrayBytes": 1024, "ranks": 8 } }""").Caps);

    [Fact]
    public void A_number_of_a_file_may_have_an_exponent() =>
        Assert.Equal(new RunCaps(1000, 4_500_000_000) { Ranks = 200 }, Parse("""{ "caps": { "workers": 1e3, "arrayBytes": 4.5e9, "ranks": 2e2 } }""").Caps);

    [Fact]
    public void Half_a_surrogate_pair_is_a_text_like_any_other() =>
        Assert.Equal("\\ud800", Assert.Single(Parse("""{ "run": { "model": "\ud800" } }""").Settings).Value);

    [Fact]
    public void Any_bytes_at_all_make_settings_or_problems()
    {
        Gen<string> piece = Gen.OneOf(
            Gen.Elements("{", "}", "[", "]", ":", ",", "\"", "\"run\"", "\"caps\"", "\"workers\"", "\"faulty\"", "null", "true", "1", "-", "1e9", "\n", "\\u", "//", "/*"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        Prop.ForAll(piece.ListOf().ToArbitrary(), pieces =>
        {
            SettingsReading reading = Parse(string.Concat(pieces));
            Assert.All(reading.Problems, problem => Assert.Matches(@"^f:\d+:\d+$", problem.Origin));
            Assert.All(reading.Problems, problem => Assert.DoesNotContain(problem.Message, char.IsControl));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
        Prop.ForAll<byte[]>(bytes => Assert.NotNull(Layers.Of(bytes ?? []))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void A_schema_may_be_named() => Assert.Empty(Parse("""{ "$schema": "./appsettings.schema.json" }""").Problems);

    [Fact]
    public void Lines_that_end_as_on_Windows_count_as_one() =>
        Assert.Equal("f:3:14", Assert.Single(Parse("{\r\n  \"run\": {\r\n  \"workers\": \"4\"\r\n} }").Problems).Origin);

    [Fact]
    public void Of_many_problems_the_first_are_said_and_the_others_counted()
    {
        string[] origins = [.. Parse($"{{{string.Join(',', Enumerable.Range(0, 60_000).Select(number => $"\"k{number}\":1"))}}}").Problems.Select(problem => $"{problem.Origin}: {problem.Message}")];
        Assert.Equal(21, origins.Length);
        Assert.StartsWith("f:1:2: there is no key of the file \"k0\"", origins[0], StringComparison.Ordinal);
        Assert.Equal("settings: and 59,980 more problems", origins[^1]);
    }

    [Fact]
    public void A_list_has_a_bound_too()
    {
        string folders = string.Join(',', Enumerable.Repeat("\"/a\"", 65)), keys = string.Join(',', Enumerable.Repeat("\"a\"", 65));
        Assert.Equal(
            ["f:1:16: \"scenarios\" has 65 folders; expected at most 64 folders", $"f:1:{16 + folders.Length + 20}: \"run\" has 65 keys; expected at most 64"],
            Parse($"{{ \"scenarios\": [{folders}], \"keys\": {{\"run\": [{keys}]}} }}").Problems.Select(problem => $"{problem.Origin}: {problem.Message}"));
    }

    [Fact]
    public void A_folder_of_lessons_is_seen_from_the_file_that_names_it() => Assert.Equal(
        [new LessonsFolder("/etc/sandbox/mine", "/etc/sandbox/f:1:18"), new LessonsFolder("/srv/lab", "/etc/sandbox/f:1:26")],
        Layers.Of("""{ "scenarios": [ "mine", "/srv/lab" ] }""", "/etc/sandbox/f").LessonFolders);

    private static SettingsReading Parse(string json) => Layers.Of(json);
}

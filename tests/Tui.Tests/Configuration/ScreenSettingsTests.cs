using Sandbox.Core.Runs;
using Sandbox.Tui.App;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Configuration;

public class ScreenSettingsTests
{
    [Fact]
    public void Keys_of_the_file_stand_in_the_place_of_those_in_the_table()
    {
        ScreenSettings settings = Good("""{ "keys": { "run": ["B", "F12"], "stop": "X" } }""");
        Assert.Equal(ScreenAction.Run, KeyTable.Find(ViewTable.First, ViewTable.All, settings.Keys, Key.Of('B')));
        Assert.Equal(ScreenAction.Stop, KeyTable.Find(ViewTable.First, ViewTable.All, settings.Keys, Key.Of('X')));
        Assert.Null(KeyTable.Find(ViewTable.First, ViewTable.All, settings.Keys, Key.Of('r')));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("light")]
    [InlineData("colour-blind")]
    [InlineData("mono")]
    public void A_palette_is_called_by_its_name(string name) =>
        Assert.Equal(name, Palette.Names[(int)Good($$"""{ "palette": "{{name}}", "mouse": true }""").Palette]);

    [Theory]
    [InlineData("""{ "keys": { "run": "q" } }""", """f.json:1:20: "q" asks for "run" and for "quit"; give one of them another key""")]
    [InlineData("""{ "keys": { "run": ["r", "z"] } }""", """f.json:1:26: "z" asks for "run" and for "undo"; give one of them another key""")]
    [InlineData("""{ "keys": { "run": ["r", "r"] } }""", """f.json:1:26: "r" stands twice for "run"; expected once""")]
    [InlineData("""{ "keys": { "run": [] } }""", """f.json:1:20: "run" has no key; expected at least one""")]
    [InlineData("""{ "keys": { "run": ["F13"] } }""", """f.json:1:21: "F13" for "run" is not a key; expected a character, Up, PgDn, Esc, Space, F1 to F12, C-x, A-x or S-Tab""")]
    [InlineData("""{ "keys": { "run": 5 } }""", """f.json:1:20: "run" is 5; expected the name of a key in quotes, or a list of them""")]
    [InlineData("""{ "keys": { "run": [5] } }""", """f.json:1:21: "run" is 5; expected the name of a key in quotes""")]
    [InlineData("""{ "palette": "pink" }""", """f.json:1:14: "palette" is the text "pink"; expected default, light, colour-blind or mono""")]
    [InlineData("""{ "mouse": 1 }""", """f.json:1:12: "mouse" is 1; expected true or false""")]
    public void What_is_wrong_names_the_place_and_both_sides(string json, string problem) =>
        Assert.Equal([problem], Read(json).Problems.Select(one => $"{one.Origin}: {one.Message}"));

    [Theory]
    [InlineData("")]
    [InlineData("Up,Down")]
    [InlineData("-1")]
    [InlineData("12")]
    [InlineData(" Up")]
    [InlineData("up")]
    [InlineData("Character")]
    [InlineData("C-")]
    [InlineData("S-x")]
    [InlineData("C-S-Space")]
    [InlineData("qq")]
    [InlineData("\\u0007")]
    [InlineData("\\u202e")]
    [InlineData("\\ud800")]
    public void What_no_key_is_called_is_refused(string name)
    {
        SpecProblem problem = Assert.Single(Read($$"""{ "keys": { "run": "{{name}}" } }""").Problems);
        Assert.Equal("f.json:1:20", problem.Origin);
        Assert.Contains("is not a key; expected a character", problem.Message);
        Assert.DoesNotContain(problem.Message, char.IsControl);
    }

    [Theory]
    [InlineData("Up")]
    [InlineData("PgUp")]
    [InlineData("C-x")]
    [InlineData("A-C-Delete")]
    [InlineData("-")]
    [InlineData("é")]
    [InlineData("\ud83d\ude00")]
    public void A_key_is_called_by_its_name(string name) => Assert.NotNull(Key.Parse(name));

    [Fact]
    public void Null_gives_an_action_the_keys_of_the_table() =>
        Assert.Equal(ScreenAction.Run, KeyTable.Find(ViewTable.First, ViewTable.All, Good("""{ "keys": { "run": null } }""").Keys, Key.Of('r')));

    [Fact]
    public void Keys_of_two_files_may_collide_and_the_later_one_is_named()
    {
        ProblemList problems = new();
        SettingsReading reading = KeyChoices.Checked(SettingsReading.Of(
            [
                Layers.File(LayerKind.Machine, "m.json", """{ "keys": { "run": "B", "stop": "X" } }""", problems),
                Layers.File(LayerKind.User, "u.json", """{ "keys": { "stop": "B" } }""", problems),
            ],
            problems));
        Assert.Equal(["u.json:1:21: \"B\" asks for \"run\" and for \"stop\"; give one of them another key"], reading.Problems.Select(one => $"{one.Origin}: {one.Message}"));
    }

    [Fact]
    public void An_action_that_there_is_not_is_told_with_the_nearest_one()
    {
        string problem = Assert.Single(Read("""{ "keys": { "rum": "r" } }""").Problems).Message;
        Assert.Contains("rum", problem);
        Assert.Contains("run", problem);
    }

    [Fact]
    public void Two_actions_may_change_their_keys_with_each_other()
    {
        ScreenSettings settings = Good("""{ "keys": { "run": ["x"], "stop": ["r"] } }""");
        Assert.Equal(ScreenAction.Stop, KeyTable.Find(ViewTable.First, ViewTable.All, settings.Keys, Key.Of('r')));
    }

    private static ScreenSettings Good(string json)
    {
        SettingsReading reading = Read(json);
        Assert.Empty(reading.Problems);
        return KeyChoices.ScreenOf(reading);
    }

    private static SettingsReading Read(string json) => KeyChoices.Checked(Layers.Of(json, "f.json"));
}

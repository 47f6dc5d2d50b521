using System.Text;
using Sandbox.Tui.App;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Screens;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Configuration;

public class ScreenSettingsTests
{
    [Fact]
    public void Keys_of_the_file_stand_in_the_place_of_those_in_the_table()
    {
        ScreenSettings settings = Good("""{ "keys": { "run": ["E", "F12"], "stop": "X" } }""");
        Assert.Equal(ScreenAction.Run, KeyTable.Find(ViewTable.First, settings.Keys, Key.Of('E')));
        Assert.Equal(ScreenAction.Stop, KeyTable.Find(ViewTable.First, settings.Keys, Key.Of('X')));
        Assert.Null(KeyTable.Find(ViewTable.First, settings.Keys, Key.Of('r')));
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
    [InlineData("""{ "keys": { "run": ["r", "r"] } }""", """f.json:1:26: "r" is said twice for "run"; once is wanted""")]
    [InlineData("""{ "keys": { "run": [] } }""", """f.json:1:20: "run" has no key; one at least is wanted""")]
    [InlineData("""{ "keys": { "run": ["F13"] } }""", """f.json:1:21: "F13" for "run" is no key; a character, Up, PgDn, Esc, Space, F1 to F12, C-x, A-x or S-Tab is wanted""")]
    [InlineData("""{ "keys": { "run": 5 } }""", """f.json:1:20: "run" is 5; a list of keys is wanted""")]
    [InlineData("""{ "keys": { "run": [5] } }""", """f.json:1:21: "run" is 5; the name of a key in quotes is wanted""")]
    [InlineData("""{ "palette": "pink" }""", """f.json:1:14: "palette" is the text "pink"; default, light, colour-blind, mono is wanted""")]
    [InlineData("""{ "mouse": 1 }""", """f.json:1:12: "mouse" is 1; true or false is wanted""")]
    public void What_is_wrong_names_the_place_and_both_sides(string json, string problem) =>
        Assert.Equal([problem], Read(json).Problems.Select(one => $"{one.Origin}: {one.Message}"));

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
        Assert.Equal(ScreenAction.Stop, KeyTable.Find(ViewTable.First, settings.Keys, Key.Of('r')));
    }

    private static ScreenSettings Good(string json)
    {
        SettingsReading reading = Read(json);
        Assert.Empty(reading.Problems);
        return reading.Screen;
    }

    private static SettingsReading Read(string json) => SettingsFile.Parse("f.json", Encoding.UTF8.GetBytes(json));
}

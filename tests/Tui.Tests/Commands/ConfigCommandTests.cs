using System.Text.Json;
using Sandbox.Core.Runs;
using Sandbox.Tui.Configuration;

namespace Sandbox.Tui.Tests.Commands;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("sandbox-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Every_setting_is_shown_and_without_any_file_all_of_them_are_built_in()
    {
        Shell shell = new();
        shell.Environment.Clear();
        JsonElement[] rows = [.. shell.Run("config --json").Json.EnumerateArray()];

        Assert.Equal(SettingTable.Fixed.Select(row => row.Name), rows.Select(row => row.GetProperty("name").GetString()));
        Assert.All(rows, row => Assert.Equal(("default", JsonValueKind.Null), (row.GetProperty("layer").GetString(), row.GetProperty("place").ValueKind)));
        JsonElement file = JsonDocument.Parse(File.ReadAllText(SourceTree.At("appsettings.json"))).RootElement;
        Assert.All(rows, row => Assert.Equal(In(file, row.GetProperty("name").GetString()!).GetRawText(), row.GetProperty("value").GetRawText()));

        static JsonElement In(JsonElement file, string name) => name.Split('.').Aggregate(file, (inner, member) => inner.GetProperty(member));
    }

    [Fact]
    public void A_setting_says_who_gave_it_where()
    {
        Shell shell = Shell("""
            {
              "run": { "workers": 8, "faulty": [0, 3], "seed": 5 },
              "scenarios": ["/srv/lab"],
              "keys": { "run": ["B", "F12"], "stop": null }
            }
            """);
        shell.Environment["SANDBOX_SEED"] = "1e3";
        shell.Environment["SANDBOX_PACE"] = "0.5";
        Said said = shell.Run("config --atomic --workers 9 --json");
        string file = Path.Combine(_home, ".config/sandbox/appsettings.json");

        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.Equal(
            [
                "run.workers 9 option --workers",
                "run.seed 1000 environment SANDBOX_SEED",
                $"run.faulty [0,3] user {file}:2:36",
                "run.pace 0.5 environment SANDBOX_PACE",
                "run.atomic true option --atomic",
                "history false environment SANDBOX_HISTORY",
                $"scenarios [\"/srv/lab\"] user {file}:3:16",
                $"keys.run [\"B\",\"F12\"] user {file}:4:20",
            ],
            said.Json.EnumerateArray().Where(row => row.GetProperty("layer").GetString() != "default" && row.GetProperty("value").ValueKind != JsonValueKind.Null).Select(Line));
    }

    [Fact]
    public void People_read_a_table_and_where_the_files_are_looked_for()
    {
        string output = Shell("""{ "run": { "workers": 8 } }""").Run("config").Output;

        Assert.Matches(@"(?m)^ *run\.workers +8 +your file +/.*/\.config/sandbox/appsettings\.json:1:23 *$", output);
        Assert.Matches(@"(?m)^ *run\.faulty +2 or the last +built-in default *$", output);
        Assert.Matches(@"(?m)^ *the machine's file +/nowhere/appsettings\.json +not found *$", output);
        Assert.Matches(@"(?m)^ *your file +/.*/\.config/sandbox/appsettings\.json *$", output);
    }

    [Theory]
    [InlineData("""{ "run": { "workers": "4" } }""", "appsettings.json:1:23: \"workers\" is the text \"4\"; expected a number")]
    [InlineData("""{ "run": { "model": "thread" } }""", "appsettings.json:1:21: there is no model \"thread\"; the nearest is threads")]
    [InlineData("""{ "keys": { "run": "q" } }""", "appsettings.json:1:20: \"q\" asks for \"run\" and for \"quit\"")]
    public void What_is_wrong_is_said_in_the_place_of_the_settings(string json, string message)
    {
        Said said = Shell(json).Run("config --json");

        Assert.Equal((2, ""), (said.Code, said.Output));
        Assert.Contains(message, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_above_a_cap_are_shown_and_the_refusal_is_foretold()
    {
        Said said = Shell("""{ "run": { "workers": 8 }, "caps": { "workers": 4 } }""").Run("config --json");

        Assert.Equal(0, said.Code);
        Assert.StartsWith("sandbox: such a run is refused: 8 workers are above the cap of 4", said.Error, StringComparison.Ordinal);
        Assert.Contains(said.Json.EnumerateArray(), row => row.GetProperty("name").GetString() == "caps.workers" && row.GetProperty("value").GetInt32() == 4);
    }

    [Theory]
    [InlineData("SANDBOX_ATOMIC", "run --fault data-race")]
    [InlineData("SANDBOX_ORPHAN", "run")]
    [InlineData("SANDBOX_HISTORY", "run")]
    public void A_switch_of_a_variable_is_true_or_false(string variable, string line)
    {
        Shell shell = new();
        shell.Environment[variable] = "banana";
        Said said = shell.Run(line);

        Assert.Equal((2, $"sandbox: {variable}: \"banana\" is neither true nor false\n"), (said.Code, said.Error));
        Assert.Empty(shell.Runner.Started);
    }

    [Fact]
    public void Switches_of_files_and_variables_count()
    {
        Shell shell = Shell("""{ "run": { "atomic": true, "orphan": true, "fault": "data-race" } }""");
        Assert.Equal(0, shell.Run("run").Code);
        shell.Environment["SANDBOX_ORPHAN"] = "false";
        Assert.Equal(0, shell.Run("run --atomic=false").Code);

        Assert.Equal([(true, true), (false, false)], shell.Runner.Started.Select(spec => (spec.Atomic, spec.Orphan)));
    }

    [Theory]
    [InlineData("atomic\": true", "--lock mutex", "mutex")]
    [InlineData("lock\": \"mutex\"", "--atomic", "atomic")]
    [InlineData("lock\": \"mutex\"", "--atomic=false", "mutex")]
    [InlineData("lock\": \"atomic\"", "--atomic=false", "none")]
    [InlineData("lock\": \"mutex\", \"lock-grain\": \"coarse\"", "", "mutex")]
    public void Of_two_words_for_one_thing_that_of_the_stronger_layer_counts(string file, string options, string id)
    {
        Shell shell = Shell($$"""{ "run": { "fault": "data-race", "{{file}} } }""");
        Assert.Equal(0, shell.Run($"run {options}").Code);
        Assert.Equal(id, Assert.Single(shell.Runner.Started).Lock);
    }

    [Fact]
    public void A_variable_has_an_underscore_where_the_option_has_a_dash()
    {
        Shell shell = Shell("""{ "run": { "fault": "data-race", "lock": "semaphore" } }""");
        shell.Environment["SANDBOX_LOCK_GRAIN"] = "coarse";
        Assert.Equal(0, shell.Run("run").Code);
        Assert.Equal("coarse", Assert.Single(shell.Runner.Started).LockGrain);
    }

    [Fact]
    public void The_schema_of_a_settings_file_is_the_one_that_lies_beside_it()
    {
        Said said = new Shell().Run("config --schema");

        Assert.Equal((0, ""), (said.Code, said.Error));
        Golden.CheckFile("appsettings.schema.json", said.Output);
        Assert.Equal(2, new Shell().Run("config --schema --json").Code);
    }

    [Fact]
    public void The_schema_has_every_setting_and_every_action()
    {
        JsonElement properties = new Shell().Run("config --schema").Json.GetProperty("properties");

        Assert.Equal(RunSettings.All.Select(setting => setting.Name), Names(properties.GetProperty("run").GetProperty("properties")));
        Assert.Contains("next-view", Names(properties.GetProperty("keys").GetProperty("properties")));
        Assert.Equal("[\"4k\",\"2m\",null]", properties.GetProperty("run").GetProperty("properties").GetProperty("pages").GetProperty("enum").GetRawText().Replace("\n", "").Replace(" ", ""));
    }

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(property => property.Name);

    private static string Line(JsonElement row) => string.Join(' ', row.GetProperty("name").GetString(), JsonSerializer.Serialize(row.GetProperty("value")), row.GetProperty("layer").GetString(), row.GetProperty("place").GetString());

    private Shell Shell(string json)
    {
        Directory.CreateDirectory(Path.Combine(_home, ".config/sandbox"));
        File.WriteAllText(Path.Combine(_home, ".config/sandbox/appsettings.json"), json);
        Shell shell = new();
        shell.Environment["HOME"] = _home;
        return shell;
    }
}

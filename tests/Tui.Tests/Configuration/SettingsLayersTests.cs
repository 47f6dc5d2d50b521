using System.Net.Sockets;
using Mono.Unix.Native;
using Sandbox.Core.Runs;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Configuration;

/// <summary>The layers over each other, with real files.</summary>
public sealed class SettingsLayersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sandbox-").FullName;
    private readonly Dictionary<string, string> _environment;

    public SettingsLayersTests() => _environment = new() { ["HOME"] = At("home") };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Each_layer_counts_more_than_those_below_it()
    {
        Write("program", """{ "run": { "workers": 1, "length": 1, "seed": 1, "pace": 1, "timeout": 1 } }""");
        Write("etc", """{ "run": { "length": 2, "seed": 2, "pace": 2, "timeout": 2 } }""");
        Write("home/.config/sandbox", """{ "run": { "seed": 3, "pace": 3, "timeout": 3 } }""");
        _environment["SANDBOX_PACE"] = "4";
        _environment["SANDBOX_TIMEOUT"] = "4";

        SettingsReading reading = SettingsReading.Read(Sources, [new Setting("timeout", "5", "--timeout")]);

        Assert.Empty(reading.Problems);
        Assert.Equal(
            [
                new Setting("workers", "1", $"{At("program/appsettings.json")}:1:23"), new Setting("length", "2", $"{At("etc/appsettings.json")}:1:22"),
                new Setting("seed", "3", $"{At("home/.config/sandbox/appsettings.json")}:1:20"), new Setting("pace", "4", "SANDBOX_PACE"), new Setting("timeout", "5", "--timeout"),
            ],
            reading.Settings);
        Assert.Equal([LayerKind.BuiltIn, LayerKind.Program, LayerKind.Machine, LayerKind.User, LayerKind.BuiltIn], LayersOf(reading, "model", "workers", "length", "seed", "fault"));
    }

    [Fact]
    public void A_list_counts_as_a_whole()
    {
        Write("etc", """{ "scenarios": ["/a", "/b", "/c"], "run": { "faulty": [0, 1, 2] } }""");
        Write("home/.config/sandbox", """{ "scenarios": ["/x"], "run": { "faulty": [3] } }""");
        SettingsReading reading = SettingsReading.Read(Sources);

        Assert.Equal(["/x"], reading.LessonFolders.Select(folder => folder.Path));
        Assert.Equal("3", Assert.Single(reading.Settings).Value);

        Write("home/.config/sandbox", """{ "scenarios": [] }""");
        Assert.Empty(SettingsReading.Read(Sources).LessonFolders);

        _environment["SANDBOX_SCENARIOS"] = "/p:/q";
        Assert.Equal([new LessonsFolder("/p", "SANDBOX_SCENARIOS"), new LessonsFolder("/q", "SANDBOX_SCENARIOS")], SettingsReading.Read(Sources).LessonFolders);
    }

    [Fact]
    public void Null_asks_for_the_built_in_default_whatever_lies_below()
    {
        Write("etc", """{ "run": { "workers": 9 }, "caps": { "workers": 9 }, "history": false, "scenarios": ["/a"], "palette": "mono", "mouse": true }""");
        Write("home/.config/sandbox", """{ "run": { "workers": null }, "caps": { "workers": null }, "history": null, "scenarios": null, "palette": null, "mouse": null }""");
        SettingsReading reading = SettingsReading.Read(Sources);

        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Settings);
        Assert.Equal((RunCaps.Default with { Ranks = RunCaps.RanksPerProcessor * Environment.ProcessorCount }, true, PaletteId.Default, false), (reading.Caps, reading.History, reading.Palette, reading.Mouse));
        Assert.Empty(reading.LessonFolders);
        Assert.Equal([LayerKind.User], LayersOf(reading, "workers"));
    }

    [Fact]
    public void What_is_wrong_in_two_layers_is_said_of_both()
    {
        Write("etc", """{ "run": { "workers": "4" } }""");
        Write("home/.config/sandbox", "{\n  \"run\": { \"workers\": true }\n}");
        _environment["SANDBOX_ATOMIC"] = "banana";
        _environment["SANDBOX_WOKERS"] = "4";

        Assert.Equal(
            [
                $"{At("etc/appsettings.json")}:1:23: \"workers\" is the text \"4\"; expected a number",
                $"{At("home/.config/sandbox/appsettings.json")}:2:23: \"workers\" is true; expected a number",
                "SANDBOX_ATOMIC: \"banana\" is neither true nor false",
            ],
            SettingsReading.Read(Sources).Problems.Take(3).Select(problem => $"{problem.Origin}: {problem.Message}"));
        Assert.Contains("nearest is SANDBOX_WORKERS", SettingsReading.Read(Sources).Problems[3].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_stands_in_the_place_of_all_three()
    {
        Write("program", """{ "run": { "workers": 1 } }""");
        Write("etc", """{ "run": { "seed": 2 } }""");
        Write("home/.config/sandbox", "broken");
        Write("named", """{ "run": { "length": 3 } }""");
        _environment["SANDBOX_CONFIG"] = At("named/appsettings.json");

        SettingsReading reading = SettingsReading.Read(Sources);
        Assert.Empty(reading.Problems);
        Assert.Equal(["length"], reading.Settings.Select(setting => setting.Name));

        _environment["SANDBOX_CONFIG"] = "";
        Assert.StartsWith(At("home/.config/sandbox/appsettings.json:1:1"), Assert.Single(SettingsReading.Read(Sources).Problems).Origin, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HOME", null, null)]
    [InlineData("HOME", "", null)]
    [InlineData("HOME", "home", null)]
    [InlineData("HOME", "/h", "/h/.config/sandbox/appsettings.json")]
    [InlineData("XDG_CONFIG_HOME", "/x", "/x/sandbox/appsettings.json")]
    [InlineData("XDG_CONFIG_HOME", "x", null)]
    public void The_users_file_is_where_the_specification_of_base_directories_has_it(string variable, string? value, string? path)
    {
        _environment.Remove("HOME");
        if (value is not null)
            _environment[variable] = value;
        Assert.Equal(path, Sources.Files.FirstOrDefault(place => place.Kind == LayerKind.User)?.Path);
    }

    [Fact]
    public void Files_may_be_missing_and_one_that_was_named_may_not()
    {
        Assert.Empty(SettingsReading.Read(Sources).Problems);
        Assert.All(SettingsReading.Read(Sources).Files, file => Assert.False(file.Found));

        _environment["SANDBOX_CONFIG"] = "/nowhere/x.json";
        SpecProblem problem = Assert.Single(SettingsReading.Read(Sources).Problems);
        Assert.Equal(("/nowhere/x.json", "cannot be read: No such file or directory"), (problem.Origin, problem.Message));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_a_mistake()
    {
        Directory.CreateDirectory(At("etc"));
        File.CreateSymbolicLink(At("etc/appsettings.json"), At("gone"));

        Assert.Equal(At("etc/appsettings.json"), Assert.Single(SettingsReading.Read(Sources).Problems).Origin);
    }

    [Theory]
    [InlineData("/dev/zero", "is a device; expected a file")]
    [InlineData("/dev/null", "is a device; expected a file")]
    [InlineData("/", "is a folder; expected a file")]
    [InlineData("\u001b[31m", "cannot be read: No such file or directory")]
    public void A_file_that_is_none_is_a_problem(string path, string message)
    {
        _environment["SANDBOX_CONFIG"] = path;
        SpecProblem problem = Assert.Single(SettingsReading.Read(Sources).Problems);

        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(problem.Origin + problem.Message, char.IsControl);
    }

    [Fact]
    public void Neither_a_pipe_nor_a_socket_is_waited_for()
    {
        Directory.CreateDirectory(At("etc"));
        Directory.CreateDirectory(At("home/.config/sandbox"));
        Assert.Equal(0, Syscall.mkfifo(At("etc/appsettings.json"), FilePermissions.S_IRUSR | FilePermissions.S_IWUSR));
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("home/.config/sandbox/appsettings.json")));

        Assert.Equal(
            [$"{At("etc/appsettings.json")}: is a pipe; expected a file", $"{At("home/.config/sandbox/appsettings.json")}: is a socket; expected a file"],
            SettingsReading.Read(Sources).Problems.Select(problem => $"{problem.Origin}: {problem.Message}"));
    }

    [Fact]
    public void A_file_that_is_too_large_is_said()
    {
        Write("etc", new string(' ', (1 << 20) + 1));
        Assert.Equal("is larger than 1,048,576 bytes; expected settings", Assert.Single(SettingsReading.Read(Sources).Problems).Message);
    }

    [Fact]
    public void Too_many_folders_of_a_variable_are_refused()
    {
        _environment["SANDBOX_SCENARIOS"] = string.Join(':', Enumerable.Repeat("/a", 65));
        Assert.Equal("65 folders are named; expected at most 64 folders", Assert.Single(SettingsReading.Read(Sources).Problems).Message);
    }

    [Fact]
    public void The_built_in_defaults_are_those_of_a_run_of_which_nothing_is_said()
    {
        Setting[] defaults = [.. SettingsReading.Read(Sources).All.Where(setting => setting.Row.Section == "run" && setting.InEffect.Text is not null)
            .Select(setting => new Setting(setting.Row.Member, setting.InEffect.Text!, "default"))];

        Assert.Equal(RunSettings.All.Select(setting => setting.Name).Except(["faulty", "program", "hosts", "mpi-agent", "mpi-interfaces"]), defaults.Select(setting => setting.Name));
        Assert.Equal("sandbox run", RunSpecs.CommandLine(RunSpecs.Resolve([.. defaults], RunCaps.Default).Spec!));
    }

    private SettingsSources Sources => Layers.Sources(_environment, At("program"), At("etc"));

    private static IEnumerable<LayerKind> LayersOf(SettingsReading reading, params string[] names) =>
        names.Select(name => reading.All.Single(setting => setting.Row.Name == $"run.{name}").Layer);

    private string At(string path) => Path.Combine(_root, path);

    private void Write(string folder, string json)
    {
        Directory.CreateDirectory(At(folder));
        File.WriteAllText(At($"{folder}/appsettings.json"), json);
    }
}

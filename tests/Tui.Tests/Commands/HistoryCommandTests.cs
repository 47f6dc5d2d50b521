using System.Text.Json;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Tests.Commands;

public sealed class HistoryCommandTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("sandbox-state-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public void Runs_are_listed_oldest_first_with_id_moment_verdict_and_command()
    {
        Kept("--fault segfault");
        Kept("--model threads");
        Said said = Shell().Run("history");

        Assert.Equal((0, ""), (said.Code, said.Error));
        Assert.Equal(3, said.Lines.Length);
        Assert.Matches(@"^id +when +verdict +command", said.Lines[0]);
        Assert.Matches(@"^[0-9a-z]{6} 2026-03-01 12:00:00 clean +sandbox run --fault segfault *$", said.Lines[1]);
        Assert.Matches(@"sandbox run --model threads *$", said.Lines[2]);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00+00:00", "0001-01-01 00:00:00")]
    [InlineData("0001-01-01T00:00:00-05:00", "0001-01-01 05:00:00")]
    [InlineData("1950-02-28T23:59:59.9999999+00:00", "1950-02-28 23:59:59")]
    [InlineData("1969-12-31T23:59:59Z", "1969-12-31 23:59:59")]
    [InlineData("2038-01-19T03:14:08+00:00", "2038-01-19 03:14:08")]
    [InlineData("2100-03-01T00:00:00+14:00", "2100-02-28 10:00:00")]
    [InlineData("9999-12-31T23:59:59.9999999+00:00", "9999-12-31 23:59:59")]
    [InlineData("9999-12-31T23:59:59-12:00", null)]
    [InlineData("1950-02-29T00:00:00Z", null)]
    [InlineData("2100-02-29T00:00:00Z", null)]
    [InlineData("12026-03-01T12:00:00Z", null)]
    public void A_line_of_any_year_stays_where_it_was_kept_and_one_of_no_date_is_passed_over(string when, string? shown)
    {
        foreach (string fault in (string[])["segfault", "kill", "abort"])
            Kept($"--fault {fault}");
        string file = Path.Combine(_state, "sandbox", "history.jsonl");
        string[] lines = File.ReadAllLines(file);
        lines[1] = System.Text.RegularExpressions.Regex.Replace(lines[1], "\"when\":\"[^\"]*\"", $"\"when\":\"{when}\"");
        Assert.Contains(when, lines[1], StringComparison.Ordinal);
        File.WriteAllLines(file, lines);

        Said said = Shell().Run("history"), json = Shell().Run("history --json");

        Assert.Equal((0, 0), (said.Code, json.Code));
        Assert.Equal(shown is null ? ["segfault", "abort"] : ["segfault", "kill", "abort"], said.Lines.Skip(1).Select(line => line.TrimEnd().Split(' ')[^1]));
        Assert.Equal(shown is null ? 2 : 3, json.Json.GetArrayLength());
        Assert.Equal(shown is null, said.Error.Contains("1 line of the history is passed over", StringComparison.Ordinal));
        if (shown is not null)
            Assert.Equal(shown, said.Lines[2][7..26].Trim());
    }

    [Fact]
    public void With_json_it_is_one_array()
    {
        Kept("--fault segfault");
        JsonElement row = Assert.Single(Shell().Run("history --json").Json.EnumerateArray().ToArray());

        Assert.Equal(["id", "when", "command", "verdict", "kind"], row.EnumerateObject().Select(member => member.Name));
        Assert.Equal("sandbox run --fault segfault", row.GetProperty("command").GetString());
    }

    [Fact]
    public void A_trace_is_kept_and_shown_again_as_its_command_did()
    {
        Shell shell = Shell();
        string traced = shell.Run("trace -- ./a.out").Output;
        JsonElement row = Assert.Single(shell.Run("history --json").Json.EnumerateArray().ToArray());
        Assert.Equal(("sandbox trace -- ./a.out", "clean", "trace"), (row.GetProperty("command").GetString(), row.GetProperty("verdict").GetString(), row.GetProperty("kind").GetString()));
        string id = row.GetProperty("id").GetString()!;
        Assert.Equal(traced, shell.Run($"history {id}").Output);
        Assert.Equal("clean", shell.Run($"history {id} --json").Json.GetProperty("verdict").GetString());
        Assert.Equal(0, shell.Run("trace --no-history -- ./a.out").Code);
        Assert.Single(shell.Run("history --json").Json.EnumerateArray());
        Assert.Contains("the same", shell.Run($"compare {id} {id}").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_is_not_compared_with_a_run()
    {
        Kept("--fault segfault");
        Shell shell = Shell();
        shell.Run("trace -- ./a.out");
        string[] ids = [.. shell.Run("history --json").Json.EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];
        Said said = shell.Run($"compare {ids[0]} {ids[1]}");
        Assert.Equal((2, $"sandbox: {ids[0]} is a run, and {ids[1]} is a trace; expected two runs, or two traces\n"), (said.Code, said.Error));
    }

    [Fact]
    public void An_empty_history_is_an_empty_array_and_a_message() =>
        Assert.Equal((0, "[]\n", 0), (Shell().Run("history").Code, Shell().Run("history --json").Output, Shell().Run("history --json").Error.Length));

    [Fact]
    public void Where_the_home_does_not_exist_it_is_said_why_nothing_is_kept()
    {
        Shell nowhere = new() { Environment = { ["HOME"] = $"{_state}/gone" } }, there = new() { Environment = { ["HOME"] = _state } };

        Assert.Equal((0, "", $"sandbox: no run is kept: {_state}/gone does not exist (HOME), and is not made\n"), Of(nowhere.Run("history")));
        Assert.Equal((0, "[]\n", $"sandbox: no run is kept: {_state}/gone does not exist (HOME), and is not made\n"), Of(nowhere.Run("history --json")));
        Assert.Equal((0, "", "sandbox: no run was kept yet; sandbox run and sandbox trace keep each\n"), Of(there.Run("history")));

        static (int Code, string Output, string Error) Of(Said said) => (said.Code, said.Output, said.Error);
    }

    [Fact]
    public void Where_what_is_there_cannot_be_read_it_is_not_said_that_nothing_was_kept()
    {
        Directory.CreateDirectory(Path.Combine(_state, "sandbox", "history.jsonl"));
        Said said = Shell().Run("history");
        Assert.Contains("is a folder; expected a file", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no run was kept", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_run_is_shown_as_run_shows_it()
    {
        string shown = Shell().Run("run --fault kill").Output, json = Shell().Run("run --fault abort --json").Output;
        string[] ids = Ids();

        Assert.Equal(shown, Shell().Run($"history {ids[0]}").Output);
        Assert.Equal(json, Shell().Run($"history {ids[1]} --json").Output);
        Assert.Equal(shown, Shell().Run($"history {ids[0].ToUpperInvariant()}").Output);
    }

    [Fact]
    public void The_beginning_of_an_id_is_enough_where_it_is_the_only_one()
    {
        Kept("");
        Assert.Equal(0, Shell().Run($"history {Ids()[0][..3]}").Code);
    }

    [Fact]
    public void An_id_that_is_none_or_the_beginning_of_many_is_named()
    {
        Said empty = Shell().Run("history zzzzzz");
        for (int run = 0; run < 40; run++)
            Kept($"--seed {run}");
        Said unknown = Shell().Run("history zzzzzz!"), many = Shell().Run($"history {Ids().GroupBy(id => id[0]).First(group => group.Count() > 1).Key}");

        Assert.Equal((2, 2, 2), (empty.Code, unknown.Code, many.Code));
        Assert.Contains("the history is empty", empty.Error, StringComparison.Ordinal);
        Assert.Contains("there is no run \"zzzzzz!\" in the history; the nearest is", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("is the beginning of", many.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_are_compared_with_what_differs_first()
    {
        Shell(Verdict.Clean).Run("run");
        Shell(Verdict.Contained, spec => Reports.Killed(spec, 2, 11)).Run("run --fault segfault");
        string[] ids = Ids();

        Said said = Shell().Run($"compare {ids[0]} {ids[1]}");

        Assert.Equal((0, ""), (said.Code, said.Error));
        string[] rows = [.. said.Lines.Select(line => line.Split("  ")[0])];
        Assert.True(Array.IndexOf(rows, "fault") < Array.FindIndex(rows, row => row.StartsWith("the same", StringComparison.Ordinal)));
        Assert.Contains("killed by SIGSEGV (11)", said.Output, StringComparison.Ordinal);
        Assert.True(Array.IndexOf(rows, "model") > Array.FindIndex(rows, row => row.StartsWith("the same", StringComparison.Ordinal)));
    }

    [Fact]
    public void With_json_a_comparison_is_one_object()
    {
        Shell(Verdict.Clean).Run("run");
        Shell(Verdict.Contained, spec => Reports.Killed(spec, 2, 11)).Run("run --fault segfault");
        string[] ids = Ids();

        JsonElement comparison = Shell().Run($"compare {ids[0]} {ids[1]} --json").Json;

        Assert.Equal((ids[0], ids[1]), (comparison.GetProperty("a").GetString(), comparison.GetProperty("b").GetString()));
        string[] differs = [.. comparison.GetProperty("differs").EnumerateArray().Select(row => row.GetProperty("what").GetString()!)];
        Assert.Equal(["fault", "faulty", "verdict", "total", "worker 2"], differs);
        Assert.Contains("workers 0, 1, 3", comparison.GetProperty("same").EnumerateArray().Select(row => row.GetProperty("what").GetString()));
    }

    [Fact]
    public void A_run_compared_with_itself_differs_in_nothing()
    {
        Kept("--fault segfault");
        string id = Ids()[0];

        Assert.Empty(Shell().Run($"compare {id} {id} --json").Json.GetProperty("differs").EnumerateArray());
        Assert.DoesNotContain("differs", Shell().Run($"compare {id} {id}").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-history", "SANDBOX_HISTORY=true")]
    [InlineData("--check", "SANDBOX_HISTORY=false")]
    public void A_run_is_not_kept_where_that_is_asked_for(string option, string variable)
    {
        Shell shell = Shell();
        shell.Environment["SANDBOX_HISTORY"] = variable.Split('=')[1];

        Assert.Equal((0, ""), (shell.Run($"run {option}").Code, shell.Run($"run {option}").Error));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_state));
    }

    [Fact]
    public void The_settings_file_can_turn_the_history_off()
    {
        string file = Path.Combine(_state, "settings.json");
        File.WriteAllText(file, """{ "history": false }""");
        Shell shell = Shell();
        shell.Environment["SANDBOX_CONFIG"] = file;
        shell.Environment.Remove("SANDBOX_HISTORY");

        Assert.Equal(0, shell.Run("run").Code);
        Assert.False(Directory.Exists(Path.Combine(_state, "sandbox")));
    }

    [Fact]
    public void A_history_setting_that_is_neither_true_nor_false_is_named()
    {
        Shell shell = Shell();
        shell.Environment["SANDBOX_HISTORY"] = "never";
        Said said = shell.Run("run");

        Assert.Equal(2, said.Code);
        Assert.Contains("SANDBOX_HISTORY: \"never\" is neither true nor false", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("history")]
    [InlineData("history --json")]
    public void Without_a_home_that_is_said_once_and_the_exit_code_stays(string line)
    {
        Shell shell = Shell();
        shell.Environment.Remove("XDG_STATE_HOME");
        Said said = shell.Run(line);

        Assert.Equal(0, said.Code);
        Assert.Contains("there is no history", said.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.Single(said.Error.Split('\n'), text => text.Contains("XDG_STATE_HOME", StringComparison.Ordinal));
    }

    private void Kept(string options) => Assert.Equal(0, Shell().Run($"run {options}").Code);

    private string[] Ids() => [.. Shell().Run("history --json").Json.EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];

    private Shell Shell(Verdict verdict = Verdict.Clean, Func<RunSpec, WorkerReport>? different = null)
    {
        Shell shell = new()
        {
            Runner = new FakeRunner(spec => Report(spec, verdict, different is null ? [] : [different(spec)])),
            Clock = new Noon(),
        };
        shell.Environment["SANDBOX_HISTORY"] = "true";
        shell.Environment["XDG_STATE_HOME"] = _state;
        return shell;
    }

    /// <summary>A pid of its own for each spec: ids follow from it.</summary>
    private static RunReport Report(RunSpec spec, Verdict verdict, WorkerReport[] different)
    {
        RunReport report = Reports.Of(spec, verdict, different);
        return report with { Host = report.Host with { Pid = spec.GetHashCode() & int.MaxValue } };
    }

    private sealed class Noon : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    }
}

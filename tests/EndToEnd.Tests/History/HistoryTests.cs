using System.Text.Json;
using Sandbox.Core.Catalogue;
using Sandbox.Core.History;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.History;

public class HistoryTests
{
    private const string PathVariable = "APPEND_TO";

    private static readonly string[] Small = ["run", "--length", "100"];

    [Fact]
    public async Task Runs_are_kept_and_shown_again_by_a_later_program()
    {
        string state = TestFolders.Create();
        string shown = (await In(state).RunWith([.. Small, "--fault", "segfault"])).AssertExit(0).Output;
        string id = (await In(state).RunWith("history", "--json")).AssertExit(0).Json[0].GetProperty("id").GetString()!;

        Finished again = (await In(state).RunWith("history", id)).AssertExit(0);

        Assert.Equal((shown, ""), (again.Output, again.Error));
    }

    [Fact]
    public async Task Two_hundred_runs_are_kept_one_by_one()
    {
        // Here for a file of its own; started once more by the test below, in two processes, for a file of theirs.
        string file = Environment.GetEnvironmentVariable(PathVariable) ?? Path.Combine(TestFolders.Create(), "history.jsonl");
        Finished run = (await SandboxProgram.Run([.. Small, "--json", "--no-history"])).AssertExit(0);
        HistoryFile history = new(file);
        for (int number = 0; number < 200; number++)
            Assert.Equal(0, history.Append(HistoryEntry.Of(ReportJson.Read(run.Output), TimeProvider.System.GetUtcNow())));

        Assert.InRange(history.Read().Entries.Length, 200, 400);
    }

    [Fact]
    public async Task Two_processes_that_keep_two_hundred_runs_each_at_once_lose_nothing()
    {
        HistoryFile history = new(Path.Combine(TestFolders.Create(), "history.jsonl"));
        SandboxProgram other = new()
        {
            Program = Environment.ProcessPath!,
            Variables = new Dictionary<string, string?> { [PathVariable] = history.Current },
        };
        string[] arguments = ["-method", $"{typeof(HistoryTests).FullName}.{nameof(Two_hundred_runs_are_kept_one_by_one)}", "-noLogo"];

        foreach (Finished finished in await Task.WhenAll(other.RunWith(arguments), other.RunWith(arguments)))
            finished.AssertExit(0);

        HistoryReading reading = history.Read();
        Assert.Empty(reading.Problems);
        Assert.Equal(400, reading.Entries.Length);
    }

    [Fact]
    public async Task Without_a_home_the_run_takes_place_and_one_line_says_that_it_is_not_kept()
    {
        SandboxProgram homeless = new() { Variables = new Dictionary<string, string?> { ["HOME"] = null } };
        Finished finished = (await homeless.RunWith([.. Small, "--check"])).AssertExit(0);

        Assert.Contains("there is no history", Assert.Single(finished.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_changes_no_exit_code()
    {
        string state = TestFolders.Create();
        File.SetUnixFileMode(state, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Finished finished = await (In(state) with { User = new UnprivilegedUser() }).RunWith([.. Small, "--fault", "kill", "--check", "--json"]);

        Assert.Equal("contained", finished.AssertExit(1).Json.GetProperty("verdict").GetString());
        Assert.Contains("the run was not kept in the history", Assert.Single(finished.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mkfifo")]
    [InlineData("mkdir")]
    public async Task Something_else_in_the_files_place_is_said_and_not_waited_for(string command)
    {
        string state = TestFolders.Create(), folder = Directory.CreateDirectory(Path.Combine(state, "sandbox")).FullName;
        (await new SandboxProgram { Program = command }.RunWith(Path.Combine(folder, "history.jsonl"))).AssertExit(0);

        Finished run = (await In(state).RunWith(Small)).AssertExit(0);
        Finished list = (await In(state).RunWith("history", "--json")).AssertExit(0);

        Assert.Contains("the run was not kept in the history", run.Error, StringComparison.Ordinal);
        Assert.Equal("[]\n", list.Output);
    }

    [Fact]
    public async Task A_link_in_the_files_place_changes_nothing_but_that_the_run_is_not_kept()
    {
        string state = TestFolders.Create(), theirs = Path.Combine(state, "theirs");
        File.WriteAllText(theirs, "theirs\n");
        File.SetUnixFileMode(theirs, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(state, "sandbox")).FullName, "history.jsonl"), theirs);

        Finished run = (await In(state).RunWith([.. Small, "--check"])).AssertExit(0);

        Assert.Contains("clean", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            $"sandbox: the run was not kept in the history: {state}/sandbox/history.jsonl is a link, and links are not followed; expected the file itself (--no-history asks for none)\n",
            run.Error);
        Assert.Equal("theirs\n", File.ReadAllText(theirs));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(theirs));
    }

    [Theory]
    [InlineData("000")]
    [InlineData("022")]
    [InlineData("777")]
    public async Task Whatever_the_umask_the_folders_are_their_owners_and_can_be_used(string umask)
    {
        string home = TestFolders.Create();
        // As a user whom modes bind.
        SandboxProgram shell = new() { Program = "sh", User = new UnprivilegedUser(), Variables = new Dictionary<string, string?> { ["HOME"] = home } };
        string program = UnprivilegedUser.Reachable(SandboxProgram.Location);
        for (int run = 0; run < 2; run++)
        {
            Finished finished = (await shell.RunWith("-c", $"umask {umask}; exec '{program}' run --length 100")).AssertExit(0);
            Assert.Equal("", finished.Error);
        }

        foreach (string folder in (string[])[".local", ".local/state", ".local/state/sandbox"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(home, folder)));
        Assert.Equal(2, File.ReadAllLines(Path.Combine(home, ".local/state/sandbox/history.jsonl")).Length);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("link")]
    [InlineData("folder")]
    [InlineData("home")]
    public async Task What_belongs_to_another_user_is_left_alone(string what)
    {
        string state = TestFolders.Create(), folder = Path.Combine(state, "sandbox"), file = Path.Combine(folder, "history.jsonl");
        if (what == "link")
            Directory.CreateSymbolicLink(folder, TestFolders.Create());
        else if (what != "home")
            Directory.CreateDirectory(folder);
        if (what == "home")
            File.SetUnixFileMode(state, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (what == "file")
            File.WriteAllText(file, "");
        string theirs = what switch { "file" => file, "home" => state, _ => folder };
        // Only root can give something away: for others it stays their own, and is written to.
        bool given = (await new SandboxProgram { Program = "chown" }.RunWith("-h", "54300", theirs)).ExitCode == 0;

        Finished run = (await In(state).RunWith([.. Small, "--check"])).AssertExit(0);

        Assert.Equal(given, run.Error.Contains($"{theirs} {(what == "link" ? "is a link of" : "belongs to")} another user (uid 54300)", StringComparison.Ordinal));
        Assert.Equal(given, !File.Exists(file) || new FileInfo(file).Length == 0);
    }

    [Fact]
    public async Task Whatever_was_run_holds_together_when_it_is_read()
    {
        string state = TestFolders.Create();
        string[][] runs =
        [
            .. FaultCatalogue.All.Where(fault => !fault.LosesHost).Select(fault => (string[])["--fault", fault.Id]),
            .. WaitCatalogue.All.Select(wait => (string[])["--wait", wait.Id, "--fault", "segfault"]),
            .. ModelCatalogue.Own.Select(model => (string[])["--model", model.Id, "--fault", "kill"]),
            ["--orphan"], ["--page-map"], ["--workers", "70"], ["--limit", "nofile=64,cpu=9"],
        ];
        foreach (string[][] some in runs.Chunk(8))
        {
            foreach (Finished run in await Task.WhenAll(some.Select(options => In(state).RunWith([.. Small, "--timeout", "0.5", .. options]))))
                run.AssertExit(0);
        }

        Finished list = (await In(state).RunWith("history", "--json")).AssertExit(0);
        Assert.Equal((runs.Length, ""), (list.Json.GetArrayLength(), list.Error));
    }

    [Fact]
    public async Task Fifty_runs_that_end_at_once_are_fifty_lines()
    {
        string state = TestFolders.Create();
        foreach (Finished run in await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => In(state).RunWith([.. Small, "--workers", "1"]))))
            Assert.Equal("", run.AssertExit(0).Error);

        HistoryReading reading = new HistoryFile(Path.Combine(state, "sandbox", "history.jsonl")).Read();
        Assert.Empty(reading.Problems);
        Assert.Equal(50, reading.Entries.Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_runs_that_end_as_the_file_gets_full_are_fifty_lines_and_no_file_more(bool before)
    {
        const int Runs = 50;
        string state = TestFolders.Create(), folder = Path.Combine(state, "sandbox");
        (await In(state).RunWith([.. Small, "--workers", "1"])).AssertExit(0);
        HistoryFile history = new(Path.Combine(folder, "history.jsonl"));
        byte[] line = File.ReadAllBytes(history.Current);
        // Full in the middle of the fifty; and with a file before it, which goes.
        int kept = (int)(HistoryFile.DefaultLargest / line.Length) - (Runs / 2), gone = before ? 7 : 0;
        using (FileStream file = new(history.Current, FileMode.Append))
        {
            for (int number = 1; number < kept; number++)
                file.Write(line);
        }
        if (before)
            File.WriteAllBytes(history.Older, [.. Enumerable.Repeat(line, gone).SelectMany(bytes => bytes)]);

        Finished[] runs = await Task.WhenAll(Enumerable.Range(0, Runs).Select(_ => In(state).RunWith([.. Small, "--workers", "1"])));

        string[] said = [.. runs.Select(run => run.AssertExit(0).Error).Where(error => error.Length > 0)];
        Assert.Equal(before ? 1 : 0, said.Length);
        Assert.All(said, words => Assert.Contains($"{gone}", words, StringComparison.Ordinal));
        HistoryReading reading = history.Read();
        Assert.Empty(reading.Problems);
        Assert.Equal(kept + Runs, reading.Entries.Length);
        Assert.Equal(["history.1.jsonl", "history.jsonl"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_writer_that_is_killed_among_its_writes_leaves_no_line_that_is_none()
    {
        HistoryFile history = new(Path.Combine(TestFolders.Create(), "history.jsonl"));
        SandboxProgram writer = new() { Program = Environment.ProcessPath!, Variables = new Dictionary<string, string?> { [PathVariable] = history.Current } };
        int before = 0, killed = 0;
        for (int round = 0; round < 30 && killed < 3; round++)
        {
            using RunningProgram running = writer.Start("-method", $"{typeof(HistoryTests).FullName}.{nameof(Two_hundred_runs_are_kept_one_by_one)}", "-noLogo");
            await Eventually.Assert(() => history.Read().Entries.Length > before + 5, "some lines more");
            running.Child.Send(9);
            // On a busy machine it may have written its last before.
            killed += (await running.Finish()).Signal == 9 ? 1 : 0;
            HistoryReading reading = history.Read();
            Assert.Empty(reading.Problems);
            before = reading.Entries.Length;
        }
        Assert.Equal(3, killed);
    }

    [Fact]
    public async Task On_a_full_disk_the_run_has_its_result_and_the_history_loses_a_line_at_most()
    {
        Finished done = await SmallDisk.Run(
            TestFolders.Create(),
            $"export XDG_STATE_HOME=$PWD/small; for n in 1 2 3 4 5 6 7 8; do '{SandboxProgram.Location}' run --length 1000 --workers 2 --check >out || exit; grep -q ^clean out || exit 9; done; '{SandboxProgram.Location}' history --json");

        int kept = done.AssertExit(0).Json.GetArrayLength();
        Assert.InRange(kept, 1, 7);
        Assert.Matches("the run was not kept in the history: .*(No space left on device|is the disk full\\?)", done.Error);
    }

    [Fact]
    public async Task Two_runs_are_compared()
    {
        string state = TestFolders.Create();
        (await In(state).RunWith([.. Small, "--fault", "segfault"])).AssertExit(0);
        (await In(state).RunWith([.. Small, "--fault", "segfault", "--model", "threads"])).AssertExit(0);
        string[] ids = [.. (await In(state).RunWith("history", "--json")).Json.EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];

        JsonElement comparison = (await In(state).RunWith("compare", ids[0], ids[1], "--json")).AssertExit(0).Json;

        Assert.Equal("model", comparison.GetProperty("differs")[0].GetProperty("what").GetString());
    }

    private static SandboxProgram In(string state) => new() { Variables = new Dictionary<string, string?> { ["XDG_STATE_HOME"] = state } };
}

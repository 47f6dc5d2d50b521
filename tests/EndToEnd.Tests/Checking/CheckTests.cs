using System.Text.Json;
using Sandbox.EndToEnd.Tests.Tracing;

namespace Sandbox.EndToEnd.Tests.Checking;

/// <summary>The task wait-for-it, with a right solution and wrong ones of the usual kinds.</summary>
public class CheckTests
{
    private const int Right = 0;

    [Fact]
    public async Task The_right_solution_passes()
    {
        JsonElement check = await Check(Right, 0);

        Assert.True(check.GetProperty("passed").GetBoolean());
        Assert.Equal(("wait-for-it", 1), (check.Text("task"), check.Number("schema")));
        Assert.All(check.GetProperty("cases").EnumerateArray(), one => Assert.True(one.GetProperty("reached").GetBoolean(), one.Text("name")));
        Assert.All(Rules(check), rule => Assert.True(rule.Rule.GetProperty("passed").GetBoolean() && rule.Rule.GetProperty("why").ValueKind == JsonValueKind.Null));
    }

    /// <summary>Each wrong solution, the case and the rule at which it must fail, what is said, at which child, and what shows it.</summary>
    [Theory]
    [InlineData(1, "as it is", "looks", "nobody looked at the status of child 0", 0, "waitpid(")]
    [InlineData(1, "as it is", "names-the-dead", "no line names child 2", 2, "killed by SIGSEGV (11)")]
    [InlineData(2, "as it is", "names-the-dead", "no line names child 2", 2, "the line \"child 2 exited with code 0\"")]
    [InlineData(3, "as it is", "waits", "was not waited for", null, "ended, status")]
    [InlineData(4, "the first child is killed from outside", "names-the-dead", "no line names child 0", 0, "Killed")]
    [InlineData(5, "the first child is killed from outside", "names-the-dead", "no line names child 0", 0, "killed by SIGKILL")]
    [InlineData(6, "as it is", "waits", "child 0", 0, "ended, status")]
    [InlineData(7, "as it is", "exit-code", "it exited 0", 2, "ended, status 0x0000")]
    [InlineData(8, "the second child cannot be started", "ends", "it was still running after", null, "SIGKILL")]
    public async Task A_wrong_one_fails_at_its_rule_with_the_child_and_what_shows_it(int solution, string at, string rule, string why, int? child, string shows)
    {
        JsonElement check = await Check(solution, 1);

        Assert.False(check.GetProperty("passed").GetBoolean());
        JsonElement failed = Rules(check).Single(pair => pair.Case == at && pair.Rule.Text("rule") == rule).Rule;
        Assert.False(failed.GetProperty("passed").GetBoolean(), $"{failed}");
        Assert.Contains(why, failed.Text("why"), StringComparison.Ordinal);
        Assert.Contains(shows, failed.Text("shows"), StringComparison.Ordinal);
        if (child is { } index)
            Assert.Equal(index, failed.GetProperty("child").Number("index"));
    }

    [Fact]
    public async Task A_verdict_for_people_ends_with_the_rule_that_failed()
    {
        string program = await Program(5);
        Finished wrong = (await SandboxProgram.Run("check", "--program", program, "wait-for-it")).AssertExit(1);
        Assert.Contains("x names-the-dead: for each child that failed a line names it, and what it died of\n      no line names child 0", wrong.Output, StringComparison.Ordinal);
        Assert.Matches("\nfailed: \\d+ of 21 rules of wait-for-it hold; the first child is killed from outside: no line names child 0", wrong.Output);
        Assert.EndsWith("passed: all 21 rules of wait-for-it hold\n", (await SandboxProgram.Run("check", "--program", await Program(Right), "wait-for-it")).AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import os, signal, sys\nchildren = []\nfor i in range(4):\n    pid = os.fork()\n    if pid == 0:\n        if i == 2:\n            os.kill(os.getpid(), signal.SIGSEGV)\n        os._exit(0)\n    children.append(pid)\nbad = 0\nfor pid in children:\n    _, status = os.waitpid(pid, 0)\n    if os.WIFSIGNALED(status):\n        print(f'{pid}: {signal.Signals(os.WTERMSIG(status)).name}')\n        bad = 1\nsys.exit(bad)\n")]
    public async Task A_solution_in_another_language_is_judged_by_what_it_names(string python)
    {
        string file = Path.Combine(TestFolders.Create(), "solution.py"), folder = await Task("""{"title": "T", "summary": "S", "cases": [{"name": "one", "rules": [{"rule": "looks"}, {"rule": "names-the-dead"}, {"rule": "exit-code", "is": "not 0"}]}]}""");
        await File.WriteAllTextAsync(file, $"#!/usr/bin/env python3\n{python}", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (await SandboxProgram.Run("check", "--program", file, folder)).AssertExit(0);
    }

    [Theory]
    [InlineData("""{"title": "T", "summary": "S", "cases": [{"name": "n", "rules": [{"rule": "wiats"}]}]}""", ":1:75: there is no rule \"wiats\"; the nearest is waits")]
    [InlineData("""{"title": "T", "summary": "S", "cases": [{"name": "n", "inject": ["fork:1:EGAIN"], "rules": [{"rule": "ends"}]}]}""", ":1:67: \"EGAIN\" is neither an error nor a signal")]
    [InlineData("""{"title": "T", "summary": "S", "cases": [{"name": "n", "rules": [{"rule": "no-zombie", "seconds": -1}]}]}""", "\"seconds\" is -1; expected a number from 0 to 60")]
    [InlineData("""{"title": "T", "program": "/bin/sh", "summary": "S", "cases": []}""", "there is no key of the task \"program\"")]
    [InlineData("{", "this is not JSON")]
    [InlineData("", "the file is empty")]
    public async Task What_is_wrong_with_a_task_is_said_with_its_place_and_nothing_runs(string json, string said)
    {
        Finished finished = (await SandboxProgram.Run("check", "--program", "false", await Task(json))).AssertExit(2);
        Assert.Contains(said, finished.Error, StringComparison.Ordinal);
        Assert.Contains("task.json", finished.Error, StringComparison.Ordinal);
        Assert.Empty(finished.Output);
    }

    [Theory]
    [InlineData(2, "there is no task \"wait-for-ti\"; the nearest is wait-for-it", "--program", "true", "wait-for-ti")]
    [InlineData(2, "expected a program and a task", "wait-for-it")]
    [InlineData(2, "a task is a folder with task.json", "--program", "true", "/no/such")]
    [InlineData(127, "there is no such file", "--program", "./no/such", "wait-for-it")]
    public async Task Wrong_usage_is_told_from_a_wrong_program(int code, string said, params string[] words) =>
        Assert.Contains(said, (await SandboxProgram.Run(["check", .. words])).AssertExit(code).Error, StringComparison.Ordinal);

    [Fact]
    public async Task The_tasks_that_come_with_the_program_are_listed() =>
        Assert.Contains("wait-for-it", (await SandboxProgram.Run("check", "--list")).AssertExit(0).Output, StringComparison.Ordinal);

    private static async Task<JsonElement> Check(int solution, int code) =>
        (await (new SandboxProgram() with { Timeout = TimeSpan.FromMinutes(2) }).RunWith("check", "--json", "--program", await Program(solution), "wait-for-it")).AssertExit(code).Json;

    private static IEnumerable<(string Case, JsonElement Rule)> Rules(JsonElement check) =>
        from one in check.GetProperty("cases").EnumerateArray() from rule in one.GetProperty("rules").EnumerateArray() select (one.Text("name")!, rule);

    private static async Task<string> Program(int solution)
    {
        await using Stream stream = typeof(CheckTests).Assembly.GetManifestResourceStream("wait-for-it.c")!;
        return await Gcc.Program(await new StreamReader(stream).ReadToEndAsync(), $"-DSOLUTION={solution}");
    }

    private static async Task<string> Task(string json)
    {
        string folder = Path.Combine(TestFolders.Create(), "a-task");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "task.json"), json);
        return folder;
    }
}

using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>The matrix of a program: what it makes of each injection, and the injections that other tests have none of.</summary>
public class RobustnessTests
{
    [Fact]
    public async Task A_careful_parent_reports_everything_and_lies_about_nothing()
    {
        JsonElement[] rows = await Rows("robust-good.c");

        Assert.All(rows, row => Assert.True(row.Bool("lies") != true && row.Bool("hangs") != true && row.Bool("survives") != false, $"{row}"));
        Assert.All(new[] { "fork:1:EAGAIN", "fork:2:EAGAIN", "child:1:SIGKILL", "child:2:SIGSEGV", "child:*:SIGTERM", "wait:1:ECHILD" }, inject => Assert.True(Row(rows, inject).Bool("reports"), inject));
        Assert.Contains("\"child 0: Killed\"", Row(rows, "child:1:SIGKILL").Text("why"), StringComparison.Ordinal);
        Assert.Equal((true, null, null), (Row(rows, "wait:1:EINTR").Bool("survives"), Row(rows, "wait:1:EINTR").Bool("reports"), Row(rows, "wait:1:EINTR").Bool("lies")));
    }

    [Fact]
    public async Task A_careless_one_lies_and_hangs_and_the_row_says_what_shows_it()
    {
        JsonElement[] rows = await Rows("robust-bad.c", "--timeout", "1");

        Assert.Equal((true, false), (Row(rows, "fork:2:EAGAIN").Bool("hangs"), Row(rows, "fork:2:EAGAIN").Bool("survives")));
        foreach (string inject in new[] { "child:1:SIGKILL", "child:2:SIGSEGV", "child:*:SIGTERM", "write:*:ENOSPC" })
            Assert.Equal((true, false, true), (Row(rows, inject).Bool("survives"), Row(rows, inject).Bool("reports"), Row(rows, inject).Bool("lies")));
        Assert.Contains("process 1, was killed by SIGKILL (9)", Row(rows, "child:1:SIGKILL").Text("why"), StringComparison.Ordinal);
        Assert.Contains("lines are missing", Row(rows, "write:*:ENOSPC").Text("why"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_program_does_not_come_to_is_said_to_be_so_and_a_kill_of_the_parent_is_no_fault_of_its()
    {
        JsonElement[] rows = await Rows("robust-good.c", "--inject", "exec:1:ENOENT", "--inject", "wait:1:SIGKILL");

        Assert.Equal(["exec:1:ENOENT", "wait:1:SIGKILL"], rows.Select(row => row.Text("inject")));
        Assert.Equal((false, null), (rows[0].Bool("reached"), rows[0].Bool("survives")));
        Assert.Equal((true, null, false), (rows[1].Bool("reached"), rows[1].Bool("survives"), rows[1].Bool("hangs")));
    }

    [Theory]
    [InlineData(2, "matrix", "--program", "true", "--inject", "frok:1:EAGAIN")]
    [InlineData(2, "matrix", "--program", "true", "--models", "threads")]
    [InlineData(2, "matrix", "--inject", "fork:1:EAGAIN")]
    [InlineData(2, "matrix", "--program", "sleep", "--timeout", "0.2", "--", "100")]
    [InlineData(127, "matrix", "--program", "./no/such")]
    public async Task What_is_wrong_is_refused_with_the_code_of_that(int code, params string[] words) =>
        Assert.NotEmpty((await SandboxProgram.Run(words)).AssertExit(code).Error);

    [Fact]
    public async Task It_is_a_table_for_people_and_for_reports()
    {
        string program = await Program("robust-bad.c");
        string text = (await SandboxProgram.Run("matrix", "--program", program, "--inject", "child:1:SIGKILL")).AssertExit(0).Output;
        Assert.Contains("survives", text, StringComparison.Ordinal);
        Assert.Contains("| `child:1:SIGKILL` | yes | no | no | yes |", (await SandboxProgram.Run("matrix", "--program", program, "--inject", "child:1:SIGKILL", "--markdown")).AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_gets_its_signal_before_it_does_anything()
    {
        for (int i = 0; i < 10; i++)
        {
            JsonElement trace = (await SandboxProgram.Run("trace", "--json", "--inject", "child:2:SEGV", "--", await Program("robust-good.c"))).AssertExit(0).Json;
            Assert.Equal([256, 0, 11, 0], trace.Processes().Select(process => process.Raw()));
        }
    }

    [Fact]
    public async Task Slow_children_take_their_time_and_their_parent_does_not()
    {
        JsonElement trace = (await SandboxProgram.Run("trace", "--json", "--inject", "slow:200", "--", await Program("robust-good.c"))).AssertExit(0).Json;
        Assert.All(trace.Processes().Skip(1), child => Assert.InRange(child.GetProperty("endedMs").GetDouble() - child.GetProperty("bornMs").GetDouble(), 200, 20_000));
        // They are slow side by side: the parent has started all of them before the first has ended.
        Assert.True(trace.Processes().Max(child => child.GetProperty("bornMs").GetDouble()) < trace.Processes().Min(child => child.GetProperty("endedMs").GetDouble()));
    }

    [Fact]
    public async Task A_program_that_is_stopped_for_a_while_goes_on()
    {
        JsonElement trace = (await SandboxProgram.Run("trace", "--json", "--inject", "0.1s:SIGSTOP:1.5s", "--", "sleep", "1")).AssertExit(0).Json;
        Assert.Equal(["injected 0.1s:SIGSTOP:1.5s", "injected 0.1s:SIGSTOP:1.5s (SIGCONT)"], trace.Texts("injected"));
        Assert.Single(trace.Texts("stopped"));
        Assert.InRange(trace.GetProperty("totalMs").GetDouble(), 1590, 30_000);
        Assert.Equal(0, trace.Processes()[0].Raw());
    }

    private static JsonElement Row(JsonElement[] rows, string inject) => rows.Single(row => row.Text("inject") == inject);

    private static async Task<JsonElement[]> Rows(string source, params string[] options) =>
        [.. (await SandboxProgram.Run(["matrix", "--json", "--program", await Program(source), .. options])).AssertExit(0).Json.EnumerateArray()];

    private static async Task<string> Program(string source)
    {
        await using Stream stream = typeof(RobustnessTests).Assembly.GetManifestResourceStream(source)!;
        return await Gcc.Program(await new StreamReader(stream).ReadToEndAsync());
    }
}

file static class Answers
{
    public static bool? Bool(this JsonElement row, string field) => row.GetProperty(field) is { ValueKind: not JsonValueKind.Null } answer ? answer.GetBoolean() : null;
}

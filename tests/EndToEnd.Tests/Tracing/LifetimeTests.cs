using System.Globalization;
using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>Nothing of a traced program is lost, and nothing is left of it.</summary>
public class LifetimeTests
{
    private const string Bomb = "#include <unistd.h>\nint main(void) { for (;;) fork(); }\n";

    [Fact]
    public async Task Of_a_thousand_children_that_are_killed_at_random_each_is_known_with_its_end() => await KillAtRandom(1000);

    /// <summary>Traces a program that kills its children, and holds all counts against its own.</summary>
    internal static async Task KillAtRandom(int children)
    {
        string killer = await Embedded("killer.c");
        Finished finished = (await (new SandboxProgram() with { Timeout = TimeSpan.FromMinutes(5) }).RunWith("trace", "--json", "--", killer, $"{children}", "7")).AssertExit(0);
        int[] own = [.. finished.Error.Trim().Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        JsonElement[] processes = finished.Json.Processes();
        JsonElement[] direct = [.. processes.Where(process => process.GetProperty("parent") is { ValueKind: JsonValueKind.Number } parent && parent.GetInt32() == 0)];

        Assert.Equal(children, direct.Length);
        Assert.Equal((own[0], own[1]), (direct.Count(process => process.Raw() == 0), direct.Count(process => process.Raw() == 9)));
        Assert.All(direct, process => Assert.Equal("looked", process.Text("fate")));
        Assert.All(processes, process => Assert.NotEqual(JsonValueKind.Null, process.GetProperty("status").ValueKind));
    }

    [Fact]
    public async Task A_fork_bomb_is_ended_and_nothing_of_it_is_left()
    {
        JsonElement trace = (await SandboxProgram.Run("trace", "--json", "--max-processes", "50", "--", await Gcc.Program(Bomb, "-Wno-infinite-recursion"))).AssertExit(0).Json;
        Assert.Equal(("ended", "limit"), (trace.Text("verdict"), trace.Text("stop")));
        Assert.All(trace.Processes(), process => Assert.Equal(9, process.Raw()));
        Assert.True(trace.GetProperty("totals").Number("mostAlive") > 50);
    }

    [Fact]
    public async Task A_timeout_ends_all()
    {
        JsonElement trace = (await SandboxProgram.Run("trace", "--json", "--timeout", "0.3", "--", "sh", "-c", "sleep 100 & sleep 100")).AssertExit(0).Json;
        Assert.Equal(("ended", "timeout"), (trace.Text("verdict"), trace.Text("stop")));
        Assert.Equal(3, trace.Processes().Length);
    }

    [Fact]
    public async Task When_the_sandbox_is_killed_all_that_it_traced_dies_too()
    {
        using RunningProgram trace = new SandboxProgram().Start("trace", "--", "sh", "-c", "sleep 100 & setsid sleep 100");
        await Eventually.Assert(() => trace.Processes().Count(process => process.Name == "sleep") == 2, "two sleep");
        trace.Child.Send(LibC.SIGKILL);
        Assert.Equal(9, (await trace.Finish()).Signal);
    }

    [Theory]
    [InlineData(LibC.SIGTERM, "trap 'echo caught; exit 6' TERM; echo ready; while :; do sleep 0.05; done")]
    [InlineData(2, "trap 'echo caught; exit 6' INT; echo ready; while :; do sleep 0.05; done")]
    public async Task A_signal_to_the_sandbox_goes_to_the_program_first(int signal, string script)
    {
        using RunningProgram trace = new SandboxProgram().Start("trace", "--depth", "0", "--", "bash", "-c", script);
        await Eventually.Assert(() => trace.Output.Contains("ready", StringComparison.Ordinal), "ready");
        trace.Child.Send(signal);
        Finished finished = (await trace.Finish()).AssertExit(0);
        Assert.Contains("caught", finished.Output, StringComparison.Ordinal);
        Assert.Contains("exited 6", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_heed_SIGTERM_is_ended()
    {
        using RunningProgram trace = new SandboxProgram().Start("trace", "--depth", "0", "--", "bash", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await Eventually.Assert(() => trace.Output.Contains("ready", StringComparison.Ordinal), "ready");
        trace.Child.Send(LibC.SIGTERM);
        (await trace.Finish()).AssertExit(143);
    }

    [Fact]
    public async Task What_was_attached_to_runs_on_when_it_is_let_go()
    {
        string gate = Path.Combine(TestFolders.Create(), "gate");
        using RunningProgram program = new SandboxProgram { Program = "bash" }.Start("-c", $"sleep 100 & echo ready; until [ -e '{gate}' ]; do :; done; kill %1; wait; exit 5");
        await Eventually.Assert(() => program.Output.Contains("ready", StringComparison.Ordinal), "ready");
        using RunningProgram trace = new SandboxProgram().Start("trace", "--plain", "--pid", $"{program.Child.Pid}");
        await Eventually.Assert(() => trace.Output.Contains(": sleep 100", StringComparison.Ordinal), "its child");
        trace.Child.Send(2);
        Finished finished = (await trace.Finish()).AssertExit(130);
        Assert.Contains("the program runs on", finished.Error, StringComparison.Ordinal);
        Assert.Contains("TracerPid:\t0\n", await File.ReadAllTextAsync($"/proc/{program.Child.Pid}/status", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);
        (await program.Finish()).AssertExit(5);
    }

    private static async Task<string> Embedded(string name)
    {
        await using Stream stream = typeof(LifetimeTests).Assembly.GetManifestResourceStream(name)!;
        return await Gcc.Program(await new StreamReader(stream).ReadToEndAsync());
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Sandbox.Core.Catalogue;
using Sandbox.EndToEnd.Tests.Oracles;

namespace Sandbox.EndToEnd.Tests.Export;

/// <summary>The exported C program, compiled and run, beside the sandbox's own run of the same spec.</summary>
public partial class ExportedProgramTests
{
    public static TheoryData<string, string, bool> ModelsAndFaults => new(
        from model in ModelCatalogue.Own.Index()
        from fault in FaultCatalogue.All.Index()
        select (model.Item.Id, fault.Item.Id, (model.Index + fault.Index) % 2 == 0));

    public static TheoryData<string, string> ModelsAndWaits() =>
        new(from model in ModelCatalogue.Own where model.Waitable from wait in WaitCatalogue.All select (model.Id, wait.Id));

    [Theory]
    [MemberData(nameof(ModelsAndFaults))]
    public async Task It_ends_with_the_statuses_and_the_sums_of_the_sandbox(string model, string fault, bool optimized) =>
        await Compare(await GridRun.Of(model, fault), GridRun.Options(model, fault), optimized);

    [Theory]
    [MemberData(nameof(ModelsAndWaits))]
    public async Task It_sees_what_the_sandbox_sees_with_each_wait_strategy(string model, string wait) =>
        await Compare("--model", model, "--fault", "segfault", "--wait", wait);

    [Theory]
    [InlineData("--fault", "exit-code:256")]
    [InlineData("--fault", "exit-code:-1")]
    [InlineData("--fault", "exit-code:-2147483648")]
    [InlineData("--fault", "signal:SIGRTMIN+2")]
    [InlineData("--fault", "signal:SIGCHLD")]
    [InlineData("--fault", "kill", "--faulty", "0,3")]
    [InlineData("--fault", "kill", "--faulty", "all")]
    [InlineData("--fault", "abort", "--workers", "1")]
    [InlineData("--fault", "segfault", "--workers", "300", "--wait", "any")]
    [InlineData("--workers", "7", "--length", "3")]
    [InlineData("--length", "0")]
    [InlineData("--model", "threads", "--length", "0", "--fault", "corrupt-array")]
    [InlineData("--seed", "4294967295", "--pages", "2m")]
    [InlineData("--pace", "0.1")]
    [InlineData("--fault", "hang", "--limit", "cpu=1", "--timeout", "60")]
    [InlineData("--fault", "open-files", "--limit", "nofile=16,fsize=1m,stack=1m,as=1024g")]
    [InlineData("--fault", "segfault", "--limit", "core=1g")]
    [InlineData("--model", "threads", "--fault", "data-race", "--atomic")]
    [InlineData("--model", "threads", "--fault", "signal-queue:10", "--faulty", "0,2")]
    [InlineData("--fault", "deadlock", "--faulty", "0,3", "--timeout", "1")]
    [InlineData("--fault", "lock-owner-dies:plain", "--timeout", "1")]
    [InlineData("--model", "spawn", "--fault", "lock-owner-dies", "--faulty", "0,3")]
    [InlineData("--fault", "corrupt-array", "--order", "race")]
    [InlineData("--model", "shared", "--fault", "corrupt-array:3-5")]
    [InlineData("--model", "threads", "--fault", "corrupt-array:0")]
    [InlineData("--fault", "segfault", "--restart", "2", "--faulty-lives", "1")]
    [InlineData("--fault", "alarm", "--restart", "1", "--wait", "any")]
    [InlineData("--fault", "exit-code:3", "--restart", "2", "--faulty-lives", "2", "--wait", "poll")]
    [InlineData("--model", "shared", "--fault", "kill", "--restart", "1", "--wait", "job-control")]
    [InlineData("--model", "spawn", "--fault", "abort", "--restart", "1", "--faulty-lives", "1", "--wait", "pidfd")]
    [InlineData("--fault", "segfault", "--restart", "1", "--faulty-lives", "1", "--wait", "sigchld", "--faulty", "all")]
    [InlineData("--fault", "segfault", "--core")]
    [InlineData("--model", "spawn", "--fault", "abort", "--core", "--limit", "core=1m", "--wait", "any")]
    [InlineData("--fault", "segfault", "--orphan")]
    [InlineData("--model", "spawn", "--fault", "segfault", "--wait", "never", "--orphan")]
    [InlineData("--model", "shared", "--fault", "corrupt-array", "--orphan")]
    public async Task It_honours_every_option(params string[] options) => await Compare(options);

    public static TheoryData<string, string, string> Locks() => new(
        from model in (string[])["threads", "processes", "shared", "spawn"]
        from one in LockCatalogue.All
        where one.KeepsApart
        from grain in one.IsHeld ? (string[])["fine", "coarse"] : ["fine"]
        select (model, one.Id, grain));

    [Theory]
    [MemberData(nameof(Locks))]
    public async Task It_loses_as_many_updates_with_a_lock_as_the_sandbox(string model, string id, string grain)
    {
        string[] options = ["--model", model, "--fault", "data-race", "--length", "20000", "--lock", id, "--lock-grain", grain];
        JsonElement race = (await SandboxProgram.Run([.. "run --json".Split(' '), .. options])).AssertExit(0).Json.GetProperty("dataRace");
        Finished finished = (await new SandboxProgram { Program = await Compiled(await Exported(options), optimized: true) }.RunWith()).AssertExit(0);

        Assert.Contains($"updates: 20000 made, {race.GetProperty("arrived")} arrived, {race.GetProperty("lost")} lost\n", finished.Output);
    }

    [Fact]
    public async Task A_hang_is_ended_after_the_timeout_and_not_before()
    {
        string program = await Compiled(await Exported("--fault", "hang", "--timeout", "1"), optimized: true);
        Finished finished = await new SandboxProgram { Program = program }.RunWith();

        Assert.InRange(finished.AssertExit(0).Took.TotalSeconds, 1, 20);
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("threads")]
    [InlineData("spawn")]
    public async Task Killing_it_leaves_no_worker_behind(string model)
    {
        string program = await Compiled(await Exported("--model", model, "--fault", "hang", "--faulty", "all", "--timeout", "600"), optimized: true);
        using RunningProgram running = new SandboxProgram { Program = program }.Start();
        int wanted = model == "threads" ? 2 : 5;
        await Eventually.Assert(() => running.Processes().Count >= wanted, $"{wanted} processes");

        running.Child.Send(LibC.SIGKILL);

        Assert.Equal(LibC.SIGKILL, (await running.Finish()).Signal);
    }

    private static async Task Compare(params string[] options)
    {
        string[] spec = options.Contains("--length") ? options : [.. options, "--length", "1000"];
        await Compare(await SandboxProgram.Run([.. "run --json".Split(' '), .. spec]), spec, optimized: true);
    }

    private static async Task Compare(Finished sandbox, string[] spec, bool optimized)
    {
        if (sandbox.ExitCode == 2)
        {
            // What cannot be run cannot be exported either, for the same reason.
            Finished refused = (await SandboxProgram.Run(["export", .. spec])).AssertExit(2);
            Assert.Equal(sandbox.Error.Split('\n')[0], refused.Error.Split('\n')[0]);
            return;
        }

        JsonElement report = sandbox.AssertExit(0).Json;
        string program = await Compiled(await Exported(spec), optimized);
        Finished finished = (await new SandboxProgram { Program = program }.RunWith()).AssertExit(0);

        Assert.Equal(Lines(report), [.. Ends().Matches(finished.Output).Select(match => string.Join(' ', match.Groups.Values.Skip(1).Where(group => group.Success)))]);
    }

    /// <summary>What the program is to print of workers, host and total, from the sandbox's report.</summary>
    private static IEnumerable<string> Lines(JsonElement report)
    {
        string host = report.GetProperty("host").GetProperty("status").GetProperty("hex").GetString()!;
        JsonElement[] workers = [.. report.GetProperty("workers").EnumerateArray()];
        foreach (JsonElement worker in workers)
        {
            string raw = worker.GetProperty("status") is { ValueKind: JsonValueKind.Object } status ? status.GetProperty("hex").GetString()! : "none";
            yield return worker.GetProperty("role").GetString() == "intruder"
                ? $"intruder {raw}"
                : $"worker {worker.GetProperty("index")} {raw} {NumberOf(worker, "sum")} {NumberOf(worker, "expectedSum")}";
        }

        if (workers[0].GetProperty("kind").GetString() == "thread" || report.GetProperty("spec").GetProperty("orphan").GetBoolean())
            yield return $"host {host}";
        yield return $"total {NumberOf(report.GetProperty("totals"), "actual")} {NumberOf(report.GetProperty("totals"), "expected")}";
    }

    private static string NumberOf(JsonElement parent, string name) =>
        parent.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : "none";

    /// <summary>The exported program of options.</summary>
    internal static async Task<string> Exported(params string[] options) => (await SandboxProgram.Run(["export", .. options])).AssertExit(0).Output;

    /// <summary>
    /// With or without the optimizer: it sees more to warn of, and more to leave out. The text is put together from parts, one for each
    /// model and one for each fault, and the rows are such that every part is met both ways.
    /// </summary>
    private static Task<string> Compiled(string text, bool optimized) => optimized ? Gcc.Program(text, "-O2") : Gcc.Program(text);

    [GeneratedRegex(@"^(worker|intruder|host|total)(?: (\d+))?:(?: (?:pid|tid) \d+, status (0x[0-9a-f]{4}|none):.*?)?(?:,? sum (none|-?\d+), expected (\d+),.*)?$", RegexOptions.Multiline)]
    private static partial Regex Ends();
}

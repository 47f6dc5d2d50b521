using System.Text.Json;
using System.Text.RegularExpressions;
using Sandbox.EndToEnd.Tests.Oracles;
using Sandbox.EndToEnd.Tests.Tracing;

namespace Sandbox.EndToEnd.Tests.Export;

/// <summary>The exported C program under the tracer: what the kernel keeps of each of its processes is what the sandbox's own run reported.</summary>
public partial class ExportTracedTests
{
    public static TheoryData<string, string> Cells => new(GridRun.Cells);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Traced_it_shows_the_statuses_of_the_run(string model, string fault)
    {
        Finished run = await GridRun.Of(model, fault);
        if (run.ExitCode == 2)
        {
            // What cannot be run cannot be exported either.
            (await SandboxProgram.Run(["export", .. GridRun.Options(model, fault)])).AssertExit(2);
            return;
        }

        string[] expected = [.. Statuses(run.AssertExit(0).Json)];
        string program = await Gcc.Program(await ExportedProgramTests.Exported(GridRun.Options(model, fault)));
        Finished traced = (await SandboxProgram.Run("trace", "--json", "--", program)).AssertExit(0);
        Assert.All(traced.Json.Processes(), process => Assert.True(process.GetProperty("status").ValueKind == JsonValueKind.Object, traced.Output));
        Dictionary<int, string> kept = traced.Json.Processes().ToDictionary(process => process.Number("pid"), process => process.GetProperty("status").Text("hex")!);
        string[] told = [.. Told().Matches(traced.Error).Select(match => kept[int.Parse(match.Groups[1].Value)])];
        Assert.Equal(expected, told);
    }

    /// <summary>What the sandbox's report has of workers that are processes, and of the host where they are threads.</summary>
    private static IEnumerable<string> Statuses(JsonElement report)
    {
        JsonElement[] workers = [.. report.GetProperty("workers").EnumerateArray()];
        foreach (JsonElement worker in workers)
        {
            if (worker.GetProperty("status") is { ValueKind: JsonValueKind.Object } status)
                yield return status.Text("hex")!;
        }
        if (workers[0].Text("kind") == "thread")
            yield return report.GetProperty("host").GetProperty("status").Text("hex")!;
    }

    // Threads have no status; the program says "none" of them.
    [GeneratedRegex(@"^(?:worker \d+|intruder|host): pid (\d+), status 0x[0-9a-f]{4}", RegexOptions.Multiline)]
    private static partial Regex Told();
}

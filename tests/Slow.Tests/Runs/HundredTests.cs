using System.Text.Json;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Status;

namespace Sandbox.Slow.Tests.Runs;

/// <summary>Tests that keep every processor busy for long: they run by themselves, after the others.</summary>
[CollectionDefinition(nameof(ByThemselves), DisableParallelization = true)]
public class ByThemselves;

/// <summary>Every fault, a hundred times: the same status each time.</summary>
[Collection(nameof(ByThemselves))]
public class HundredTests
{
    public static TheoryData<string, string> Rows()
    {
        TheoryData<string, string> rows = [];
        foreach (Fault fault in FaultCatalogue.All.Where(fault => !fault.LosesHost && fault.Actor is FaultActor.FaultyWorker or FaultActor.AllWorkers && fault.ChildStatus(Argument(fault)) is not null))
        {
            rows.Add("processes", fault.Id);
            rows.Add("shared", fault.Id);
            rows.Add("spawn", fault.Id);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_hundred_children_that_do_a_fault_end_with_the_same_status(string model, string id)
    {
        Fault fault = FaultCatalogue.Find(id)!;
        // Each of them uses a second of processor time; ten say as much.
        int count = id == "cpu-limit" ? 10 : 100;

        Finished finished = await new SandboxProgram { Timeout = TimeSpan.FromMinutes(10) }.RunWith(
            "run", "--model", model, "--workers", $"{count}", "--length", "1000", "--fault", id, "--faulty", "all", "--timeout", "540", "--json");

        WaitStatus expected = fault.ChildStatus(Argument(fault))!.Value;
        JsonElement[] workers = [.. finished.AssertExit(0).Json.GetProperty("workers").EnumerateArray()];
        Assert.Equal(count, workers.Length);
        Assert.All(workers, worker => Assert.Equal(expected.Raw, worker.GetProperty("status").GetProperty("raw").GetInt32()));
    }

    [Theory]
    [InlineData("processes", "3")]
    [InlineData("shared", "3")]
    [InlineData("spawn", "5")]
    public async Task A_hundred_children_that_deadlock_all_hang_until_the_parent_ends_them(string model, string timeout)
    {
        Finished finished = await new SandboxProgram { Timeout = TimeSpan.FromMinutes(3) }.RunWith(
            "run", "--model", model, "--workers", "100", "--length", "1000", "--fault", "deadlock", "--faulty", "all", "--timeout", timeout, "--json");

        JsonElement report = finished.AssertExit(0).Json;
        Assert.Equal("hung", report.GetProperty("verdict").GetString());
        Assert.All(report.GetProperty("workers").EnumerateArray(), worker =>
            Assert.Equal(WaitStatus.OfSignal(9).Raw, worker.GetProperty("status").GetProperty("raw").GetInt32()));
    }

    [Fact]
    public async Task A_hundred_data_races_each_lose_updates()
    {
        for (int run = 0; run < 100; run++)
        {
            string model = run % 2 == 0 ? "threads" : "shared";
            Finished finished = await SandboxProgram.Run(
                "run", "--model", model, "--workers", "2", "--length", "1000", "--fault", "data-race", "--json");
            Assert.InRange(finished.AssertExit(0).Json.GetProperty("dataRace").GetProperty("lost").GetInt64(), 1, 999);
        }
    }

    private static long Argument(Fault fault) => fault.Argument is { } argument ? argument.Parse(argument.Default)!.Value : 0;
}

using System.Text.Json;
using Sandbox.Core.Faults;
using Sandbox.Core.Waits;
using Sandbox.EndToEnd.Tests.Harness;

namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>Every fault, a hundred times: the same status each time.</summary>
public class HundredTests
{
    public static TheoryData<string, string> Rows()
    {
        TheoryData<string, string> rows = [];
        foreach (Fault fault in FaultCatalogue.All.Where(fault => fault.Actor == FaultActor.FaultyWorker && fault.ChildStatus(Argument(fault)) is not null))
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

        Finished finished = await new SandboxProgram { Timeout = TimeSpan.FromMinutes(3) }.RunWith(
            "run", "--model", model, "--workers", "100", "--length", "1000", "--fault", id, "--faulty", "all", "--timeout", "120", "--json");

        WaitStatus expected = fault.ChildStatus(Argument(fault))!.Value;
        JsonElement[] workers = [.. finished.AssertExit(0).Json.GetProperty("workers").EnumerateArray()];
        Assert.Equal(100, workers.Length);
        Assert.All(workers, worker => Assert.Equal(expected.Raw, worker.GetProperty("status").GetProperty("raw").GetInt32()));
    }

    private static long Argument(Fault fault) => fault.Argument is { } argument ? argument.Parse(argument.Default)!.Value : 0;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Soak;

namespace Sandbox.EndToEnd.Tests.Soaks;

/// <summary>The oracle of tests/Soak finds nothing in a report that is right, and finds whatever is changed in one.</summary>
public class OracleTests
{
    /// <summary>Places in a report of four processes, of which worker 2 died of SIGSEGV, and values that are wrong there.</summary>
    public static TheoryData<string, string> Wrong => new()
    {
        { "verdict", "\"spread\"" },
        { "verdict", "\"clean\"" },
        { "host.status.raw", "9" },
        { "workers.0.status.raw", "256" },
        { "workers.2.status.raw", "7" },
        { "workers.2.status.hex", "\"0x000B\"" },
        { "workers.2.status.signal", "10" },
        { "workers.2.status.signalName", "\"SEGV\"" },
        { "workers.2.status.signaled", "false" },
        { "workers.2.status.exited", "true" },
        { "workers.2.status.exitCode", "11" },
        { "workers.2.status.coreDumped", "true" },
        { "workers.2.status.stopped", "true" },
        { "workers.2.status", "null" },
        { "workers.1.sum", "1" },
        { "workers.1.sum", "null" },
        { "workers.1.correct", "false" },
        { "workers.2.correct", "true" },
        { "workers.1.expectedSum", "12" },
        { "workers.3.slice.start", "751" },
        { "workers.3.slice.end", "999" },
        { "workers.3.role", "\"intruder\"" },
        { "totals.expected", "1" },
        { "totals.correct", "true" },
        { "waits.0.raw", "255" },
        { "waits.0.returned", "1" },
        { "waits.3.returned", "-1" },
        { "waits.2.raw", "null" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_changed_in_a_right_report_is_found(string place, string value)
    {
        JsonNode report = JsonNode.Parse((await SandboxProgram.Run(Crash.Options("none"))).AssertExit(0).Output)!;
        Assert.Empty(Oracle.Judge(Crash, report.Deserialize<JsonElement>()));

        string[] steps = place.Split('.');
        JsonNode at = report;
        foreach (string step in steps[..^1])
            at = int.TryParse(step, out int index) ? at[index]! : at[step]!;
        at[steps[^1]] = JsonNode.Parse(value);

        Assert.NotEmpty(Oracle.Judge(Crash, report.Deserialize<JsonElement>()));
    }

    [Fact]
    public async Task A_few_random_runs_are_right()
    {
        using StringWriter said = new();
        Soaking soaking = new(seed: 7, ranks: false, worker: "/bin/true", said);
        foreach (int number in Enumerable.Range(0, 60).Where(number => Attempt.Of(7, number, ranks: false).Model != "program"))
            await soaking.Take(number);
        Assert.False(soaking.Failed, said.ToString());
    }

    [Fact]
    public void A_seed_makes_the_same_attempts_again() => Assert.Equal(
        Enumerable.Range(0, 200).Select(number => string.Join(' ', Attempt.Of(3, number, ranks: true).Options("w"))),
        Enumerable.Range(0, 200).Select(number => string.Join(' ', Attempt.Of(3, number, ranks: true).Options("w"))));

    private static Attempt Crash { get; } = new()
    {
        Seed = 0,
        Model = "processes",
        Workers = 4,
        Length = 1000,
        ArraySeed = 42,
        Fault = Damage.All.Single(damage => damage.Id == "segfault"),
        Argument = null,
        Faulty = null,
        Wait = "in-order",
        Lock = null,
        Orphan = false,
        Restart = 0,
        FaultyLives = 0,
        Limit = null,
        Race = false,
        Paced = false,
        Core = false,
    };
}

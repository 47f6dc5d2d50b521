using System.Text.Json;

namespace Sandbox.Slow.Tests.Runs;

/// <summary>Many workers, large arrays, many faults: nothing dropped, nothing misreported, nobody left.</summary>
public class StressTests
{
    [Fact]
    public async Task Of_twenty_thousand_forks_in_one_host_half_of_them_faulted_each_is_reported_as_it_ended()
    {
        const int workers = 20_000;
        string config = Path.Combine(TestFolders.Create(), "appsettings.json");
        await File.WriteAllTextAsync(config, $"{{\"caps\": {{\"workers\": {workers}}}}}", TestContext.Current.CancellationToken);
        SandboxProgram program = new() { Variables = new Dictionary<string, string?> { ["SANDBOX_CONFIG"] = config }, Timeout = TimeSpan.FromMinutes(8) };
        string even = string.Join(',', Enumerable.Range(0, workers / 2).Select(i => 2 * i));

        Finished finished = await program.RunWith(
            "run", "--workers", $"{workers}", "--length", "20000", "--fault", "segfault", "--faulty", even, "--timeout", "400", "--json");

        JsonElement report = finished.AssertExit(0).Json;
        Assert.Equal("contained", report.GetProperty("verdict").GetString());
        int[] raws = [.. report.GetProperty("workers").EnumerateArray().Select(worker => worker.GetProperty("status").GetProperty("raw").GetInt32())];
        Assert.Equal(Enumerable.Range(0, workers).Select(i => i % 2 == 0 ? 11 : 0), raws);
        Assert.All(
            report.GetProperty("workers").EnumerateArray().Where((_, i) => i % 2 == 1),
            worker => Assert.True(worker.GetProperty("correct").GetBoolean()));
    }

    [Fact]
    public async Task A_thousand_fresh_programs_sum_a_thousand_slices() => await CleanRun.Assert("spawn", 1_000, 10_000_003);

    [Theory]
    [InlineData("threads")]
    [InlineData("processes")]
    [InlineData("shared")]
    [InlineData("spawn")]
    [InlineData("sequential")]
    public async Task Two_gigabytes_are_summed_to_the_last_element(string model) => await CleanRun.Assert(model, 3, 500_000_000);
}

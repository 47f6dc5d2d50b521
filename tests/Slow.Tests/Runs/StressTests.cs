using System.Text.Json;

namespace Sandbox.Slow.Tests.Runs;

/// <summary>Many workers, large arrays, many faults: nothing dropped, nothing misreported, nobody left.</summary>
public class StressTests
{
    private static readonly string[] Ordinary = ["threads", "processes", "shared"];

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

    public static TheoryData<string, int, long> Sizes()
    {
        TheoryData<string, int, long> rows = [];
        foreach (string model in Ordinary)
        {
            foreach (int workers in new[] { 1, 2, 3, 7, 64 })
            {
                foreach (long length in new long[] { 0, 1, 2, workers - 1, 10_000_003 })
                    rows.Add(model, workers, length);
            }
            rows.Add(model, 1_000, 999);
            rows.Add(model, 1_000, 10_000_003);
        }
        foreach ((int workers, long length) in new[] { (1, 0L), (2, 1L), (3, 2L), (7, 6L), (64, 10_000_003L) })
            rows.Add("spawn", workers, length);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task No_element_is_dropped_and_no_sum_is_wrong(string model, int workers, long length) =>
        await AssertClean(model, workers, length);

    [Fact]
    public async Task A_thousand_fresh_programs_sum_a_thousand_slices() => await AssertClean("spawn", 1_000, 10_000_003);

    [Theory]
    [InlineData("threads")]
    [InlineData("processes")]
    [InlineData("shared")]
    [InlineData("spawn")]
    [InlineData("sequential")]
    public async Task Two_gigabytes_are_summed_to_the_last_element(string model) => await AssertClean(model, 3, 500_000_000);

    private static async Task AssertClean(string model, int workers, long length)
    {
        Finished finished = await new SandboxProgram { Timeout = TimeSpan.FromMinutes(6) }.RunWith(
            "run", "--model", model, "--workers", $"{workers}", "--length", $"{length}", "--timeout", "300", "--check", "--json");

        JsonElement report = finished.AssertExit(0).Json;
        long total = 0, next = 0;
        foreach (JsonElement worker in report.GetProperty("workers").EnumerateArray())
        {
            JsonElement slice = worker.GetProperty("slice");
            Assert.Equal(next, slice.GetProperty("start").GetInt64());
            next = slice.GetProperty("end").GetInt64();
            total += worker.GetProperty("sum").GetInt64();
        }
        Assert.Equal(length, next);
        Assert.Equal(SumByRule(length, 42), total);
    }

    /// <summary>The array's rule, written once more and as plainly as it is put in words.</summary>
    private static long SumByRule(long length, uint seed)
    {
        long sum = 0;
        for (long i = 0; i < length; i++)
        {
            uint x = unchecked((uint)i + (seed * 0x9E3779B9));
            x ^= x >> 16;
            x = unchecked(x * 0x21F0AAAD);
            x ^= x >> 15;
            x = unchecked(x * 0xD35A2D97);
            x ^= x >> 15;
            sum += 1 + (long)(((ulong)x * 100) >> 32);
        }
        return sum;
    }
}

using System.Text.Json;
using Sandbox.Tests.Support.Harness;
using Check = Xunit.Assert;

namespace Sandbox.Tests.Support.Runs;

/// <summary>A run of the program in which nobody is hurt.</summary>
internal static class CleanRun
{
    /// <summary>Fails unless the slices are the whole array, without a gap, and the sums those of its rule.</summary>
    public static async Task Assert(string model, int workers, long length)
    {
        Finished finished = await new SandboxProgram { Timeout = TimeSpan.FromMinutes(6) }.RunWith(
            "run", "--model", model, "--workers", $"{workers}", "--length", $"{length}", "--timeout", "300", "--check", "--json");

        JsonElement report = finished.AssertExit(0).Json;
        long total = 0, next = 0;
        foreach (JsonElement worker in report.GetProperty("workers").EnumerateArray())
        {
            JsonElement slice = worker.GetProperty("slice");
            Check.Equal(next, slice.GetProperty("start").GetInt64());
            next = slice.GetProperty("end").GetInt64();
            total += worker.GetProperty("sum").GetInt64();
        }
        Check.Equal(length, next);
        Check.Equal(ArrayRule.Sum(0, length, 42), total);
    }
}

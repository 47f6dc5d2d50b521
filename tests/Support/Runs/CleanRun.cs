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
        Check.Equal(SumByRule(length, 42), total);
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

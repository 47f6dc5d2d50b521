using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>What shells that do not add 128 show of a killed child, and what <c>decode</c> makes of that.</summary>
public class ShellStatusOracleTests
{
    [Theory]
    [InlineData("ksh93", 256)]
    [InlineData("yash", 384)]
    public async Task Decode_reads_the_number_that_a_shell_shows_of_each_signal_that_kills(string shell, int start)
    {
        int[] signals = [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 31, 34, 64];
        Finished shown = (await new SandboxProgram { Program = shell }.RunWith(
            "-c", $"for n in {string.Join(' ', signals)}; do sh -c \"ulimit -c 0; kill -$n \\$\\$\"; echo \"$?\"; done")).AssertExit(0);
        string[] numbers = shown.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(signals.Select(signal => $"{start + signal}"), numbers);

        Finished decoded = (await new SandboxProgram().RunWith(["decode", "--json", .. numbers.Select(number => $"$?={number}")])).AssertExit(0);

        JsonElement[] rows = [.. decoded.Json.EnumerateArray()];
        Assert.Equal(signals, rows.Select(row => row.GetProperty("signal").GetInt32()));
        Assert.All(rows, row => Assert.Equal(shell, row.GetProperty("form").GetString()));
    }
}

using System.Globalization;
using System.Text.Json;

namespace Sandbox.Slow.Tests.Runs;

public class ManyTracedTests
{
    [Fact]
    public async Task Of_ten_thousand_traced_children_that_are_killed_at_random_each_is_known_with_its_end()
    {
        const int Children = 10_000;
        string killer = await Gcc.Program(await File.ReadAllTextAsync(SourceTree.At("tests", "EndToEnd.Tests", "Tracing", "killer.c"), TestContext.Current.CancellationToken));
        Finished finished = await (new SandboxProgram() with { Timeout = TimeSpan.FromMinutes(10) }).RunWith("trace", "--json", "--no-history", "--", killer, $"{Children}", "3");
        finished.AssertExit(0);
        int[] own = [.. finished.Error.Trim().Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        JsonElement[] direct = [.. finished.Json.GetProperty("processes").EnumerateArray()
            .Where(process => process.GetProperty("parent") is { ValueKind: JsonValueKind.Number } parent && parent.GetInt32() == 0)];
        Assert.Equal(Children, direct.Length);
        Assert.Equal((own[0], own[1]), (Ended(0), Ended(9)));

        int Ended(int raw) => direct.Count(process => process.GetProperty("status").GetProperty("raw").GetInt32() == raw);
    }
}

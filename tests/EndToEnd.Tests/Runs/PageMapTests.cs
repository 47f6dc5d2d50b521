using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>The page map as a user without privileges sees it.</summary>
public class PageMapTests
{
    private const string TwoHundredAndFiftySixPages = "262144";

    [Theory]
    [InlineData("none", 0)]
    [InlineData("corrupt-array", 256)]
    [InlineData("corrupt-array:10-19", 10)]
    public async Task Copies_are_made_of_what_is_written_and_of_nothing_else(string fault, int copies)
    {
        Finished finished = await new SandboxProgram { User = new UnprivilegedUser() }.RunWith(
            "run", "--length", TwoHundredAndFiftySixPages, "--fault", fault, "--json");

        JsonElement report = finished.AssertExit(0).Json;
        int[] own = [.. report.GetProperty("workers").EnumerateArray().Select(worker => worker.GetProperty("pages").GetProperty("private").GetInt32())];
        Assert.Equal(copies == 0 ? [0, 0, 0, 0] : [0, 0, 0, 0, copies], own);
        Assert.False(report.GetProperty("array").GetProperty("corruptedInParent").GetBoolean());
    }

    [Fact]
    public async Task The_map_shows_the_pages_that_were_written_where_they_are()
    {
        Finished finished = await new SandboxProgram { User = new UnprivilegedUser() }.RunWith(
            "run", "--length", TwoHundredAndFiftySixPages, "--fault", "corrupt-array:10-19", "--page-map");

        string text = finished.AssertExit(0).Output;
        Assert.Contains("intruder shared 246, private 10", text);
        Assert.Contains($" {new string('-', 10)}{new string('!', 10)}{new string('-', 44)}\n", text);
        Assert.Equal(10 + 1, text.Count(character => character == '!'));
    }
}

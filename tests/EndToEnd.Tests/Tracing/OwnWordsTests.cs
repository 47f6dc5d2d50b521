using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>What a trace says of a program, against what the program says of itself.</summary>
public partial class OwnWordsTests
{
    public static TheoryData<string> Cases() => [.. Traces.Cases];

    [Fact]
    public async Task Every_program_is_traced()
    {
        Finished listed = await new SandboxProgram { Program = await Traces.Program() }.RunWith();
        Assert.Equal(Traces.Cases.Order(), listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Births_waits_and_statuses_are_those_that_the_program_prints(string name)
    {
        Finished finished = (await Traces.Of(name)).AssertExit(0);
        JsonElement trace = finished.Json;
        int[] traced = [.. trace.Processes().Where(process => process.GetProperty("parent").ValueKind != JsonValueKind.Null).Select(process => process.Number("pid"))];

        int[] born = [.. Born().Matches(finished.Error).Select(match => Number(match.Groups["child"]))];
        // A shell of system(3) and its like print nothing.
        Assert.Empty(born.Except(traced));
        if (name != "shell")
            Assert.Equal(born.Order(), traced.Order());

        string[] said = [.. Waited().Matches(finished.Error).Select(match => $"{match.Groups["parent"]} {match.Groups["child"]} {match.Groups["status"]}")];
        if (name != "shell")
            Assert.Equal(said.Order(), Waits(trace).Order());
        Assert.Equal(JsonValueKind.Null, trace.GetProperty("stop").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_program_prints_the_same_as_without_the_sandbox(string name)
    {
        string folder = TestFolders.Create();
        Finished bare = await (Traces.In(folder) with { Program = await Traces.Program() }).RunWith(name);
        Finished traced = await Traces.In(folder).RunWith("trace", "--output", Path.Combine(folder, "out"), "--", await Traces.Program(), name);

        traced.AssertExit(0);
        Assert.Equal(Unnumbered(bare.Output), Unnumbered(await File.ReadAllTextAsync(Path.Combine(folder, "out"), TestContext.Current.CancellationToken)));
    }

    private static IEnumerable<string> Waits(JsonElement trace)
    {
        foreach (JsonElement happened in trace.GetProperty("events").EnumerateArray().Where(happened => happened.Text("kind") == "waited"))
        {
            Match match = Returned().Match(happened.Text("text")!);
            string child = match.Groups["child"].Success ? match.Groups["child"].Value : match.Groups["returned"].Value;
            if (match.Success && child != "0")
                yield return $"{happened.Number("pid")} {child} {(match.Groups["status"].Success ? match.Groups["status"].Value : "NULL")}";
        }
    }

    // Pids differ, and so does the order in which processes write.
    private static IEnumerable<string> Unnumbered(string text) =>
        text.Split('\n').Select(line => Pid().Replace(line, "N")).Order();

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^born (?<parent>\d+) (?<child>\d+)$", RegexOptions.Multiline)]
    private static partial Regex Born();

    [GeneratedRegex(@"^waited (?<parent>\d+) (?<child>\d+) (?<status>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Waited();

    [GeneratedRegex(@"returned (?<returned>\d+)(?: for (?<child>\d+))?(?:, status (?<status>0x[0-9a-f]+))?")]
    private static partial Regex Returned();

    [GeneratedRegex(@"\b\d+\b")]
    private static partial Regex Pid();
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Tracing;

/// <summary>What a trace says of a program, against what strace says of another run of it.</summary>
public partial class StraceTests
{
    // strace does not see a child of CLONE_UNTRACED, takes a child of CLONE_PARENT for its starter's, and cannot tell whom a waitid without info reaped.
    private static readonly string[] NotForStrace = ["clone-untraced", "clone3-untraced", "clone-parent", "waitid-null", "waitid-any-null"];

    public static TheoryData<string> Cases() => [.. Traces.Cases.Except(NotForStrace)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Tree_ends_and_waits_are_those_that_strace_sees(string name)
    {
        string folder = TestFolders.Create(), log = Path.Combine(folder, "log");
        await (Traces.In(folder) with { Program = "strace" }).RunWith("-f", "-q", "-o", log, "-e", "trace=process", "--", await Traces.Program(), name);
        StraceLog strace = StraceLog.Read(await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken));
        JsonElement trace = (await Traces.Of(name)).AssertExit(0).Json;
        string[] names = Names(trace);

        Assert.Equal(strace.Ends, trace.Processes().Select(process => $"{names[process.Number("number")]} 0x{process.Raw():x4}").Order());
        Assert.Equal(strace.Waits, Waits(trace, names).Order());
        Assert.Equal(strace.Threads, trace.Processes().Sum(process => process.GetProperty("threads").GetArrayLength()));
    }

    private static string[] Names(JsonElement trace)
    {
        JsonElement[] processes = trace.Processes();
        string[] names = new string[processes.Length];
        names[0] = "0";
        foreach (JsonElement process in processes)
        {
            int place = 0;
            foreach (JsonElement child in process.GetProperty("children").EnumerateArray())
                names[child.GetInt32()] = $"{names[process.Number("number")]}.{++place}";
        }
        return names;
    }

    private static IEnumerable<string> Waits(JsonElement trace, string[] names)
    {
        Dictionary<int, string> byPid = trace.Processes().ToDictionary(process => process.Number("pid"), process => names[process.Number("number")]);
        foreach (JsonElement happened in trace.GetProperty("events").EnumerateArray().Where(happened => happened.Text("kind") == "waited"))
        {
            Match match = Returned().Match(happened.Text("text")!);
            string child = match.Groups["child"].Success ? match.Groups["child"].Value : match.Groups["returned"].Value;
            if (match.Success && child != "0")
                yield return $"{byPid[happened.Number("pid")]} {byPid[int.Parse(child, CultureInfo.InvariantCulture)]} {(match.Groups["status"].Success ? match.Groups["status"].Value : "NULL")}";
        }
    }

    [GeneratedRegex(@"returned (?<returned>\d+)(?: for (?<child>\d+))?(?:, status (?<status>0x[0-9a-f]+))?")]
    private static partial Regex Returned();
}

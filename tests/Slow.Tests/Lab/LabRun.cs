using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sandbox.Slow.Tests.Lab;

/// <summary>A run that somebody in the lab makes, and what it gives where nobody else is there.</summary>
/// <param name="Words">The options that it has beside those of all runs.</param>
/// <param name="Outcome">What is the same each time.</param>
internal sealed record LabRun(string[] Words, string Outcome)
{
    private static readonly string[][] All =
    [
        .. from model in (string[])["processes", "shared", "spawn", "threads"]
           from fault in (string[])["none", "segfault", "kill", "exit-code:3", "corrupt-array", "bus-error", "divide-by-zero", "stack-overflow"]
           select (string[])["--model", model, "--fault", fault],
        ["--model", "processes", "--wait", "sigchld", "--fault", "abort"],
        ["--model", "spawn", "--wait", "pidfd", "--fault", "illegal-instruction"],
        // Waited for as they end: in order each second life would begin when the one before it was over.
        ["--model", "processes", "--wait", "any", "--fault", "segfault", "--faulty", "all", "--restart", "1", "--faulty-lives", "1"],
        ["--model", "shared", "--fault", "data-race", "--lock", "mutex"],
        ["--model", "processes", "--fault", "segfault", "--core"],
    ];

    /// <summary>Whether each worker is a program with a runtime of its own: more processes and threads than workers.</summary>
    public bool Spawns => Words.Contains("spawn");

    /// <summary>Whether it makes a folder on the disk.</summary>
    public bool NeedsFolder => Words.Contains("--core");

    /// <summary>The command.</summary>
    public string[] Command => Of(1_000_000);

    /// <summary>The command with another length, or with other options beside.</summary>
    public string[] Of(int length, params IReadOnlyList<string> more) =>
        ["run", "--workers", "64", "--length", length.ToString(CultureInfo.InvariantCulture), "--timeout", "120", "--json", .. Words, .. more];

    /// <summary>One run of each kind, made by one user alone.</summary>
    public static async Task<LabRun[]> Alone(Learner learner)
    {
        List<LabRun> runs = [];
        // Mixed, so that any thirty of them are of every kind.
        foreach (string[] words in Enumerable.Range(0, All.Length).Select(number => All[number * 7 % All.Length]))
        {
            LabRun run = new(words, "");
            Finished finished = (await learner.Program().RunWith([.. run.Command, "--no-history"])).AssertExit(0);
            Assert.Equal("", finished.Error);
            runs.Add(run with { Outcome = OutcomeOf(finished.Json) });
        }
        return [.. runs];
    }

    /// <summary>
    /// Fails unless a run came to its right end, or was refused: exit code 3, and one line with the numbers.
    /// </summary>
    /// <param name="finished">The run.</param>
    /// <param name="mayBeUnkept">Whether it may say that it was not kept in the history.</param>
    /// <returns>Whether it was right.</returns>
    public bool IsRight(Finished finished, bool mayBeUnkept = false)
    {
        string about = $"{string.Join(' ', Words)}\n{finished.RawStatus:x4}\n{finished.Error}\n{finished.Output}";
        if (finished.ExitCode == 0)
        {
            Assert.True(Outcome == OutcomeOf(finished.Json), $"expected\n{Outcome}\ngot\n{OutcomeOf(finished.Json)}\n{about}");
            Assert.True(finished.Error.Length == 0 || (mayBeUnkept && finished.Error.StartsWith("sandbox: the run was not kept in the history: ", StringComparison.Ordinal)), about);
            return true;
        }
        Assert.True(finished.ExitCode == 3, about);
        // Where the kernel refused some of the workers when others had begun, the report says what was there.
        if (finished.Output.Length > 0)
        {
            Assert.Equal(JsonValueKind.Null, finished.Json.GetProperty("verdict").ValueKind);
            // An intruder is one more.
            Assert.Matches("of 6[45] workers could be started", finished.Error);
        }
        Assert.StartsWith("sandbox: ", finished.Error);
        Assert.Single(finished.Error.TrimEnd('\n').Split('\n'));
        Assert.Matches("[0-9]", finished.Error);
        return false;
    }

    /// <summary>What a report says that must not depend on who else is at the machine.</summary>
    public static string OutcomeOf(JsonElement report)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{report.GetProperty("verdict")}, host {Raw(report.GetProperty("host"))}");
        foreach (JsonElement worker in report.GetProperty("workers").EnumerateArray())
            text.Append(CultureInfo.InvariantCulture, $"\n{worker.GetProperty("index")} {worker.GetProperty("state")} {Raw(worker)} {worker.GetProperty("sum")} {worker.GetProperty("correct")}");
        return text.ToString();
    }

    private static string Raw(JsonElement of) => of.GetProperty("status") is { ValueKind: JsonValueKind.Object } status ? status.GetProperty("hex").ToString() : "none";
}

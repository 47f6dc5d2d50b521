namespace Sandbox.Slow.Tests.Runs;

/// <summary>More workers than the caps allow, where somebody has raised these. Two such runs at once would take all pids of a small machine.</summary>
[Collection(nameof(ByThemselves))]
public class ManyWorkersTests
{
    [Fact]
    public async Task Twenty_four_thousand_faulty_workers_are_more_than_a_command_line_takes_and_run_all_the_same() =>
        Assert.Equal("contained", await VerdictOf("--workers", "24000", "--faulty", "all", "--fault", "exit-code:3"));

    [Fact]
    public async Task Twenty_two_thousand_threads_meet_no_collection() =>
        Assert.Equal("clean", await VerdictOf("--workers", "22500", "--model", "threads"));

    private static async Task<string?> VerdictOf(params string[] options)
    {
        string file = Path.Combine(TestFolders.Create(), "appsettings.json");
        await File.WriteAllTextAsync(file, """{"caps": {"workers": 100000}}""", TestContext.Current.CancellationToken);
        SandboxProgram program = new()
        {
            Timeout = TimeSpan.FromMinutes(5),
            Variables = new Dictionary<string, string?> { ["SANDBOX_CONFIG"] = file },
        };

        Finished finished = await program.RunWith(["run", "--length", "100000", "--timeout", "240", "--json", .. options]);

        return finished.AssertExit(0).Json.GetProperty("verdict").GetString();
    }
}

using System.Text.Json;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>
/// Runs under <c>strace -f</c>. Where a signal has stopped a traced process, /proc shows t in the place of T; it shows t for one that runs too, at each
/// system call.
/// </summary>
public class TracedTests
{
    private const int SIGSTOP = 19;

    public static TheoryData<string, string> Stops =>
    [
        .. ModelCatalogue.Own.Select(model => (model.Id, "in-order")),
        .. WaitCatalogue.All.Select(wait => ("processes", wait.Id)).Where(row => row.Id != "in-order"),
    ];

    [Theory]
    [MemberData(nameof(Stops))]
    public async Task A_worker_that_stops_itself_is_continued_and_the_report_is_that_of_a_run_that_nobody_traces(string model, string wait)
    {
        string[] run = ["run", "--model", model, "--wait", wait, "--fault", "stop:0.2", "--length", "1000", "--timeout", "30", "--json"];

        JsonElement traced = (await Traced().RunWith([.. Strace, .. run])).AssertExit(0).Json;

        Assert.Equal("contained", traced.GetProperty("verdict").GetString());
        Assert.Equal(Words((await SandboxProgram.Run(run)).AssertExit(0).Json), Words(traced));
    }

    [Theory]
    [InlineData("processes", "in-order", "; worker 1 had been stopped by the fault (state T)")]
    [InlineData("processes", "job-control", "; worker 1 had been stopped by the fault (state T)")]
    [InlineData("processes", "never", "; worker 1 had been stopped by the fault (state T)")]
    [InlineData("threads", "in-order", "; the host had been stopped by the fault (state T)")]
    public async Task One_that_nobody_continues_is_said_to_have_been_stopped(string model, string wait, string said)
    {
        Finished finished = await Traced().RunWith(
            [.. Strace, "run", "--model", model, "--wait", wait, "--workers", "2", "--length", "1000", "--fault", "stop:60", "--timeout", "2", "--json"]);

        JsonElement report = finished.AssertExit(0).Json;
        Assert.Equal("hung", report.GetProperty("verdict").GetString());
        Assert.EndsWith(said, Sentence(report));
    }

    [Theory]
    [InlineData("processes", "in-order", true)]
    [InlineData("processes", "job-control", true)]
    [InlineData("processes", "in-order", false)]
    [InlineData("threads", "in-order", false)]
    public async Task One_that_somebody_stops_from_outside_is_said_to_have_been_and_nobody_else(string model, string wait, bool worker)
    {
        using RunningProgram running = Traced().Start(
            [.. Strace, "run", "--model", model, "--wait", wait, "--workers", "2", "--pace", "60", "--timeout", "3", "--json"]);
        int[] hosts = [], workers = [];
        await Eventually.Assert(
            () =>
            {
                IReadOnlyList<ProcessEntry> all = running.Processes();
                hosts = [.. all.Where(entry => entry.Name == "sandbox-host" && all.Any(parent => parent.Pid == entry.Parent && parent.Name == "sandbox")).Select(entry => entry.Pid)];
                workers = [.. all.Where(entry => hosts.Contains(entry.Parent) && entry.State == 'S').Select(entry => entry.Pid)];
                return model == "threads" ? hosts.Length == 1 : workers.Length == 2;
            },
            "a run under way",
            () => string.Join('\n', running.Processes()));

        LibC.Check(LibC.kill(worker ? workers[0] : hosts[0], SIGSTOP), "kill");

        JsonElement report = (await running.Finish()).AssertExit(0).Json;
        int index = Array.FindIndex([.. report.GetProperty("workers").EnumerateArray()], entry => worker && entry.GetProperty("pid").GetInt32() == workers[0]);
        Assert.EndsWith($"; {(worker ? $"worker {index}" : "the host")} had been stopped from outside (state T)", Sentence(report));
        Assert.Equal("hung", report.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_hang_that_nobody_stopped_is_not_said_to_have_been()
    {
        Finished finished = await Traced().RunWith(
            [.. Strace, "run", "--workers", "3", "--fault", "deadlock", "--length", "1000", "--timeout", "1", "--json"]);

        Assert.All(
            finished.AssertExit(0).Json.GetProperty("workers").EnumerateArray(),
            worker => Assert.Equal(JsonValueKind.Null, worker.GetProperty("stoppedBy").ValueKind));
    }

    private static SandboxProgram Traced() => new() { Program = "strace" };

    private static string[] Strace => ["-f", "-o", Path.Combine(TestFolders.Create(), "trace"), SandboxProgram.Location];

    private static string Sentence(JsonElement report) => VerdictSentence.Of(ReportJson.Read(report.GetRawText()));

    /// <summary>What a report says beside pids and times.</summary>
    private static string Words(JsonElement report) => string.Join(
        '\n',
        [
            .. report.GetProperty("workers").EnumerateArray().Select(worker =>
                $"{worker.GetProperty("state")} {worker.GetProperty("status")} {worker.GetProperty("correct")} {worker.GetProperty("endedBy")} {worker.GetProperty("stoppedBy")}"),
            .. report.GetProperty("waits").EnumerateArray().Select(wait => wait.GetProperty("raw")).Where(raw => raw.ValueKind == JsonValueKind.Number).Select(raw => $"{raw}").Order(),
        ]);
}

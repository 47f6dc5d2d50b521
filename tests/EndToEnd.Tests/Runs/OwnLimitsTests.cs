using System.Text.Json;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Runs;

/// <summary>What the limits do to a run that the sandbox was started with, and what somebody does who stops its processes.</summary>
public class OwnLimitsTests
{
    private const int SIGKILL = 9, SIGSTOP = 19, SIGXCPU = 24;

    [Theory]
    // A soft limit alone sends SIGXCPU; where it is the hard one too, SIGKILL comes first.
    [InlineData("processes", "--cpu=1", SIGKILL, "hard")]
    [InlineData("spawn", "--cpu=1:30", SIGXCPU, "soft")]
    [InlineData("threads", "--cpu=1", SIGKILL, "hard")]
    [InlineData("threads", "--cpu=1:30", SIGXCPU, "soft")]
    public async Task A_limit_of_processor_time_is_named_where_it_ended_a_process(string model, string limit, int signal, string kind)
    {
        SandboxProgram program = new() { Limits = [limit] };

        Finished finished = await program.RunWith(
            "run", "--model", model, "--workers", "2", "--length", "10000", "--fault", "hang", "--timeout", "30", "--json");

        JsonElement report = finished.AssertExit(0).Json;
        JsonElement ended = model == "threads" ? report.GetProperty("host") : report.GetProperty("workers")[1];
        Assert.Equal(signal, ended.GetProperty("status").GetProperty("signal").GetInt32());
        Assert.Equal("limit", ended.GetProperty("endedBy").GetString());
        Assert.Equal($$"""{"name":"cpu","kind":"{{kind}}","value":1}""", JsonSerializer.Serialize(ended.GetProperty("limit")));
        Assert.Contains(
            $"at the {kind} limit RLIMIT_CPU (ulimit -t) of 1 s of processor time that the sandbox was started with", Sentence(report));
    }

    [Fact]
    public async Task Who_is_killed_from_outside_well_below_that_limit_was_not_ended_by_it()
    {
        SandboxProgram program = new() { Limits = ["--cpu=50"] };
        using RunningProgram running = program.Start("run", "--workers", "1", "--pace", "60", "--timeout", "60", "--json");

        await Eventually.Assert(() => Workers(running, 1).Length == 1, "a worker at rest", () => string.Join('\n', running.Processes()));
        Assert.Equal(0, LibC.kill(Workers(running, 1)[0].Pid, SIGKILL));

        JsonElement worker = (await running.Finish()).AssertExit(0).Json.GetProperty("workers")[0];
        Assert.Equal(("outside", JsonValueKind.Null), (worker.GetProperty("endedBy").GetString(), worker.GetProperty("limit").ValueKind));
    }

    [Theory]
    [InlineData("in-order")]
    [InlineData("never")]
    [InlineData("job-control")]
    public async Task A_worker_that_somebody_stopped_is_said_to_have_been(string wait)
    {
        (ProcessEntry stopped, JsonElement report) = await StoppedInTime(
            running => Workers(running, 2).FirstOrDefault(), "run", "--workers", "2", "--wait", wait, "--pace", "60", "--json");
        JsonElement[] workers = [.. report.GetProperty("workers").EnumerateArray()];
        int index = Array.FindIndex(workers, worker => worker.GetProperty("pid").GetInt32() == stopped.Pid);
        Assert.Equal("outside", workers[index].GetProperty("stoppedBy").GetString());
        Assert.Equal(JsonValueKind.Null, workers[1 - index].GetProperty("stoppedBy").ValueKind);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("host").GetProperty("stoppedBy").ValueKind);
        Assert.EndsWith($"; worker {index} had been stopped from outside (state T)", Sentence(report));
    }

    [Theory]
    [InlineData("threads")]
    [InlineData("processes")]
    public async Task A_host_that_somebody_stopped_is_said_to_have_been(string model)
    {
        (_, JsonElement report) = await StoppedInTime(
            running => running.Processes().Count >= (model == "threads" ? 2 : 4) ? running.Processes().SingleOrDefault(entry => entry.Parent == running.Child.Pid) : null,
            "run", "--model", model, "--workers", "2", "--pace", "60", "--json");
        Assert.Equal("hung", report.GetProperty("verdict").GetString());
        Assert.Equal("outside", report.GetProperty("host").GetProperty("stoppedBy").GetString());
        Assert.Contains("; the host had been stopped from outside (state T)", Sentence(report));
    }

    [Theory]
    [InlineData("processes", "signal:SIGSTOP", "; worker 1 had been stopped by the fault (state T)")]
    [InlineData("processes", "stop:60", "; worker 1 had been stopped by the fault (state T)")]
    [InlineData("threads", "signal:SIGSTOP", "; the host had been stopped by the fault (state T)")]
    public async Task A_fault_that_stops_is_said_to_have_done_so(string model, string fault, string said)
    {
        Finished finished = await SandboxProgram.Run(
            "run", "--model", model, "--workers", "2", "--length", "10000", "--fault", fault, "--timeout", "1", "--json");

        Assert.Contains(said, Sentence(finished.AssertExit(0).Json));
    }

    /// <summary>A process of a run, stopped before the run's timeout was over. A busy machine may have begun too late: then the timeout is longer.</summary>
    private static async Task<(ProcessEntry Stopped, JsonElement Report)> StoppedInTime(Func<RunningProgram, ProcessEntry?> whom, params string[] run)
    {
        for (int timeout = 2; ; timeout *= 4)
        {
            using RunningProgram running = new SandboxProgram().Start([.. run, "--timeout", $"{timeout}"]);
            ProcessEntry? found = null;
            await Eventually.Assert(
                () => (found = whom(running)) is not null || running.Child.Status.IsCompleted, "a run under way", () => string.Join('\n', running.Processes()), TimeSpan.FromSeconds(60));
            bool stopped = found is not null && LibC.kill(found.Pid, SIGSTOP) == 0;
            Finished finished = (await running.Finish()).AssertExit(0);
            if (stopped && finished.Took < TimeSpan.FromSeconds(timeout * 2))
                return (found!, finished.Json);
            Assert.True(timeout < 30, "the machine is too busy");
        }
    }

    /// <summary>The workers of a run where that many are at rest; otherwise none.</summary>
    private static ProcessEntry[] Workers(RunningProgram running, int count)
    {
        IReadOnlyList<ProcessEntry> all = running.Processes();
        int[] hosts = [.. all.Where(entry => entry.Parent == running.Child.Pid).Select(entry => entry.Pid)];
        ProcessEntry[] found = [.. all.Where(entry => hosts.Contains(entry.Parent) && entry.State == 'S')];
        return found.Length == count ? found : [];
    }

    private static string Sentence(JsonElement report) => VerdictSentence.Of(ReportJson.Read(report.GetRawText()));
}

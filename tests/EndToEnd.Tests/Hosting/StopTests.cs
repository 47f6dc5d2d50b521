using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Stopped and continued workers, and signals that somebody sends to a run.</summary>
public class StopTests
{
    private const int SIGKILL = 9, SIGCONT = 18;

    [Theory]
    [InlineData("processes", "0.3")]
    [InlineData("shared", "0.3")]
    [InlineData("spawn", "0.3")]
    [InlineData("processes", "0.001")]
    public async Task With_job_control_a_stop_a_continue_and_an_exit_come_in_that_order(string model, string seconds)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "stop", seconds) with { Wait = "job-control" });

        int[] raws = [.. report.Waits.Where(call => call.Returned == report.Workers[2].Pid).Select(call => call.Raw!.Value)];
        Assert.Equal([0x137f, 0xffff, 0], raws);
        Assert.Equal((Verdict.Contained, true), (report.Verdict, report.Totals.Correct));
    }

    [Theory]
    [InlineData("in-order")]
    [InlineData("any")]
    [InlineData("pidfd")]
    [InlineData("sigchld")]
    public async Task Whoever_does_not_ask_for_stops_sees_only_the_exit(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "stop", "0.2") with { Wait = wait });

        Assert.Equal([0, 0, 0, 0], report.Waits.Where(call => call.Raw is not null).Select(call => call.Raw!.Value));
        Assert.True(report.Workers[2].EndedMs - report.Workers[2].StartedMs >= 200);
    }

    [Theory]
    [InlineData("threads")]
    [InlineData("sequential")]
    public async Task Where_all_share_one_process_it_stops_whole_and_goes_on_after_the_set_time(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "stop", "0.3") with { Wait = "job-control" });

        Assert.Equal((Verdict.Contained, WaitStatus.OfExit(0)), (report.Verdict, report.Host.Status));
        Assert.All(report.Workers, worker => Assert.True(worker.Correct));
        Assert.True(report.Timing.RunMs >= 300, $"{report.Timing.RunMs} ms");
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("spawn")]
    public async Task A_person_can_continue_a_stopped_worker_before_its_time(string model)
    {
        IRun run = Runs.Runner.Start(Runs.Spec(model, "stop", "600") with { Wait = "job-control", Timeout = 60 });
        bool continued = false;
        await foreach (RunEvent happened in run.Events.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (happened is RunEvent.Waited { Worker: 2, Call.Status.Stopped: true })
                continued = run.Signal(2, SIGCONT);
        }
        RunReport report = await Runs.End(run);

        Assert.True(continued);
        Assert.Equal(Verdict.Contained, report.Verdict);
        Assert.True(report.Timing.RunMs < 50_000);
    }

    [Fact]
    public async Task A_worker_that_has_ended_and_one_that_there_is_not_get_no_signal()
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "hang") with { Wait = "any", Timeout = 60 });
        List<bool> sent = [];
        int ended = 0;
        await foreach (RunEvent happened in run.Events.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (happened is RunEvent.Waited { Worker: not null } && ++ended == 3)
                sent.AddRange([run.Signal(0, SIGKILL), run.Signal(4, SIGKILL), run.Signal(-1, SIGKILL), run.Signal(2, SIGKILL)]);
        }
        RunReport report = await Runs.End(run);

        Assert.Equal([false, false, false, true], sent);
        Assert.Equal([0, 0, 9, 0], report.Workers.Select(worker => worker.Status!.Value.Raw));
        Assert.Equal((false, false), (run.Signal(2, SIGKILL), run.SignalHost(SIGKILL)));
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("threads")]
    public async Task A_signal_to_the_host_reaches_it(string model)
    {
        IRun run = Runs.Runner.Start(Runs.Spec(model, "hang") with { Timeout = 60 });
        bool sent = false;
        await foreach (RunEvent happened in run.Events.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (happened is RunEvent.WorkerStarted { Index: 3 })
                sent = run.SignalHost(SIGKILL);
        }
        RunReport report = await Runs.End(run);

        Assert.True(sent);
        Assert.Equal((Verdict.Lost, WaitStatus.OfSignal(SIGKILL)), (report.Verdict, report.Host.Status));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public async Task A_number_that_is_no_signal_is_refused(int signal)
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "none"));

        Assert.Throws<ArgumentOutOfRangeException>(() => run.Signal(0, signal));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.SignalHost(signal));
        Assert.Equal(Verdict.Clean, (await Runs.End(run)).Verdict);
    }
}

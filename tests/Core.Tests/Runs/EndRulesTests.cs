using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tests.Runs;

/// <summary>Who ended whom is told from the status, from how far a worker had come, and from what was sent from here.</summary>
public class EndRulesTests
{
    [Theory]
    // Status, stage, sent from here, who ended it, whether the fault took place.
    [InlineData("segfault", 11, WorkerStage.Faulting, null, EndedBy.Fault, true)]
    [InlineData("segfault", 0x8b, WorkerStage.Faulting, null, EndedBy.Fault, true)]
    [InlineData("segfault", 9, WorkerStage.Faulting, null, EndedBy.Outside, false)]
    [InlineData("segfault", 11, WorkerStage.Summing, null, EndedBy.Outside, false)]
    [InlineData("segfault", 9, WorkerStage.Summing, EndedBy.Timeout, EndedBy.Timeout, false)]
    [InlineData("segfault", 15, WorkerStage.Summing, EndedBy.Timeout, EndedBy.Outside, false)]
    [InlineData("kill", 9, WorkerStage.Faulting, null, EndedBy.Fault, true)]
    [InlineData("kill", 9, WorkerStage.AtGate, EndedBy.Sandbox, EndedBy.Sandbox, false)]
    [InlineData("exit-code:3", 0x300, WorkerStage.Faulting, null, EndedBy.Fault, true)]
    [InlineData("exit-code:0", 0, WorkerStage.Faulting, null, EndedBy.Itself, true)]
    [InlineData("hang", 9, WorkerStage.Faulting, EndedBy.Timeout, EndedBy.Timeout, true)]
    [InlineData("hang", 9, WorkerStage.Faulting, null, EndedBy.Outside, true)]
    [InlineData("hang", 9, WorkerStage.Summing, EndedBy.Timeout, EndedBy.Timeout, false)]
    [InlineData("corrupt-sums", 0, WorkerStage.Ended, null, EndedBy.Itself, true)]
    [InlineData("none", 0, WorkerStage.Ended, null, EndedBy.Itself, null)]
    [InlineData("none", 9, WorkerStage.Stored, null, EndedBy.Outside, null)]
    [InlineData("none --limit cpu=1", 24, WorkerStage.Summing, null, EndedBy.Limit, null)]
    [InlineData("none --limit nofile=64", 24, WorkerStage.Summing, null, EndedBy.Outside, null)]
    public void A_child(string fault, int raw, WorkerStage stage, EndedBy? sent, EndedBy by, bool? faulted)
    {
        RunSpec spec = Reports.Spec($"--workers 1 --fault {fault}");
        WorkerTrace trace = Trace(stage) with { Sent = new SentSignals(sent, 0) };

        WorkerReport worker = Report(spec, trace, WaitStatus.OfExit(0), new WaitStatus(raw)).Workers[0];

        Assert.Equal(by, worker.EndedBy);
        Assert.Equal(faulted, worker.Faulted);
    }

    [Fact]
    public void A_signal_that_was_sent_from_the_screen_is_known_by_its_number()
    {
        RunSpec spec = Reports.Spec("--workers 1");
        WorkerTrace trace = Trace(WorkerStage.Summing) with { Sent = new SentSignals(null, 15) };

        Assert.Equal(EndedBy.Screen, Report(spec, trace, WaitStatus.OfExit(0), WaitStatus.OfSignal(15)).Workers[0].EndedBy);
        Assert.Equal(EndedBy.Outside, Report(spec, trace, WaitStatus.OfExit(0), WaitStatus.OfSignal(1)).Workers[0].EndedBy);
    }

    [Theory]
    [InlineData("segfault", 11, WorkerStage.Faulting, null, EndedBy.Fault, true)]
    [InlineData("segfault", 9, WorkerStage.Faulting, null, EndedBy.Outside, false)]
    [InlineData("segfault", 11, WorkerStage.Summing, null, EndedBy.Outside, false)]
    [InlineData("hang", 9, WorkerStage.Faulting, EndedBy.Timeout, EndedBy.Timeout, true)]
    [InlineData("exit-code:3", 0x300, WorkerStage.Faulting, null, EndedBy.Fault, true)]
    [InlineData("none", 9, WorkerStage.Summing, EndedBy.Sandbox, EndedBy.Sandbox, null)]
    public void A_host_and_the_thread_that_it_took_with_it(string fault, int raw, WorkerStage stage, EndedBy? sent, EndedBy by, bool? faulted)
    {
        RunSpec spec = Reports.Spec($"--model threads --workers 1 --fault {fault}");

        RunReport report = Report(spec, Trace(stage), new WaitStatus(raw), null, new SentSignals(sent, 0));

        Assert.Equal(by, report.Host.EndedBy);
        Assert.Equal(EndedBy.Host, report.Workers[0].EndedBy);
        Assert.Equal(faulted, report.Workers[0].Faulted);
    }

    [Fact]
    public void Who_never_started_was_ended_by_nobody()
    {
        WorkerReport worker = Report(Reports.Spec("--workers 1 --fault kill"), Trace(WorkerStage.Pending) with { Pid = null }, WaitStatus.OfSignal(9), null).Workers[0];

        Assert.Null(worker.EndedBy);
        Assert.False(worker.Faulted);
    }

    [Theory]
    // Signal, seconds used, soft and hard limit, who ended it, which limit.
    [InlineData(9, 1.0, 1, 1, EndedBy.Limit, "hard 1")]
    [InlineData(9, 0.85, 1, 1, EndedBy.Limit, "hard 1")]
    [InlineData(9, 0.5, 1, 1, EndedBy.Outside, null)]
    [InlineData(9, 1.1, 1, 60, EndedBy.Outside, null)]
    [InlineData(24, 1.1, 1, 60, EndedBy.Limit, "soft 1")]
    [InlineData(24, 0.2, 1, 60, EndedBy.Outside, null)]
    [InlineData(15, 1.1, 1, 1, EndedBy.Outside, null)]
    [InlineData(9, 7200, null, null, EndedBy.Outside, null)]
    public void A_limit_that_the_sandbox_was_started_with_is_told_by_what_was_used(int signal, double seconds, int? soft, int? hard, EndedBy by, string? limit)
    {
        CpuLimit own = new(soft, hard);
        UsageReport usage = new(seconds * 900, seconds * 100, 1, 0, 0);

        WorkerReport worker = Report(
            Reports.Spec("--workers 1"), Trace(WorkerStage.Summing), WaitStatus.OfExit(0), WaitStatus.OfSignal(signal), usage: usage, own: own).Workers[0];
        RunReport ofThread = Report(
            Reports.Spec("--workers 1 --model threads"), Trace(WorkerStage.Summing), WaitStatus.OfSignal(signal), null, own: own, hostCpuMs: seconds * 1e3);

        Assert.Equal((by, limit), (worker.EndedBy!.Value, Told(worker.Limit)));
        Assert.Equal((by, limit), (ofThread.Host.EndedBy!.Value, Told(ofThread.Host.Limit)));
        Assert.Equal((EndedBy.Host, null), (ofThread.Workers[0].EndedBy, ofThread.Workers[0].Limit));

        static string? Told(LimitReport? report) => report is null ? null : $"{report.Kind} {report.Value}";
    }

    [Fact]
    public void Whoever_got_SIGKILL_from_here_was_ended_by_no_limit()
    {
        WorkerTrace trace = Trace(WorkerStage.Summing) with { Sent = new SentSignals(EndedBy.Timeout, 0) };

        WorkerReport worker = Report(
            Reports.Spec("--workers 1"), trace, WaitStatus.OfExit(0), WaitStatus.OfSignal(9), usage: new UsageReport(2000, 0, 1, 0, 0), own: new CpuLimit(1, 1)).Workers[0];

        Assert.Equal((EndedBy.Timeout, null), (worker.EndedBy, worker.Limit));
    }

    [Theory]
    [InlineData("none", WorkerStage.Summing, 0, EndedBy.Outside)]
    [InlineData("none", WorkerStage.Summing, 19, EndedBy.Screen)]
    [InlineData("none", WorkerStage.Summing, 15, EndedBy.Outside)]
    [InlineData("stop:60", WorkerStage.Faulting, 0, EndedBy.Fault)]
    [InlineData("stop:60", WorkerStage.Summing, 0, EndedBy.Outside)]
    [InlineData("signal:SIGTSTP", WorkerStage.Faulting, 0, EndedBy.Fault)]
    [InlineData("signal:SIGTSTP", WorkerStage.Stored, 0, EndedBy.Fault)]
    [InlineData("stop:60", WorkerStage.Stored, 0, EndedBy.Outside)]
    [InlineData("signal:SIGCONT", WorkerStage.Faulting, 0, EndedBy.Outside)]
    [InlineData("hang", WorkerStage.Faulting, 0, EndedBy.Outside)]
    public void Who_had_stopped_it_is_told_where_it_was_found_stopped(string fault, WorkerStage stage, int signal, EndedBy by)
    {
        SentSignals sent = new(EndedBy.Timeout, signal) { FoundStopped = true };
        WorkerTrace trace = Trace(stage) with { Sent = sent };

        Assert.Equal(by, Report(Reports.Spec($"--workers 1 --fault {fault}"), trace, WaitStatus.OfExit(0), WaitStatus.OfSignal(9)).Workers[0].StoppedBy);
        Assert.Equal(
            by, Report(Reports.Spec($"--workers 1 --model threads --fault {fault}"), Trace(stage), WaitStatus.OfSignal(9), null, sent).Host.StoppedBy);
        Assert.Null(Report(
            Reports.Spec($"--workers 1 --fault {fault}"), trace with { Sent = sent with { FoundStopped = false } }, WaitStatus.OfExit(0), WaitStatus.OfSignal(9)).Workers[0].StoppedBy);
    }

    private static WorkerTrace Trace(WorkerStage stage) =>
        new(stage, 101, 101, 0, 1, stage is WorkerStage.Faulting or WorkerStage.Stored or WorkerStage.Ended ? 2 : null, null, null, null, null);

    private static RunReport Report(
        RunSpec spec, WorkerTrace trace, WaitStatus host, WaitStatus? child, SentSignals hostSent = default, UsageReport? usage = null, CpuLimit own = default,
        double? hostCpuMs = null)
    {
        var events = ImmutableArray.CreateBuilder<RunEvent>();
        events.Add(new RunEvent.PhaseReached(1, RunPhase.Running));
        if (child is { } status)
            events.Add(new RunEvent.Waited(3, new WaitCall(HostCall.Parse("waitpid(101, &status, 0)"), 101, status.Raw, null, 3), 0, usage));
        if (host.Exited && host.ExitCode == 0)
            events.Add(new RunEvent.PhaseReached(4, RunPhase.Inspecting));
        events.Add(new RunEvent.HostEnded(5, host));
        return RunReports.Of(new RunRecord(spec, new MachineReport("6.1", 2, 4096), 100, events.ToImmutable(), [trace], [1])
        {
            HostSent = hostSent,
            CpuLimit = own,
            HostCpuMs = hostCpuMs,
        });
    }
}

using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tests.Runs;

public class VerdictSentenceTests
{
    [Fact]
    public void A_clean_run_says_that_all_is_right() =>
        Assert.Equal("clean: all 4 sums are right, and nobody was hurt", Sentence("", Verdict.Clean));

    [Fact]
    public void A_clean_run_of_one_worker_is_in_the_singular() =>
        Assert.Equal("clean: the one sum is right, and nobody was hurt", Sentence("--workers 1", Verdict.Clean));

    [Fact]
    public void A_contained_fault_says_who_ended_of_what_and_that_the_others_are_right() =>
        Assert.Equal(
            "contained: worker 2 was killed by SIGSEGV (11); the other 3 sums are right",
            Sentence("--fault segfault", Verdict.Contained, (2, 11)));

    [Fact]
    public void Workers_that_ended_alike_are_named_together() =>
        Assert.Equal(
            "contained: workers 0 and 3 were killed by SIGKILL (9); the other 2 sums are right",
            Sentence("--fault kill --faulty 0,3", Verdict.Contained, (0, 9), (3, 9)));

    [Fact]
    public void Where_all_are_faulty_there_is_nobody_else() =>
        Assert.Equal(
            "contained: workers 0 and 1 were killed by SIGKILL (9); there was no other worker to hurt",
            Sentence("--fault kill --workers 2 --faulty all", Verdict.Contained, (0, 9), (1, 9)));

    [Fact]
    public void An_exit_code_is_said_as_such()
    {
        RunSpec spec = Reports.Spec("--fault exit-code:3 --workers 2");
        WorkerReport exited = Reports.Well(spec, 1) with { Sum = null, Correct = false, Status = WaitStatus.OfExit(3) };

        Assert.Equal(
            "contained: worker 1 exited 3; the other sum is right",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Contained, exited)));
    }

    [Fact]
    public void An_intruder_that_reaches_nobody_is_said_to() =>
        Assert.Equal(
            "contained: the intruder did corrupt-array and reached nobody; all 4 sums are right",
            Sentence("--fault corrupt-array", Verdict.Contained));

    [Fact]
    public void A_fault_that_spreads_says_whom_it_hurt()
    {
        RunSpec spec = Reports.Spec("--fault corrupt-array --model shared --workers 2");
        WorkerReport[] wrong = [.. Enumerable.Range(0, 2).Select(index => Reports.Well(spec, index) with { Sum = -5, Correct = false })];

        Assert.Equal(
            "spread: the intruder did corrupt-array, and workers 0 and 1, innocent, have wrong sums",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Spread, wrong)));
    }

    [Fact]
    public void An_innocent_worker_that_died_is_said_to_have()
    {
        RunSpec spec = Reports.Spec("--fault corrupt-sums");

        Assert.Equal(
            "spread: worker 2 did corrupt-sums, and worker 1 was killed by SIGBUS (7)",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Spread, Reports.Killed(spec, 1, 7))));
    }

    [Fact]
    public void A_lost_run_says_how_the_host_ended()
    {
        RunSpec spec = Reports.Spec("--fault segfault --model threads");
        RunReport report = Reports.Of(spec, Verdict.Lost, [.. Enumerable.Range(0, 4).Select(index => Reports.Lost(spec, index))]);

        Assert.Equal(
            "lost: the host was killed by SIGSEGV (11), and all 4 workers went down with it: no sums",
            VerdictSentence.Of(report with { Host = new HostReport(100, WaitStatus.OfSignal(11)) }));
    }

    [Fact]
    public void A_hung_run_says_whom_the_timeout_ended() =>
        Assert.Equal(
            "hung: the timeout of 0.5 s ended the run and, with SIGKILL, worker 2",
            Sentence("--fault hang --timeout 0.5", Verdict.Hung, (2, 9)));

    [Fact]
    public void Who_was_killed_from_outside_before_its_fault_did_not_do_it()
    {
        RunSpec spec = Reports.Spec("--fault segfault");
        WorkerReport killed = Reports.Killed(spec, 2, 9) with { EndedBy = EndedBy.Outside, Faulted = false };

        Assert.Equal(
            "contained: worker 2 was killed by SIGKILL (9), sent from outside, before it did segfault; the other 3 sums are right",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Contained, killed)));
    }

    [Fact]
    public void An_intruder_killed_before_it_wrote_did_not_do_it()
    {
        RunSpec spec = Reports.Spec("--fault corrupt-array");
        WorkerReport killed = Reports.Killed(spec, 4, 15) with { EndedBy = EndedBy.Screen, Faulted = false };

        Assert.Equal(
            "contained: the intruder was killed by SIGTERM (15), sent from the screen, before it did corrupt-array; all 4 sums are right",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Contained, killed)));
        Assert.Equal(
            "contained: the intruder was killed by SIGTERM (15), sent from the screen, while it did corrupt-array, and it reached nobody; all 4 sums are right",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Contained, killed with { Faulted = true })));
    }

    [Theory]
    [InlineData("segfault", true, "spread: worker 2 did segfault, and worker 1 was killed by SIGKILL (9), sent from outside")]
    [InlineData("segfault", false, "spread: worker 2 did not come to segfault, and worker 1 was killed by SIGKILL (9), sent from outside")]
    [InlineData("none", null, "spread: there was no fault, and worker 1 was killed by SIGKILL (9), sent from outside")]
    public void An_innocent_worker_that_somebody_outside_killed_is_not_laid_at_the_fault(string fault, bool? faulted, string sentence)
    {
        RunSpec spec = Reports.Spec($"--fault {fault}");
        WorkerReport innocent = Reports.Killed(spec, 1, 9) with { EndedBy = EndedBy.Outside };
        WorkerReport faulty = Reports.Killed(spec, 2, 11) with { EndedBy = EndedBy.Fault, Faulted = faulted };

        Assert.Equal(sentence, VerdictSentence.Of(Reports.Of(spec, Verdict.Spread, fault == "none" ? [innocent] : [innocent, faulty])));
    }

    [Theory]
    [InlineData(1L, EndedBy.Outside, 9, "; meanwhile memory ran out, and the kernel's OOM killer ended 1 process")]
    [InlineData(1200L, EndedBy.Outside, 9, "; meanwhile memory ran out, and the kernel's OOM killer ended 1,200 processes")]
    [InlineData(0L, EndedBy.Outside, 9, "")]
    [InlineData(null, EndedBy.Outside, 9, "")]
    [InlineData(1L, EndedBy.Outside, 15, "")]
    [InlineData(1L, EndedBy.Screen, 9, "")]
    public void Where_the_OOM_killer_may_have_sent_it_that_is_said(long? kills, EndedBy by, int signal, string told)
    {
        RunSpec spec = Reports.Spec("--fault none");
        RunReport report = Reports.Of(spec, Verdict.Spread, Reports.Killed(spec, 1, signal) with { EndedBy = by }) with { OomKills = kills };
        Assert.Equal(VerdictSentence.Of(report with { OomKills = null }) + told, VerdictSentence.Of(report));

        // A worker held by the host that was killed is "lost", not killed.
        RunReport lost = Reports.Of(spec, Verdict.Lost, Reports.Lost(spec, 0)) with { Host = new HostReport(100, WaitStatus.OfSignal(signal)) { EndedBy = by }, OomKills = kills };
        Assert.Equal(VerdictSentence.Of(lost with { OomKills = null }) + told, VerdictSentence.Of(lost));
    }

    [Fact]
    public void A_host_killed_from_outside_takes_with_it_whom_it_had_started()
    {
        RunSpec spec = Reports.Spec("--workers 3");
        WorkerReport never = Reports.Lost(spec, 2) with { Pid = null, State = WorkerState.Unknown };
        HostReport host = new(100, WaitStatus.OfSignal(9)) { EndedBy = EndedBy.Outside };
        RunReport report = Reports.Of(spec, Verdict.Lost, Reports.Lost(spec, 0), Reports.Lost(spec, 1), never) with { Host = host };

        Assert.Equal("lost: the host was killed by SIGKILL (9), sent from outside, and workers 0 and 1 went down with it: no sums", VerdictSentence.Of(report));
        Assert.Equal(
            "lost: the host was killed by SIGKILL (9), sent from outside, before it had started a worker: no sums",
            VerdictSentence.Of(report with { Workers = [.. report.Workers.Select((_, index) => never with { Index = index })] }));
        Assert.Equal(
            "lost: the host was killed by SIGKILL (9), sent from outside, when no worker was left, and before it had added up: no sums",
            VerdictSentence.Of(report with { Workers = [.. report.Workers.Select((_, index) => Reports.Well(spec, index))] }));
    }

    [Fact]
    public void The_timeout_ended_only_whom_it_found_alive()
    {
        RunSpec spec = Reports.Spec("--fault hang --timeout 0.5");
        WorkerReport outside = Reports.Killed(spec, 0, 9) with { EndedBy = EndedBy.Outside };
        WorkerReport cut = Reports.Killed(spec, 2, 9) with { EndedBy = EndedBy.Timeout, Faulted = true };

        Assert.Equal(
            "hung: the timeout of 0.5 s ended the run and, with SIGKILL, worker 2; worker 0 was killed by SIGKILL (9), sent from outside",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Hung, outside, cut)));
    }

    [Fact]
    public void A_limit_that_the_sandbox_was_started_with_is_named_with_its_number()
    {
        RunSpec spec = Reports.Spec("--fault hang"), threads = Reports.Spec("--model threads");
        LimitReport limit = new("cpu", "hard", 1);
        WorkerReport killed = Reports.Killed(spec, 2, 9) with { EndedBy = EndedBy.Limit, Limit = limit, Faulted = true };
        RunReport lost = Reports.Of(threads, Verdict.Lost, [.. Enumerable.Range(0, 4).Select(index => Reports.Lost(threads, index))]);

        Assert.Equal(
            "contained: worker 2 was killed by SIGKILL (9) at the hard limit RLIMIT_CPU (ulimit -t) of 1 s of processor time that the sandbox was started with; "
            + "the other 3 sums are right",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Contained, killed)));
        Assert.Equal(
            "lost: the host was killed by SIGKILL (9) at the hard limit RLIMIT_CPU (ulimit -t) of 1 s of processor time that the sandbox was started with, "
            + "and all 4 workers went down with it: no sums",
            VerdictSentence.Of(lost with { Host = new HostReport(100, WaitStatus.OfSignal(9)) { EndedBy = EndedBy.Limit, Limit = limit } }));
    }

    [Theory]
    [InlineData(EndedBy.Outside, "from outside")]
    [InlineData(EndedBy.Screen, "from the screen")]
    [InlineData(EndedBy.Fault, "by the fault")]
    public void Who_had_been_stopped_when_the_timeout_came_is_said_to(EndedBy by, string words)
    {
        RunSpec spec = Reports.Spec("--timeout 0.5"), threads = Reports.Spec("--timeout 0.5 --model threads --workers 1");
        WorkerReport stopped = Reports.Killed(spec, 2, 9) with { EndedBy = EndedBy.Timeout, StoppedBy = by };
        RunReport hung = Reports.Of(threads, Verdict.Hung, Reports.Lost(threads, 0) with { EndedBy = EndedBy.Host });

        Assert.Equal(
            $"hung: the timeout of 0.5 s ended the run and, with SIGKILL, worker 2; worker 2 had been stopped {words} (state T)",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Hung, stopped)));
        Assert.Equal(
            $"hung: the timeout of 0.5 s ended the run and, with SIGKILL, worker 0; the host had been stopped {words} (state T)",
            VerdictSentence.Of(hung with { Host = new HostReport(100, WaitStatus.OfSignal(9)) { EndedBy = EndedBy.Timeout, StoppedBy = by } }));
    }

    [Theory]
    [InlineData(1, "hung: the timeout of 0.3 s ended the run and, with SIGKILL, worker 0; it had not begun")]
    [InlineData(2, "hung: the timeout of 0.3 s ended the run and, with SIGKILL, workers 0 and 1; none of them had begun")]
    public void Who_had_not_begun_when_the_timeout_came_is_said_to(int count, string sentence)
    {
        RunSpec spec = Reports.Spec("--timeout 0.3");
        WorkerReport[] cut = [.. Enumerable.Range(0, count).Select(index => Reports.Killed(spec, index, 9) with { EndedBy = EndedBy.Timeout, StartedMs = null })];
        WorkerReport begun = Reports.Killed(spec, 3, 9) with { EndedBy = EndedBy.Timeout };

        Assert.Equal(sentence, VerdictSentence.Of(Reports.Of(spec, Verdict.Hung, cut)));
        Assert.EndsWith($"; {count} of them had not begun", VerdictSentence.Of(Reports.Of(spec, Verdict.Hung, [.. cut, begun])));
    }

    [Fact]
    public void Without_a_verdict_it_says_how_many_were_started()
    {
        RunSpec spec = Reports.Spec();
        WorkerReport never = Reports.Lost(spec, 3) with { Pid = null, State = WorkerState.Unknown };

        RunReport report = Reports.Of(spec, null, never);

        Assert.Equal("no verdict: only 3 of 4 workers could be started", VerdictSentence.Of(report));
        Assert.Equal(
            "no verdict: only 3 of 4 workers could be started: fork failed with EAGAIN for worker 3 (likely because pids.max is 12)",
            VerdictSentence.Of(report with { StartFailed = new RunEvent.StartFailed(1, 3, "fork", "EAGAIN") { Likely = "pids.max is 12" } }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--fault segfault")]
    [InlineData("--fault corrupt-array")]
    [InlineData("--model sequential --fault kill")]
    public void Every_verdict_has_a_sentence_whatever_the_workers_say(string options)
    {
        RunSpec spec = Reports.Spec(options);

        Assert.All(
            Enum.GetValues<Verdict>(),
            verdict => Assert.StartsWith(
                $"{verdict}: ", VerdictSentence.Of(Reports.Of(spec, verdict)), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(300, true, "miscounted: of 1,000 updates to one total 300 were lost; all 4 sums are right")]
    [InlineData(1, true, "miscounted: of 1,000 updates to one total 1 was lost; all 4 sums are right")]
    [InlineData(0, true, "contained: all of 1,000 updates to one total arrived; all 4 sums are right")]
    [InlineData(1000, false, "miscounted: none of 1,000 updates to one total reached the parent: each worker added to its own copy; all 4 sums are right")]
    public void A_data_race_says_what_was_lost(long lost, bool shared, string sentence)
    {
        RunReport report = Reports.Of(Reports.Spec("--fault data-race"), lost > 0 ? Verdict.Miscounted : Verdict.Contained) with
        {
            DataRace = new DataRaceReport(1000, 1000 - lost, lost, Atomic: false, shared),
        };
        Assert.Equal(sentence, VerdictSentence.Of(report));
    }

    [Theory]
    [InlineData("2", 1000, 0, "contained: of 1,000 SIGUSR1 that worker 2 sent itself 1 arrived, of 1,000 SIGRTMIN 1,000; all 4 sums are right")]
    [InlineData("0,3", 800, 200, "contained: of 1,000 SIGUSR1 that workers 0 and 3 sent themselves 1 arrived, of 1,000 SIGRTMIN 800; the kernel had no room for 200 (EAGAIN, by RLIMIT_SIGPENDING); all 4 sums are right")]
    public void Signals_that_wait_are_said_to_have_arrived_or_not(string faulty, long arrived, long refused, string sentence) => Assert.Equal(
        sentence,
        VerdictSentence.Of(Reports.Of(Reports.Spec($"--fault signal-queue --faulty {faulty}"), Verdict.Contained) with
        {
            Signals = new SignalsReport(1000, 1, arrived, refused),
        }));

    [Fact]
    public void Many_workers_are_not_all_listed()
    {
        RunSpec spec = Reports.Spec("--fault kill --workers 100 --faulty all");
        WorkerReport[] all = [.. Enumerable.Range(0, 100).Select(index => Reports.Killed(spec, index, 9))];

        Assert.StartsWith(
            "contained: workers 0, 1, 2, 3, 4, 5, 6, 7 and 92 more were killed",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Contained, all)),
            StringComparison.Ordinal);
    }

    private static string Sentence(string options, Verdict verdict, params (int Index, int Signal)[] killed)
    {
        RunSpec spec = Reports.Spec(options);
        return VerdictSentence.Of(Reports.Of(spec, verdict, [.. killed.Select(one => Reports.Killed(spec, one.Index, one.Signal))]));
    }
}

using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>The wait strategies, with real children: which calls are made, what they bring, and what they leave.</summary>
public class WaitTests
{
    public static TheoryData<string> Strategies() => [.. WaitCatalogue.All.Select(wait => wait.Id)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task The_timeout_ends_a_run_however_its_host_waits(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "hang") with { Wait = wait, Timeout = 0.4 });

        Assert.Equal((Verdict.Hung, WaitStatus.OfExit(0)), (report.Verdict, report.Host.Status));
        Assert.True(report.Timing.RunMs < 2_000, $"{report.Timing.RunMs} ms");
        Assert.Equal(wait is "never" or "ignore" ? null : WaitStatus.OfSignal(9), report.Workers[2].Status);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_clean_run_is_clean_however_its_host_waits(string wait)
    {
        foreach (ExecutionModel model in ModelCatalogue.Own)
            Assert.Equal(Verdict.Clean, (await Runs.Of(Runs.Spec(model.Id, "none") with { Wait = wait })).Verdict);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Each_call_begins_after_the_one_before_it_and_before_it_returns(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "stop", "0.1") with { Wait = wait });

        Assert.Equal(wait == "never", report.Waits.IsEmpty);
        double before = report.Workers.Min(worker => worker.StartedMs ?? double.MaxValue);
        Assert.All(report.Waits, (call, at) =>
        {
            Assert.True(call.BeganMs <= call.AtMs, $"{call}");
            Assert.True(at == 0 || call.BeganMs >= report.Waits[at - 1].AtMs, $"{call}");
        });
        Assert.True(report.Waits.IsEmpty || report.Waits[^1].AtMs > before);
    }

    [Fact]
    public async Task A_child_that_ended_long_before_is_waited_for_by_a_call_that_begins_after_its_end()
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "stop", "0.5") with { Faulty = [0] });
        RunReport report = await Runs.End(run);

        Assert.Equal(report.Workers.Select(worker => (long?)worker.Pid), report.Waits.Select(call => (long?)call.Returned));
        // The parent blocks in the wait for the child that was stopped, and in no other.
        Assert.InRange(report.Waits[0].AtMs - report.Waits[0].BeganMs!.Value, 400, 30_000);
        Assert.All(report.Workers.Skip(1), worker =>
        {
            WaitCall call = report.Waits[worker.Index];
            Assert.True(worker.EndedMs < report.Waits[0].AtMs && call.BeganMs >= worker.EndedMs && call.BeganMs >= report.Waits[0].AtMs, $"{call} {worker}");
        });
        List<RunEvent> events = [];
        while (run.Events.TryRead(out RunEvent? happened))
            events.Add(happened);
        Assert.All(events.OfType<RunEvent.Waited>(), waited =>
        {
            RunEvent.WaitBegan began = Assert.IsType<RunEvent.WaitBegan>(events[..events.IndexOf(waited)].FindLast(other => other is RunEvent.WaitBegan));
            Assert.Equal(waited.Call.Call, began.Call);
            Assert.True(began.AtMs <= waited.Call.BeganMs, $"{began} {waited}");
        });
    }

    [Theory]
    [InlineData("in-order", new[] { "waitpid" })]
    [InlineData("any", new[] { "waitpid" })]
    [InlineData("poll", new string[0])]
    [InlineData("pidfd", new[] { "poll", "waitid" })]
    [InlineData("sigchld", new[] { "read" })]
    public async Task The_beginning_of_a_call_that_blocks_is_told_of_while_it_blocks_and_of_no_other(string wait, string[] calls)
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "none") with { Wait = wait });
        await Runs.End(run);
        List<string> told = [];
        while (run.Events.TryRead(out RunEvent? happened))
        {
            if (happened is RunEvent.WaitBegan began)
                told.Add($"{began.Call}"[..$"{began.Call}".IndexOf('(')]);
        }

        Assert.Equal(calls.Order(), told.Distinct().Order());
    }

    [Fact]
    public async Task A_pidfd_is_opened_for_each_child_and_waited_for_when_poll_says_that_it_ended()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "segfault") with { Wait = "pidfd" });

        Assert.Equal(report.Workers.Select(worker => $"pidfd_open({worker.Pid}, 0)"), report.Waits.Take(4).Select(call => call.Call.ToString()));
        Assert.Equal("poll(fds, 4, -1)", report.Waits[4].Call.ToString());
        Assert.InRange(report.Waits[4].Returned, 1, 4);
        Assert.Equal(
            report.Waits.Take(4).Select(call => $"waitid(P_PIDFD, {call.Returned}, &info, WEXITED)").Order(),
            report.Waits.Where(call => call.Raw is not null).Select(call => call.Call.ToString()).Order());
        Assert.Equal([0, 0, 11, 0], report.Workers.Select(worker => worker.Status!.Value.Raw));
        Assert.All(report.Workers, worker => Assert.True(worker.Usage!.MinorFaults > 0 && worker.ReapedMs > 0));
    }

    [Fact]
    public async Task Sixty_four_children_that_die_at_once_are_all_reaped_though_fewer_signals_came()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "none") with { Wait = "sigchld", Workers = 64 });

        Assert.Equal(Verdict.Clean, report.Verdict);
        Assert.Equal(64, report.Sigchld!.Reaped);
        Assert.InRange(report.Sigchld.Signals, 1, 63);
        Assert.Equal(report.Sigchld.Signals, report.Waits.Count(call => call.Call.Kind == HostCallKind.ReadSignal && call.Returned == 128));
        Assert.Equal(64, report.Waits.Count(call => call.Call == HostCall.Parse("waitpid(-1, &status, WNOHANG)") && call.Returned > 0));
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("spawn")]
    public async Task With_SIGCHLD_ignored_every_wait_fails_with_ECHILD_and_no_status_is_known(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "segfault") with { Wait = "ignore" });

        Assert.Equal(report.Workers.Select(worker => $"waitpid({worker.Pid}, &status, 0)"), report.Waits.Select(call => call.Call.ToString()));
        Assert.All(report.Waits, call => Assert.Equal((-1L, "ECHILD", (int?)null), (call.Returned, call.Error, call.Raw)));
        Assert.All(report.Workers, worker => Assert.Equal((WorkerState.Unknown, (WaitStatus?)null), (worker.State, worker.Status)));
        Assert.Equal((Verdict.Contained, 0), (report.Verdict, report.Zombies));
        Assert.Equal("contained: worker 2 ended, nobody can know how; the other 3 sums are right", VerdictSentence.Of(report));
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("shared")]
    [InlineData("spawn")]
    public async Task Without_a_wait_zombies_pile_up_and_the_kernel_still_knows_how_each_ended(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "segfault") with { Wait = "never" });

        Assert.Empty(report.Waits);
        Assert.Equal((Verdict.Contained, 4), (report.Verdict, report.Zombies));
        Assert.Equal([0, 0, 11, 0], report.Workers.Select(worker => worker.Zombie!.Status.Raw));
        Assert.All(report.Workers, worker =>
        {
            Assert.Equal((WorkerState.Unreaped, (WaitStatus?)null, (double?)null), (worker.State, worker.Status, worker.ReapedMs));
            Assert.Equal(("Z", report.Host.Pid), (worker.Zombie!.State, worker.Zombie.Parent));
            Assert.True(worker.Zombie is { MinorFaults: > 0, ForMs: > 0 } && worker.Zombie.SinceMs >= worker.StartedMs);
        });
    }

    [Theory]
    [InlineData("never")]
    [InlineData("ignore")]
    public async Task Where_no_status_is_known_the_sums_say_who_was_hurt(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("shared", "corrupt-array") with { Wait = wait });

        Assert.Equal(Verdict.Spread, report.Verdict);
        Assert.Equal(
            "spread: the intruder did corrupt-array, and workers 0, 1, 2 and 3, innocent, have wrong sums", VerdictSentence.Of(report));
    }

    [Fact]
    public async Task A_child_that_ended_before_its_turn_is_seen_as_a_zombie_until_it_is_waited_for()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "stop", "0.5") with { Faulty = [0] });

        WorkerReport last = report.Workers[3];
        Assert.True(last.Zombie is { State: "Z", Status.Raw: 0, ForMs: > 100 }, $"{last.Zombie}");
        Assert.Equal(last.Zombie.Status, last.Status);
        Assert.Equal(last.ReapedMs!.Value, last.Zombie.SinceMs + last.Zombie.ForMs, 0.01);
    }
}

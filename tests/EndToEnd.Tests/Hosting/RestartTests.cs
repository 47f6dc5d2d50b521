using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>A parent that starts again who failed, with real children.</summary>
public class RestartTests
{
    public static TheoryData<string, string> WaitsAndModels() => new(
        from wait in WaitCatalogue.All.Where(wait => wait.LearnsEnds)
        from model in ModelCatalogue.Own.Where(model => model.Waitable)
        select (wait.Id, model.Id));

    public static TheoryData<string> Waits() => [.. WaitCatalogue.All.Where(wait => wait.LearnsEnds).Select(wait => wait.Id)];

    [Theory]
    [MemberData(nameof(WaitsAndModels))]
    public async Task A_restart_heals_what_only_the_first_lives_do(string wait, string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "segfault") with { Wait = wait, Restart = 3, FaultyLives = 2 });

        Assert.Equal((Verdict.Contained, true, true), (report.Verdict, report.Totals.Correct, report.Workers[2].Correct));
        LifeReport[] lives = [.. report.Workers[2].Lives];
        Assert.Equal([11, 11, 0], lives.Select(life => life.Status!.Value.Raw));
        Assert.Equal([100, 200, (int?)null], lives.Select(life => life.BackoffMs));
        Assert.Equal(3, lives.Select(life => life.Pid).Distinct().Count());
        Assert.Equal((report.Workers[2].Pid, report.Workers[2].Status, true), (lives[^1].Pid, lives[^1].Status, report.Workers[2].Faulted == true));
        // Each life begins no earlier than the back-off after the one before it says.
        Assert.All(lives.Zip(lives.Skip(1)), pair => Assert.True(pair.Second.StartedMs - pair.First.ReapedMs >= pair.First.BackoffMs, $"{pair}"));
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.Equal(worker.Pid, Assert.Single(worker.Lives).Pid));
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Who_fails_in_every_life_is_started_as_often_as_was_asked_for(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "exit-code", "3") with { Wait = wait, Restart = 2, Faulty = [0, 3] });

        Assert.Equal((Verdict.Contained, false), (report.Verdict, report.Totals.Correct));
        Assert.Equal([3, 1, 1, 3], report.Workers.Select(worker => worker.Lives.Length));
        Assert.All(report.Workers[0].Lives, life => Assert.Equal(WaitStatus.OfExit(3), life.Status));
        // Every end was told by one wait call, whichever the strategy makes.
        Assert.Equal(8, report.Waits.Count(call => call.Status is { Exited: true }));
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task The_timeout_ends_a_run_that_waits_for_a_restart(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "segfault") with { Wait = wait, Restart = 100, Timeout = 0.5 });

        Assert.Equal((Verdict.Hung, WaitStatus.OfExit(0)), (report.Verdict, report.Host.Status));
        Assert.InRange(report.Workers[2].Lives.Length, 1, 3);
        Assert.Null(report.Workers[2].Lives[^1].BackoffMs);
        Assert.Equal(report.Workers[2].Pid, report.Workers[2].Lives[^1].Pid);
    }

    [Theory]
    [InlineData("alarm", 14)]
    [InlineData("double-free", 6)]
    [InlineData("file-size-limit", 25)]
    [InlineData("forbidden-syscall", 31)]
    public async Task A_later_life_dies_of_its_fault_as_the_first_did(string fault, int signal)
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", fault) with { Restart = 1, Wait = "any" });

        Assert.Equal([signal, signal], report.Workers[2].Lives.Select(life => life.Status!.Value.Raw));
    }

    [Fact]
    public async Task A_program_of_somebody_elses_is_killed_in_each_of_its_faulty_lives()
    {
        RunReport report = await Runs.Of(Runs.Spec("program", "kill") with { Program = "/bin/true", Restart = 3, FaultyLives = 2 });

        Assert.Equal([9, 9, 0], report.Workers[2].Lives.Select(life => life.Status!.Value.Raw));
    }

    [Fact]
    public async Task An_innocent_worker_that_somebody_killed_is_started_again()
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "none") with { Restart = 1, Wait = "any", Pace = 1 });
        await Eventually.Assert(() => run.Signal(1, LibC.SIGTERM), "a worker to be killed");
        RunReport report = await Runs.End(run);

        Assert.Equal((Verdict.Clean, true), (report.Verdict, report.Totals.Correct));
        Assert.Equal([15, 0], report.Workers[1].Lives.Select(life => life.Status!.Value.Raw));
        Assert.Contains("worker 1 had failed once (SIGTERM) and was started again: its sum is right now", VerdictSentence.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lives_of_a_stepped_run_after_the_first_go_through()
    {
        IRun run = Runs.Runner.Start(Runs.Spec("processes", "segfault") with { Restart = 1 }, new RunControl { Stepped = true });
        while (!run.Completion.IsCompleted)
        {
            await Eventually.Assert(() => run.Completion.IsCompleted || run.ReadStep() is not { Settled: false }, "the run to stand");
            run.Advance();
        }
        RunReport report = await Runs.End(run);

        Assert.Equal([11, 11], report.Workers[2].Lives.Select(life => life.Status!.Value.Raw));
    }
}

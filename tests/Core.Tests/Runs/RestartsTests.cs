using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Tests.Runs;

public class RestartsTests
{
    [Fact]
    public void The_back_off_doubles_up_to_ten_seconds() =>
        Assert.Equal([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000], Enumerable.Range(0, 9).Select(Restarts.BackOffMs));

    [Fact]
    public void The_longest_run_of_restarts_overflows_nothing() => Assert.Equal(Restarts.LongestBackOffMs, Restarts.BackOffMs(int.MaxValue));

    [Theory]
    [InlineData(0, false)]
    [InlineData(0x0100, true)]
    [InlineData(0x000b, true)]
    [InlineData(0x008b, true)]
    [InlineData(0x137f, false)]
    [InlineData(0xffff, false)]
    public void Who_was_killed_or_exited_with_a_code_failed_and_who_stopped_did_not(int raw, bool failed) =>
        Assert.Equal(failed, Restarts.Failed(new WaitStatus(raw)));

    [Fact]
    public void It_goes_with_every_wait_that_learns_of_an_end_and_with_no_other() => Assert.All(WaitCatalogue.All, wait =>
    {
        SpecResolution resolution = RunSpecs.Resolve(Reports.Settings($"--wait {wait.Id} --restart 1"), RunCaps.Default);
        Assert.Equal(wait.Waits && wait.LeavesZombies, resolution.Problem is null);
        Assert.True(resolution.Problem is null || resolution.Problem.Contains($"with the wait strategy {wait.Id} the parent never learns", StringComparison.Ordinal));
    });

    [Fact]
    public void It_goes_with_every_model_of_processes_and_with_no_other() => Assert.All(ModelCatalogue.All, model =>
    {
        SpecResolution resolution = RunSpecs.Resolve(Reports.Settings($"--model {model.Id} --program ./a.out --restart 1"), RunCaps.Default);
        Assert.Equal(model.Waitable, resolution.Problem is null);
    });

    [Fact]
    public void It_does_not_go_with_a_parent_that_ends_first() => Assert.Equal(
        "--restart: the parent of orphans has ended when one fails, and cannot start it again; leave out --orphan",
        RunSpecs.Resolve(Reports.Settings("--orphan --restart 1"), RunCaps.Default).Problem);

    [Fact]
    public void Faulty_lives_that_are_all_of_them_are_the_default() =>
        Assert.Equal("sandbox run --fault kill --restart 2", RunSpecs.CommandLine(Reports.Spec("--fault kill --restart 2 --faulty-lives 3")));

    [Fact]
    public void The_sentence_says_who_had_failed_and_that_it_is_healed()
    {
        RunSpec spec = Reports.Spec("--fault segfault --restart 3 --faulty-lives 2");
        LifeReport killed = new(7, WaitStatus.OfSignal(11), 1, 2, 3, 100);
        WorkerReport healed = Reports.Well(spec, 2) with { Lives = [killed, killed with { BackoffMs = 200 }, new LifeReport(9, WaitStatus.OfExit(0), 300, 301, 302, null)] };

        Assert.Equal(
            "contained: worker 2 exited 0; the other 3 sums are right; worker 2 had failed twice (SIGSEGV) and was started again each time: its sum is right now",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Contained, healed)));
    }

    [Fact]
    public void The_sentence_says_that_the_last_life_failed_too()
    {
        RunSpec spec = Reports.Spec("--fault exit-code:3 --restart 2");
        WorkerReport failed = Reports.Well(spec, 2) with
        {
            Sum = null,
            Correct = false,
            Status = WaitStatus.OfExit(3),
            Lives = [new LifeReport(7, WaitStatus.OfSignal(9), 1, 2, 3, 100), new LifeReport(8, WaitStatus.OfExit(3), 1, 2, 3, 200), new LifeReport(9, WaitStatus.OfExit(3), 1, 2, 3, null)],
        };

        Assert.EndsWith(
            "; worker 2 had failed twice (SIGKILL once, exit code 3 once) and was started again each time: it failed in its 3rd life too",
            VerdictSentence.Of(Reports.Of(spec, Verdict.Contained, failed)), StringComparison.Ordinal);
    }
}

using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Faults that take more than one worker: real runs.</summary>
public class SharedFaultTests
{
    [Theory]
    [InlineData("threads")]
    [InlineData("shared")]
    public async Task A_data_race_loses_updates_where_memory_is_shared(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "data-race") with { Faulty = [0, 1, 2, 3], Length = 2_000_000 });

        DataRaceReport race = report.DataRace!;
        Assert.Equal((2_000_000, true, false), (race.Expected, race.Shared, race.Atomic));
        Assert.Equal(race.Expected, race.Arrived + race.Lost);
        Assert.InRange(race.Lost!.Value, 3, 1_999_999);
        Assert.Equal(Verdict.Miscounted, report.Verdict);
        Assert.All(report.Workers, worker => Assert.True(worker.Correct));
    }

    [Theory]
    [InlineData("threads", 2, 2)]
    [InlineData("shared", 2, 2)]
    [InlineData("shared", 7, 20)]
    public async Task Even_the_smallest_data_race_loses_all_first_updates_but_one(string model, int workers, int length)
    {
        for (int run = 0; run < 10; run++)
        {
            RunReport report = await Runs.Of(Runs.Spec(model, "data-race") with
            {
                Workers = workers,
                Faulty = [.. Enumerable.Range(0, workers)],
                Length = length,
            });

            Assert.InRange(report.DataRace!.Lost!.Value, workers - 1, length - 1);
        }
    }

    [Theory]
    [InlineData("processes", 0)]
    [InlineData("spawn", 0)]
    [InlineData("sequential", 100_000)]
    public async Task Without_shared_memory_nothing_arrives_and_alone_nothing_is_lost(string model, long arrived)
    {
        int workers = model == "sequential" ? 1 : 4;
        RunReport report = await Runs.Of(Runs.Spec(model, "data-race") with { Faulty = [.. Enumerable.Range(0, workers)] });

        Assert.Equal((arrived, 100_000 - arrived), (report.DataRace!.Arrived, report.DataRace.Lost));
    }

    [Fact]
    public async Task Other_faults_have_no_total() => Assert.Null((await Runs.Of(Runs.Spec("processes", "none"))).DataRace);

    [Theory]
    [InlineData("processes", 0, new[] { 0, 1 })]
    [InlineData("processes", 3, new[] { 2, 3 })]
    [InlineData("shared", 1, new[] { 1, 2 })]
    [InlineData("spawn", 2, new[] { 2, 3 })]
    public async Task A_deadlock_holds_the_faulty_worker_and_its_neighbour_and_nobody_else(string model, int faulty, int[] held)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "deadlock") with { Faulty = [faulty], Timeout = 1.5 });

        Assert.Equal(Verdict.Hung, report.Verdict);
        Assert.Equal(held, report.Workers.Where(worker => worker.Status == WaitStatus.OfSignal(9)).Select(worker => worker.Index));
        Assert.All(report.Workers.Where(worker => worker.Status != WaitStatus.OfSignal(9)), worker => Assert.True(worker.Correct));
    }

    [Fact]
    public async Task Threads_that_deadlock_take_the_host_with_them_at_the_timeout()
    {
        RunReport report = await Runs.Of(Runs.Spec("threads", "deadlock") with { Timeout = 0.7 });

        Assert.Equal((Verdict.Hung, WaitStatus.OfSignal(9)), (report.Verdict, report.Host.Status));
    }

    [Theory]
    [InlineData("double-free")]
    [InlineData("forbidden-syscall")]
    [InlineData("out-of-memory")]
    [InlineData("deadlock")]
    public async Task Several_workers_may_do_one_fault(string fault)
    {
        RunReport some = await Runs.Of(Runs.Spec("processes", fault) with { Workers = 5, Faulty = [1, 4], Timeout = fault == "deadlock" ? 1 : 30 });
        RunReport all = await Runs.Of(Runs.Spec("processes", fault) with { Faulty = [0, 1, 2, 3], Timeout = fault == "deadlock" ? 1 : 30 });

        int[] hurt = fault == "deadlock" ? [1, 2, 3, 4] : [1, 4];
        Assert.Equal(hurt, some.Workers.Where(worker => worker.Status != WaitStatus.OfExit(0)).Select(worker => worker.Index));
        Assert.DoesNotContain(all.Workers, worker => worker.Status == WaitStatus.OfExit(0));
    }
}

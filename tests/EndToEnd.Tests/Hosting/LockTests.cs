using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>The locks of workers that add to one total: each lock and grain in each model, as real runs.</summary>
public class LockTests
{
    private const int Length = 100_000;

    /// <summary>Every lock that keeps workers apart, in every grain that it has, in every model.</summary>
    public static TheoryData<string, string, string> Combinations() => new(
        from model in ModelCatalogue.Own
        from one in LockCatalogue.All
        where one.KeepsApart && !model.BorrowsMemory
        from grain in LockCatalogue.Grains
        where one.IsHeld || !grain.ForAll
        select (model.Id, one.Id, grain.Id));

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task With_a_lock_every_update_arrives_where_memory_is_shared_and_none_where_it_is_not(string model, string id, string grain)
    {
        RunReport report = await Run(model, id, grain);

        DataRaceReport race = report.DataRace!;
        bool shared = ModelCatalogue.Find(model)!.SharesTotal;
        Assert.Equal((Length, shared ? Length : 0, shared ? 0 : Length, shared), (race.Expected, race.Arrived, race.Lost, race.Shared));
        Assert.Equal((id, LockCatalogue.Find(id)!.IsHeld ? grain : null, id == "atomic"), (race.Lock, race.Grain, race.Atomic));
        Assert.Equal(shared ? Verdict.Contained : Verdict.Miscounted, report.Verdict);
        Assert.All(report.Workers, worker => Assert.True(worker.Correct));
    }

    [Theory]
    [InlineData("threads", "mutex")]
    [InlineData("shared", "semaphore")]
    [InlineData("spawn", "thread-local")]
    [InlineData("shared", "none")]
    public async Task What_the_updates_cost_was_measured_in_each_worker(string model, string id)
    {
        RunReport report = await Run(model, id, LockCatalogue.Fine);

        double[] each = [.. report.Workers.Select(worker => worker.AddingMs!.Value)];
        Assert.All(each, ms => Assert.InRange(ms, 0.000_001, report.DataRace!.LockMs!.Value));
        // The times are rounded to microseconds, four of them; the mean to a thousandth of a nanosecond.
        Assert.Equal(each.Sum() * 1e6 / Length, report.DataRace!.NsPerUpdate!.Value, 0.1);
        Assert.InRange(report.DataRace.LockMs!.Value, each.Max(), report.Timing.RunMs!.Value);
    }

    [Fact]
    public async Task Where_nothing_is_added_up_no_cost_is_made_up()
    {
        RunReport report = await Runs.Of(Runs.Spec("shared", "segfault"));

        Assert.Null(report.DataRace);
        Assert.All(report.Workers, worker => Assert.Null(worker.AddingMs));
    }

    private static Task<RunReport> Run(string model, string id, string grain)
    {
        int workers = ModelCatalogue.Find(model)!.Single ? 1 : 4;
        return Runs.Of(Runs.Spec(model, "data-race") with { Length = Length, Faulty = [.. Enumerable.Range(0, workers)], Lock = id, LockGrain = grain });
    }
}

using System.Text.Json.Nodes;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Workers;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Runs;

public class LockSettingTests
{
    [Fact]
    public void Every_lock_has_its_code() =>
        Assert.Equal(LockCatalogue.All.Select(row => row.Id), LockCode.All.Select(code => code.Id));

    [Theory]
    [InlineData("--fault data-race --atomic true", "atomic", "sandbox run --fault data-race --lock atomic")]
    [InlineData("--fault data-race --atomic false", "none", "sandbox run --fault data-race")]
    [InlineData("--fault data-race --lock atomic --atomic true", "atomic", "sandbox run --fault data-race --lock atomic")]
    [InlineData("--fault data-race --lock mutex --atomic false", "mutex", "sandbox run --fault data-race --lock mutex")]
    [InlineData("--fault segfault --atomic true", "none", "sandbox run --fault segfault")]
    [InlineData("--fault segfault --lock mutex", "none", "sandbox run --fault segfault")]
    public void Atomic_is_another_word_for_a_lock_and_locks_are_in_effect_with_a_data_race_only(string options, string id, string line)
    {
        RunSpec spec = Reports.Spec(options);

        Assert.Equal((id, id == "atomic", line), (spec.Lock, spec.Atomic, RunSpecs.CommandLine(spec)));
    }

    [Theory]
    [InlineData("mutex", "coarse")]
    [InlineData("spinlock", "coarse")]
    [InlineData("semaphore", "coarse")]
    [InlineData("none", "fine")]
    [InlineData("atomic", "fine")]
    [InlineData("thread-local", "fine")]
    public void Only_a_lock_that_is_held_has_a_grain(string id, string grain) =>
        Assert.Equal(grain, Reports.Spec($"--fault data-race --lock {id} --lock-grain coarse").LockGrain);

    [Fact]
    public void Two_words_that_say_two_things_are_a_problem_that_names_both() => Assert.Equal(
        "--atomic: atomic means lock atomic, and --lock says \"mutex\"; expected one of them",
        RunSpecs.Resolve(Reports.Settings("--fault data-race --lock mutex --atomic true"), RunCaps.Default).Problem);

    [Theory]
    [InlineData("lock", "mutxe", "mutex")]
    [InlineData("lock-grain", "rough", "coarse")]
    public void A_word_that_is_none_names_those_that_are(string name, string value, string allowed) =>
        Assert.Contains(allowed, RunSpecs.Resolve([new Setting(name, value, $"--{name}")], RunCaps.Default).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "atomic")]
    [InlineData(false, "none")]
    public void A_report_from_before_there_were_locks_is_read(bool atomic, string id)
    {
        RunSpec spec = Reports.Spec($"--fault data-race --atomic {(atomic ? "true" : "false")}");
        JsonNode json = JsonNode.Parse(ReportJson.Write(Reports.Of(spec, Verdict.Contained) with
        {
            DataRace = new DataRaceReport(1000, 900, 100, atomic, Shared: true),
        }))!;
        Assert.True(json["spec"]!.AsObject().Remove("lock") && json["spec"]!.AsObject().Remove("lockGrain"));
        Assert.True(((string[])["lock", "grain", "lockMs", "nsPerUpdate"]).All(json["dataRace"]!.AsObject().Remove));
        Assert.True(json["workers"]!.AsArray().All(worker => worker!.AsObject().Remove("addingMs")));

        RunReport read = ReportJson.Read(json.ToJsonString());

        Assert.Equal((id, "fine"), (read.Spec.Lock, read.Spec.LockGrain));
        Assert.Equal(new DataRaceReport(1000, 900, 100, atomic, Shared: true), read.DataRace);
    }

    [Fact]
    public void A_report_keeps_lock_and_grain()
    {
        RunReport report = Reports.Of(Reports.Spec("--fault data-race --lock mutex --lock-grain coarse"), Verdict.Contained) with
        {
            DataRace = new DataRaceReport(1000, 1000, 0, Atomic: false, Shared: true) { Lock = "mutex", Grain = "coarse", LockMs = 1.5, NsPerUpdate = 600 },
        };
        JsonNode json = JsonNode.Parse(ReportJson.Write(report))!;

        Assert.Equal(("mutex", "coarse", "coarse"), ($"{json["spec"]!["lock"]}", $"{json["spec"]!["lockGrain"]}", $"{json["dataRace"]!["grain"]}"));
        Assert.Equal((report.Spec, report.DataRace), (ReportJson.Read(json.ToJsonString()).Spec, ReportJson.Read(json.ToJsonString()).DataRace));
    }

    [Fact]
    public void What_an_update_cost_is_the_mean_over_all_and_unknown_where_one_was_not_done()
    {
        DataRaceReport both = Race((10, 30), (20, 50));
        Assert.Equal((40.0, 50e6 / 1000, "mutex"), (both.LockMs, both.NsPerUpdate, both.Lock));
        Assert.Equal((null, null), (Race((10, 30), (20, null)).LockMs, Race((10, 30), (20, null)).NsPerUpdate));
    }

    [Theory]
    [InlineData(1000, Verdict.Contained)]
    [InlineData(999, Verdict.Miscounted)]
    [InlineData(0, Verdict.Miscounted)]
    public void A_total_that_is_wrong_is_told_by_the_verdict(long arrived, Verdict verdict) =>
        Assert.Equal(verdict, RunReports.Of(Record() with { TotalOfHost = arrived }).Verdict);

    private static DataRaceReport Race(params (double? Began, double? Done)[] adding)
    {
        RunRecord record = Record();
        return RunReports.Of(record with { Workers = [.. record.Workers.Select((trace, index) => trace with { AddingFromMs = adding[index].Began, AddedMs = adding[index].Done })] }).DataRace!;
    }

    private static RunRecord Record()
    {
        RunSpec spec = Reports.Spec("--model shared --workers 2 --length 1000 --fault data-race --lock mutex");
        WorkerTrace ended = new(WorkerStage.Ended, 7, 7, 5, 0, 1, 2, 3, null, null);
        return new RunRecord(
            spec, new MachineReport("6.1", 2, 4096), 6,
            [new RunEvent.PhaseReached(0, RunPhase.Running), new RunEvent.PhaseReached(60, RunPhase.Inspecting)],
            [ended, ended], [5, 5])
        {
            TotalOfHost = 1000,
        };
    }
}

using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Workers that run in their parent's memory while the parent sleeps: real runs. Every fault among them is in the grid.</summary>
public class VForkTests
{
    [Fact]
    public async Task A_child_dies_alone_and_runs_when_the_one_before_it_has_ended()
    {
        RunReport report = await Runs.Of(Runs.Spec("vfork", "segfault"));

        Assert.Equal((Verdict.Contained, WaitStatus.OfSignal(11)), (report.Verdict, report.Workers[2].Status));
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.Equal((true, WaitStatus.OfExit(0)), (worker.Correct, worker.Status)));
        Assert.Equal(4, report.Workers.Select(worker => worker.Pid).Distinct().Count());
        Assert.All(report.Workers.Zip(report.Workers.Skip(1)), pair => Assert.True(pair.First.EndedMs <= pair.Second.StartedMs));
    }

    [Fact]
    public async Task What_a_child_wrote_is_still_there_when_it_has_ended()
    {
        RunReport report = await Runs.Of(Runs.Spec("vfork", "corrupt-array", "0-0"));

        Assert.Equal((Verdict.Spread, true), (report.Verdict, report.Array.CorruptedInParent));
        Assert.Equal([false, true, true, true], report.Workers.Take(4).Select(worker => worker.Correct!.Value));
    }

    /// <summary>A strategy that holds workers until all are there: the intruder has long been and gone.</summary>
    [Fact]
    public async Task The_host_goes_on_when_an_intruder_has_ended_before_it_waits_for_SIGCHLD() => Assert.Equal(
        (Verdict.Spread, WaitStatus.OfExit(0)),
        await Runs.Of(Runs.Spec("vfork", "corrupt-array") with { Wait = "sigchld" }) is var report ? (report.Verdict, report.Host.Status!.Value) : default);

    [Fact]
    public async Task A_child_that_hangs_is_ended_at_the_timeout_and_the_next_one_runs()
    {
        RunReport report = await Runs.Of(Runs.Spec("vfork", "hang") with { Timeout = 0.5 });

        Assert.Equal((Verdict.Hung, WaitStatus.OfExit(0)), (report.Verdict, report.Host.Status));
        Assert.Equal((WaitStatus.OfSignal(9), EndedBy.Timeout), (report.Workers[2].Status, report.Workers[2].EndedBy));
        Assert.Equal([true, true, false, true], report.Workers.Select(worker => worker.Correct!.Value));
    }

    [Fact]
    public async Task Where_all_hang_nothing_outlives_the_timeout()
    {
        RunReport report = await Runs.Of(Runs.Spec("vfork", "hang") with { Timeout = 0.5, Faulty = [0, 1, 2, 3] });

        Assert.Equal(Verdict.Hung, report.Verdict);
        Assert.Equal(WaitStatus.OfSignal(9), report.Host.Status);
    }

    [Fact]
    public async Task A_child_that_calls_exec_leaves_its_parents_memory_and_lets_it_go_on()
    {
        RunReport report = await Runs.Of(Runs.Spec("vfork", "exec"));

        Assert.Equal((Verdict.Contained, true), (report.Verdict, report.Workers[2].Exec!.SamePid));
        Assert.True(report.Workers[3].Correct);
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("out-of-memory")]
    [InlineData("stack-overflow")]
    public async Task What_several_children_leave_in_the_C_librarys_hands_hurts_nobody_after_them(string fault)
    {
        RunReport report = await Runs.Of(Runs.Spec("vfork", fault) with { Workers = 6, Faulty = [0, 1, 2, 4] });

        Assert.Equal(Verdict.Contained, report.Verdict);
        Assert.All(report.Spec.Faulty, index => Assert.Equal(FaultCatalogue.Find(fault)!.ChildStatus(0), report.Workers[index].Status));
        Assert.True(report.Workers[3].Correct & report.Workers[5].Correct);
    }

    [Theory]
    [InlineData("job-control")]
    [InlineData("pidfd")]
    [InlineData("sigchld")]
    public async Task A_child_that_stops_is_continued_by_whoever_supervises_whatever_the_wait(string wait)
    {
        RunReport report = await Runs.Of(Runs.Spec("vfork", "stop", "0.1") with { Wait = wait });

        Assert.Equal((Verdict.Contained, true), (report.Verdict, report.Totals.Correct));
    }
}

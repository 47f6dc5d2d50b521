using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>A worker that becomes another program: real runs.</summary>
public class ExecTests
{
    public static TheoryData<string> Models() => [.. ModelCatalogue.Own.Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task The_program_that_a_worker_becomes_sees_the_workers_pid_and_its_sum_is_missing(string model)
    {
        RunReport report = await Runs.Of(Runs.Spec(model, "exec"));

        WorkerReport worker = report.Workers[report.Spec.Faulty[0]];
        Assert.Equal(new ExecReport("/proc/self/exe", worker.Pid, true), worker.Exec);
        Assert.Equal((null, null, true), (worker.Sum, worker.ExecError, worker.Faulted));
        Assert.All(report.Workers.Where(other => other != worker), other => Assert.Null(other.Exec));
        Assert.Contains("under the same pid", VerdictSentence.Of(report));
    }

    [Fact]
    public async Task One_child_that_calls_exec_is_alone_in_that()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "exec"));

        Assert.Equal((Verdict.Contained, WaitStatus.OfExit(42)), (report.Verdict, report.Workers[2].Status));
        Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.True(worker.Correct));
    }

    [Fact]
    public async Task One_thread_that_calls_exec_ends_all_others_and_the_host_is_another_program()
    {
        RunReport report = await Runs.Of(Runs.Spec("threads", "exec"));

        Assert.Equal((Verdict.Lost, WaitStatus.OfExit(42), EndedBy.Fault), (report.Verdict, report.Host.Status, report.Host.EndedBy));
        Assert.Equal((report.Host.Pid, true), (report.Workers[2].Exec!.Pid, report.Workers[2].Exec!.SamePid));
        Assert.All(report.Workers, worker => Assert.Equal((WorkerState.Lost, null), (worker.State, worker.Sum)));
    }

    [Fact]
    public async Task Orphans_that_call_exec_stay_their_new_parents()
    {
        RunReport report = await Runs.Of(Runs.Spec("processes", "exec") with { Orphan = true, Faulty = [0, 1, 2, 3] });

        Assert.Equal(Verdict.Contained, report.Verdict);
        Assert.All(report.Workers, worker => Assert.Equal((WaitStatus.OfExit(42), true), (worker.Status, worker.Exec!.SamePid)));
    }
}

using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Oracles;

/// <summary>
/// The grid: every fault in every model, as a user without privileges, and the status that a C program gets which meets the same fault.
/// Other tests of faults take this for proved, and show what they alone show.
/// </summary>
public class GridTests
{
    public static TheoryData<string, string> Cells => new(GridRun.Cells);

    public static TheoryData<string, string> Arguments => new(
        from model in ModelCatalogue.Own.Where(model => model.Waitable)
        from fault in ((string[])["0", "3", "255", "256", "-1", "139"]).Select(code => $"exit-code:{code}").Concat(
            ((string[])["SIGHUP", "SIGPIPE", "SIGALRM", "SIGCHLD", "SIGCONT", "SIGRTMIN", "SIGRTMAX", "SIGXCPU", "SIGSYS"]).Select(signal => $"signal:{signal}")).Concat(["read-only:text", "write-pages:3", "cold-file:2"])
        select (model.Id, fault));

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_cell_ends_with_the_status_that_C_gets_or_is_refused_with_the_reason(string model, string fault)
    {
        ExecutionModel where = ModelCatalogue.Find(model)!;
        Fault what = FaultCatalogue.Find(fault)!;
        Finished finished = await GridRun.Of(model, fault);
        if (what.RefusalFor(where, (int)RunSettings.Workers.Default) is { } reason)
        {
            Assert.Contains(reason, finished.AssertExit(2).Error);
            return;
        }

        RunReport report = await GridRun.Report(model, fault);
        WaitStatus inC = await FaultsInC.StatusOf(fault);
        Assert.Equal("", finished.Error);
        Assert.Equal(VerdictOf(where, fault), report.Verdict);
        if (where.Waitable)
            AssertChildren(report, what, inC);
        else
            AssertOneProcess(report, inC);
    }

    [Theory]
    [MemberData(nameof(Arguments))]
    public async Task A_child_ends_with_the_status_that_C_gets_whatever_the_argument(string model, string fault)
    {
        RunReport report = await GridRun.Report(model, fault);
        Assert.Equal(Verdict.Contained, report.Verdict);
        AssertChildren(report, FaultCatalogue.Find(fault.Split(':')[0])!, await FaultsInC.StatusOf(fault));
    }

    /// <summary>The faulty child has the status, and nobody else is hurt.</summary>
    private static void AssertChildren(RunReport report, Fault fault, WaitStatus inC)
    {
        Assert.Equal(inC, report.Workers[2].Status);
        Assert.Equal(inC.Signaled ? WorkerState.Signaled : WorkerState.Exited, report.Workers[2].State);
        Assert.Equal(WaitStatus.OfExit(0), report.Host.Status);
        if (report.Verdict != Verdict.Hung)
            Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.Equal(WaitStatus.OfExit(0), worker.Status));
        if (fault.Id is not ("corrupt-array" or "corrupt-sums" or "deadlock"))
            Assert.All(report.Workers.Where(worker => worker.Index != 2), worker => Assert.True(worker.Correct));
    }

    /// <summary>The process that all share has the status; where that was its death, nothing of them is left.</summary>
    private static void AssertOneProcess(RunReport report, WaitStatus inC)
    {
        Assert.Equal(inC, report.Host.Status);
        if (report.Verdict != Verdict.Lost)
            return;
        Assert.All(report.Workers, worker => Assert.Equal((WorkerState.Lost, null, null), (worker.State, worker.Status, worker.Sum)));
        Assert.Null(report.Totals.Actual);
        Assert.Null(report.Array.CorruptedInParent);
    }

    private static Verdict VerdictOf(ExecutionModel model, string fault) => fault switch
    {
        "none" => Verdict.Clean,
        "hang" or "deadlock" => Verdict.Hung,
        "corrupt-array" => model.CopiesOnWrite ? Verdict.Contained : Verdict.Spread,
        // Alone it has nobody to hurt.
        "corrupt-sums" => model.Single ? Verdict.Contained : Verdict.Spread,
        "stop" or "signal-queue" or "write-pages" or "cold-file" => Verdict.Contained,
        // Alone it loses no update.
        "data-race" => model.Single ? Verdict.Contained : Verdict.Miscounted,
        _ => model.Waitable ? Verdict.Contained : Verdict.Lost,
    };
}

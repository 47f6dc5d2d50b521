using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;
using static Sandbox.EndToEnd.Tests.Hosting.Steps;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>Runs that are stepped: where they stop, and what the kernel shows there.</summary>
public class SteppingTests
{
    [Fact]
    public async Task A_stepped_run_of_processes_stops_before_each_step_and_proc_shows_what_was_done()
    {
        IRun run = Start(Runs.Spec("processes", "segfault"));

        Assert.Equal(Step.Map, await Settled(run));
        run.Advance();
        Assert.Equal(Step.Fill, await Settled(run));
        run.Advance();
        Assert.Equal(Step.Start, await Settled(run));
        Assert.All(Board(run), worker => Assert.Equal((WorkerStage.Pending, 0), (worker.Stage, worker.Pid)));
        run.Advance();
        Assert.Equal(Step.Read, await Settled(run));
        Assert.All(Board(run), worker => Assert.Equal((WorkerStage.AtGate, 'S', 0L), (worker.Stage, State(worker), worker.Done)));
        run.Advance();
        Assert.Equal(Step.Fault, await Settled(run));
        await Until(() => States(run) == "SSSS");
        Assert.All(Board(run), worker => Assert.Equal(worker.Length, worker.Done));
        run.Advance();
        Assert.Equal(Step.Exit, await Settled(run));
        await Until(() => States(run) == "SSZS");
        run.Advance();
        Assert.Equal(Step.Wait, await Settled(run));
        await Until(() => States(run) == "ZZZZ");
        Assert.Equal(11, ProcStat.Read(Board(run)[2].Pid)!.ExitStatus);
        run.Advance();

        RunReport report = await Runs.End(run);
        Assert.Equal((Verdict.Contained, 11), (report.Verdict, report.Workers[2].Status!.Value.Raw));
        Assert.Null(run.ReadStep());
    }

    [Fact]
    public async Task A_worker_that_stopped_itself_goes_on_though_its_parent_does_not_wait_yet()
    {
        IRun run = Start(Runs.Spec("processes", "stop", "0.1") with { Wait = "job-control" });
        await AdvanceTo(run, Step.Exit);
        await Until(() => States(run) == "SSSS");
        run.RunOn();
        Assert.Equal(Verdict.Contained, (await Runs.End(run)).Verdict);
    }

    [Fact]
    public async Task Orphans_can_be_stepped()
    {
        IRun run = Start(Runs.Spec("processes", "none") with { Orphan = true });
        await AdvanceTo(run, Step.Exit);
        run.RunOn();
        RunReport report = await Runs.End(run);
        Assert.Equal(Verdict.Clean, report.Verdict);
        Assert.All(report.Workers, worker => Assert.Equal(Environment.ProcessId, worker.Parent!.New));
    }

    [Fact]
    public async Task Copies_appear_at_the_intruders_step_and_at_no_other()
    {
        IRun run = Start(Runs.Spec("processes", "corrupt-array"));
        await AdvanceTo(run, Step.Read);
        Assert.Equal((0, 0), (OwnPages(run, 0), OwnPages(run, 4)));
        run.Advance();
        Assert.Equal(Step.Fault, await Settled(run));
        Assert.Equal((0, run.Pages.Pages), (OwnPages(run, 0), OwnPages(run, 4)));
        run.Advance();
        Assert.Equal(Step.Exit, await Settled(run));
        Assert.Equal((0, run.Pages.Pages), (OwnPages(run, 0), OwnPages(run, 4)));
        run.RunOn();
        Assert.Equal(Verdict.Contained, (await Runs.End(run)).Verdict);
    }

    [Fact]
    public async Task One_worker_can_be_stepped_ahead_of_the_others()
    {
        IRun run = Start(Runs.Spec("processes", "none"));
        await AdvanceTo(run, Step.Read);

        run.Advance(1);

        await Until(() => Board(run)[1].Done == Board(run)[1].Length && Board(run)[1].Stage == WorkerStage.AtGate);
        Assert.Equal([0L, 25_000L, 0L, 0L], Board(run).Select(worker => worker.Done));
        run.RunOn();
        Assert.Equal(Verdict.Clean, (await Runs.End(run)).Verdict);
    }

    public static TheoryData<string, string> Everything()
    {
        TheoryData<string, string> rows = [];
        foreach (ExecutionModel model in ModelCatalogue.Own)
        {
            rows.Add(model.Id, "none");
            rows.Add(model.Id, "segfault");
            rows.Add(model.Id, "corrupt-array");
            rows.Add(model.Id, "exec");
            if (FaultCatalogue.Find("lock-owner-dies")!.RefusalFor(model, 4) is null)
                rows.Add(model.Id, "lock-owner-dies");
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Stepped_to_the_end_every_model_ends_as_it_does_unstepped(string model, string fault)
    {
        RunSpec spec = Runs.Spec(model, fault);
        IRun run = Start(spec);
        while (await Settled(run) is not null)
            run.Advance();

        RunReport stepped = await Runs.End(run), unstepped = await Runs.Of(spec);
        Assert.Equal(unstepped.Verdict, stepped.Verdict);
        Assert.Equal(unstepped.Workers.Select(worker => worker.Status), stepped.Workers.Select(worker => worker.Status));
    }

    [Fact]
    public async Task The_timeout_of_a_stepped_run_counts_from_when_it_is_let_go_on()
    {
        IRun run = Start(Runs.Spec("processes", "hang") with { Timeout = 0.3 });
        await AdvanceTo(run, Step.Fault);
        run.RunOn();
        RunReport report = await Runs.End(run);
        Assert.Equal((Verdict.Hung, WaitStatus.OfSignal(9)), (report.Verdict, report.Workers[2].Status));
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("threads")]
    public async Task A_run_that_is_stopped_at_a_step_leaves_nobody(string model)
    {
        IRun run = Start(Runs.Spec(model, "none"));
        await AdvanceTo(run, Step.Read);
        int[] pids = [.. Board(run).Select(worker => worker.Pid)];
        run.Stop();
        await Runs.End(run);
        Assert.All(pids, pid => Assert.Null(ProcStat.Read(pid)));
    }

    private static IRun Start(RunSpec spec) => Runs.Runner.Start(spec, new RunControl(Stepped: true));

    private static WorkerSnapshot[] Board(IRun run)
    {
        WorkerSnapshot[] board = new WorkerSnapshot[run.WorkerCount];
        return board[..run.ReadBoard(board)];
    }

    private static char State(WorkerSnapshot worker) => ProcStat.Read(worker.Pid)?.State ?? '-';

    private static string States(IRun run) => new([.. Board(run).Select(State)]);

    private static long OwnPages(IRun run, int worker)
    {
        PageReading reading = run.ReadPages(worker, new PageState[run.Pages.Cells]);
        Assert.Equal(PageMapSource.Live, reading.Source);
        return reading.Private;
    }
}

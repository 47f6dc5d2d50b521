using Sandbox.Core;
using Sandbox.Core.Matrix;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>A matrix of real runs.</summary>
public class MatrixRunTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task The_verdicts_of_real_runs_are_those_that_the_models_teach()
    {
        MatrixPlan plan = Plan("threads,processes,shared", "none,segfault,corrupt-array");
        MatrixTally tally = MatrixTally.Of(plan);
        await MatrixRun.Fill(plan, () => Runs.Runner, happened => tally = tally.After(happened), Never);

        Assert.True(tally.Complete);
        Assert.Equal(
            [
                Verdict.Clean, Verdict.Clean, Verdict.Clean,
                Verdict.Lost, Verdict.Contained, Verdict.Contained,
                Verdict.Spread, Verdict.Contained, Verdict.Spread,
            ],
            tally.Cells.Select(cell => cell.Verdict!.Value));
    }

    [Fact]
    public async Task What_waits_for_a_second_and_what_does_not_take_place_side_by_side()
    {
        MatrixPlan plan = Plan("processes", "alarm,segfault,abort,kill");
        List<MatrixEvent> events = [];
        await MatrixRun.Fill(plan, () => Runs.Runner, events.Add, Never);

        Assert.Equal([1, 2, 3], events.OfType<MatrixEvent.Ended>().Select(ended => ended.Cell).Where(cell => cell != 0));
        Assert.True(events.FindIndex(happened => happened is MatrixEvent.Started { Cell: 0 }) < events.FindIndex(happened => happened is MatrixEvent.Ended));
        Assert.Equal(4, events.OfType<MatrixEvent.Ended>().Count());
    }

    [Fact]
    public async Task A_stop_ends_what_is_under_way_and_tells_nothing_more()
    {
        MatrixPlan plan = Plan("processes", "none,hang", timeout: "600");
        using CancellationTokenSource stop = new();
        MatrixTally tally = MatrixTally.Of(plan);
        await MatrixRun.Fill(
            plan,
            () => Runs.Runner,
            happened =>
            {
                tally = tally.After(happened);
                // The other one hangs, whenever it began.
                if (happened is MatrixEvent.Ended)
                    stop.Cancel();
            },
            stop.Token);

        Assert.Equal((1, false), (tally.Done, tally.Complete));
        Assert.Null(tally.AtRest().Cells[1].Verdict);
        Assert.DoesNotContain(tally.AtRest().Cells, cell => cell.Running);
    }

    [Fact]
    public async Task What_the_machine_refuses_is_told_and_the_others_are_run()
    {
        MatrixPlan plan = Plan("threads,spawn", "none");
        MatrixTally tally = MatrixTally.Of(plan);
        await MatrixRun.Fill(plan, () => new Refusing("spawn", Runs.Runner), happened => tally = tally.After(happened), Never);

        Assert.Equal((Verdict.Clean, null), (tally.Cells[0].Verdict, tally.Cells[0].Refusal));
        Assert.Equal((null, "no room for spawn"), (tally.Cells[1].Verdict, tally.Cells[1].Refusal));
        Assert.True(tally.Complete);
    }

    private static MatrixPlan Plan(string models, string faults, string timeout = "2") => MatrixPlanner.Plan(
        new MatrixRequest(new("models", models, "--models"), new("faults", faults, "--faults"), null, [new("timeout", timeout, "--timeout"), new("length", "100000", "--length")]),
        RunCaps.Default).Plan!;

    private sealed class Refusing(string model, IRunner others) : IRunner
    {
        public IRun Start(RunSpec spec, RunControl? control = null) =>
            spec.Model == model ? throw new MachineRefusedException($"no room for {model}") : others.Start(spec, control);
    }
}

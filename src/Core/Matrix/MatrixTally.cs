using System.Collections.Immutable;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Matrix;

/// <summary>What is known of one cell.</summary>
public sealed record CellTally
{
    private static readonly int Verdicts = OutcomeWords.Verdicts.Length;

    /// <summary>A cell of which nothing was run yet.</summary>
    public static CellTally Nothing { get; } = new();

    /// <summary>Whether a run of it is under way.</summary>
    public bool Running { get; init; }

    /// <summary>How often each verdict came, in the order of the verdicts.</summary>
    public ImmutableArray<int> Counts { get; init; } = ImmutableArray.Create(new int[Verdicts]);

    /// <summary>The newest report among those with the cell's verdict.</summary>
    public RunReport? Report { get; init; }

    /// <summary>Why the machine refused the newest run that it refused; <c>null</c> where it refused none.</summary>
    public string? Refusal { get; init; }

    /// <summary>The cell's verdict: of all that came the last in the table of verdicts; <c>null</c> where none came.</summary>
    public Verdict? Verdict => Report?.Verdict;

    /// <summary>
    /// Whether the timeout ended a run whose fault ends by itself: that says how busy the machine was, and nothing about the fault.
    /// </summary>
    public bool Late => Report is { Verdict: Runs.Verdict.Hung, Spec: var spec } && spec.FaultRow.ChildStatus(spec.FaultValue) is not null;

    /// <summary>How many runs are over and have a verdict.</summary>
    public int Ended => Counts.Sum();

    /// <summary>The cell after one report more.</summary>
    public CellTally With(RunReport report)
    {
        if (report.Verdict is not { } verdict)
            throw new ArgumentException("a report without a verdict is no result", nameof(report));
        return this with
        {
            Running = false,
            Counts = Counts.SetItem((int)verdict, Counts[(int)verdict] + 1),
            Report = Report is null || verdict >= Report.Verdict ? report : Report,
        };
    }
}

/// <summary>How far the matrix is filled.</summary>
/// <param name="Plan">What is to be run.</param>
/// <param name="Cells">What is known of each cell, in the plan's order.</param>
/// <param name="Done">How many runs are over, those that the machine refused included.</param>
public sealed record MatrixTally(MatrixPlan Plan, ImmutableArray<CellTally> Cells, int Done)
{
    /// <summary>Nothing yet.</summary>
    public static MatrixTally Of(MatrixPlan plan) => new(plan, [.. plan.Cells.Select(_ => CellTally.Nothing)], 0);

    /// <summary>Whether every run is over.</summary>
    public bool Complete => Done == Plan.Runs;

    /// <summary>The matrix after one event more.</summary>
    public MatrixTally After(MatrixEvent happened)
    {
        CellTally cell = Cells[happened.Cell];
        return happened switch
        {
            MatrixEvent.Started => this with { Cells = Cells.SetItem(happened.Cell, cell with { Running = true }) },
            MatrixEvent.Ended ended => this with { Cells = Cells.SetItem(happened.Cell, cell.With(ended.Report)), Done = Done + 1 },
            MatrixEvent.Refused refused => this with
            {
                Cells = Cells.SetItem(happened.Cell, cell with { Running = false, Refusal = refused.Why }),
                Done = Done + 1,
            },
            _ => throw new ArgumentException($"no tally for {happened}"),
        };
    }

    /// <summary>The matrix when nothing more is run: what was under way counts as not run.</summary>
    public MatrixTally AtRest() => this with { Cells = [.. Cells.Select(cell => cell.Running ? cell with { Running = false } : cell)] };
}

using System.Collections.Immutable;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Matrix;

/// <summary>One cell of the matrix: a fault in an execution model.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Fault">The fault as it was asked for, with its argument: <c>signal:SIGTERM</c>.</param>
/// <param name="Spec">What is run for it; <c>null</c> where the fault means nothing with the model.</param>
/// <param name="Refusal">Why there is nothing to run; <c>null</c> where there is a <paramref name="Spec"/>.</param>
/// <param name="Waits">Whether a run of it mostly waits: for an alarm, a limit, or the timeout.</param>
public sealed record MatrixCell(string Model, string Fault, RunSpec? Spec, string? Refusal, bool Waits);

/// <summary>What is to be run: every model against every fault.</summary>
/// <param name="Models">The ids of the models, from left to right.</param>
/// <param name="Faults">The faults, from top to bottom.</param>
/// <param name="Repeat">How often each cell is run.</param>
/// <param name="Like">A spec with what all runs have in common: workers, length, and the timeout of what never ends by itself.</param>
/// <param name="Cells">The cells, row by row.</param>
public sealed record MatrixPlan(
    ImmutableArray<string> Models, ImmutableArray<string> Faults, int Repeat, RunSpec Like, ImmutableArray<MatrixCell> Cells)
{
    /// <summary>The plan of the whole matrix with <see cref="MatrixDefaults"/>.</summary>
    /// <exception cref="MachineRefusedException">The caps are below them.</exception>
    public static MatrixPlan Whole(RunCaps caps) => MatrixPlanner.Plan(new MatrixRequest(null, null, null, []), caps).Plan!;

    /// <summary>How many runs that are; a cell that is refused has none.</summary>
    public int Runs => Repeat * Cells.Count(cell => cell.Spec is not null);

    /// <summary>The place in <see cref="Cells"/> of a fault's row and a model's column.</summary>
    public int At(int fault, int model) => (fault * Models.Length) + model;
}

/// <summary>What a run of the matrix does where nobody says otherwise.</summary>
public static class MatrixDefaults
{
    /// <summary>The array's length in elements: short, for there are more than a hundred runs.</summary>
    public const long Length = 1_000_000;

    /// <summary>
    /// After how many seconds a run is ended that never ends by itself: short, for every such cell waits for it. The other runs have
    /// The default of <see cref="RunSettings.Timeout"/>, as always, unless a longer one is asked for.
    /// </summary>
    public const double Timeout = 2;

    /// <summary>The most often that a cell can be run.</summary>
    public const int MostRepeats = 1_000;
}

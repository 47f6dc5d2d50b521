using Sandbox.Core.Runs;

namespace Sandbox.Core.Matrix;

/// <summary>What happens while the matrix is filled: <see cref="Started"/>, <see cref="Ended"/>, <see cref="Refused"/>. The family is closed.</summary>
/// <param name="Cell">The place of the cell in <see cref="MatrixPlan.Cells"/>.</param>
public abstract record MatrixEvent(int Cell)
{
    /// <summary>A run of the cell began.</summary>
    public sealed record Started(int Cell) : MatrixEvent(Cell);

    /// <summary>A run of the cell is over, and nothing of it is left.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Report">Its report, which has a verdict.</param>
    public sealed record Ended(int Cell, RunReport Report) : MatrixEvent(Cell);

    /// <summary>The machine refused a run of the cell, or some of its workers.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Why">What the machine has not got.</param>
    public sealed record Refused(int Cell, string Why) : MatrixEvent(Cell);
}

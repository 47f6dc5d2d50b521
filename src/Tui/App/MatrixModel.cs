using Sandbox.Core.Matrix;

namespace Sandbox.Tui.App;

/// <summary>The view of the isolation matrix.</summary>
internal sealed record MatrixModel
{
    /// <summary>What is known of each cell; <c>null</c> before it is first opened.</summary>
    public MatrixTally? Tally { get; init; }

    /// <summary>Whether runs take place for it now.</summary>
    public bool Filling { get; init; }

    /// <summary>The row of the cursor.</summary>
    public int Fault { get; init; }

    /// <summary>The column of the cursor.</summary>
    public int Column { get; init; }
}

namespace Sandbox.Core.Runs;

/// <summary>What workers note of their page maps.</summary>
public enum PageWatch
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>How many pages are shared, and how many their own.</summary>
    Counts,

    /// <summary>The counts, and the state of each cell.</summary>
    Cells,
}

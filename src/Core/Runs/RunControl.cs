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

/// <summary>How a run is watched, beside what it does.</summary>
/// <param name="Pages">
/// What workers are to note of their page maps; <c>null</c> counts pages where that costs next to nothing, and keeps their cells as well
/// where they are <paramref name="Shown"/>.
/// </param>
/// <param name="Stepped">Whether the run stops before each <see cref="Step"/> until <see cref="IRun.Advance()"/> lets it go on.</param>
/// <param name="Shown">Whether somebody may look at the page maps once the run is over.</param>
public sealed record RunControl(PageWatch? Pages = null, bool Stepped = false, bool Shown = false);

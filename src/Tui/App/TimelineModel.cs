namespace Sandbox.Tui.App;

/// <summary>The view of the timeline.</summary>
internal sealed record TimelineModel
{
    /// <summary>How often the whole was halved to get to what is seen.</summary>
    public int Zoom { get; init; }

    /// <summary>Where what is seen begins, in milliseconds since the run began; it counts only while zoomed in.</summary>
    public double FromMs { get; init; }

    /// <summary>The first worker that is seen.</summary>
    public int Top { get; init; }
}

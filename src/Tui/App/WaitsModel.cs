using System.Collections.Immutable;

namespace Sandbox.Tui.App;

/// <summary>The view of the wait calls.</summary>
internal sealed record WaitsModel
{
    /// <summary>The row that the cursor is on, where it does not follow.</summary>
    public int Selected { get; init; }

    /// <summary>Whether the cursor stays on the newest row.</summary>
    public bool Follows { get; init; } = true;

    /// <summary>The worker whose end the cursor is on, where a call brought it; <c>null</c> once a person has put the cursor somewhere.</summary>
    public int? Worker { get; init; }

    /// <summary>Whether a person has put the cursor where it is.</summary>
    public bool ByHand { get; init; }

    /// <summary>The folds that are open, by their first call.</summary>
    public ImmutableArray<int> Open { get; init; } = [];
}

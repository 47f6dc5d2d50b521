using System.Collections.Immutable;

namespace Sandbox.Core.Waits;

/// <summary>Every wait strategy there is.</summary>
public static class WaitCatalogue
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<WaitStrategy> All { get; } =
    [
        new InOrderWait(),
        new AnyWait(),
        new PollWait(),
    ];

    /// <summary>The one with an id, or <c>null</c>.</summary>
    public static WaitStrategy? Find(string id) => All.FirstOrDefault(strategy => strategy.Id == id);
}

using System.Collections.Immutable;
using Sandbox.Core.Models;
using Sandbox.Core.Runs;

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
        new JobControlWait(),
        new PidFdWait(),
        new SigchldWait(),
        new IgnoreWait(),
        new NeverWait(),
    ];

    /// <summary>The one with an id, or <c>null</c>.</summary>
    public static WaitStrategy? Find(string id)
    {
        foreach (WaitStrategy strategy in All)
        {
            if (strategy.Id == id)
                return strategy;
        }
        return null;
    }

    /// <summary>
    /// The one that the host of a run waits by: <c>null</c> where it has no children. The host of orphans waits only where not all
    /// could be started, and then in the plainest way.
    /// </summary>
    internal static WaitStrategy? InUse(RunSpec spec) =>
        ModelCatalogue.Find(spec.Model) is { Waitable: true } ? Find(spec.Orphan ? RunSettings.Wait.Default : spec.Wait) : null;
}

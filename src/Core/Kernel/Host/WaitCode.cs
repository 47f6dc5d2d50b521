using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Kernel.Host;

/// <summary>How a host waits by a strategy, under the id of its row in <see cref="WaitCatalogue"/>.</summary>
/// <param name="Id">The id.</param>
/// <param name="WaitForAll">Waits until no child is left; called once, in the host, with every child started.</param>
internal sealed record WaitCode(string Id, Action<WaitRoom> WaitForAll)
{
    /// <summary>Every strategy's.</summary>
    public static WaitCode[] All { get; } =
    [
        new("in-order", PlainWaits.InOrder),
        new("any", PlainWaits.Any),
        new("poll", PlainWaits.Poll),
        new("job-control", PlainWaits.JobControl),
        new("pidfd", EventWaits.PidFd) { Lacks = EventWaits.LacksForPidFd },
        new("sigchld", EventWaits.Sigchld) { Prepare = EventWaits.OpenSignalFd },
        new("ignore", PlainWaits.InOrder) { Prepare = PlainWaits.IgnoreSigchld },
        new("never", room => room.WatchZombies()),
    ];

    /// <summary>What has to be arranged before the first child is started.</summary>
    public Action<HostRun> Prepare { get; init; } = _ => { };

    /// <summary>What this machine lacks for so many children, for a message; <c>null</c> where nothing.</summary>
    public Func<int, string?> Lacks { get; init; } = _ => null;

    /// <summary>That of a strategy of the catalogue.</summary>
    public static WaitCode Of(WaitStrategy strategy) =>
        Array.Find(All, code => code.Id == strategy.Id) ?? throw new SandboxBugException($"no code for the wait strategy {strategy.Id}");
}

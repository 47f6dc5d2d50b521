using System.Collections.Immutable;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Catalogue;

/// <summary>Every wait strategy there is: a row each.</summary>
public static class WaitCatalogue
{
    /// <summary>How long a strategy that polls sleeps between two looks, in milliseconds.</summary>
    public const int PollPauseMs = 5;

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<WaitStrategy> All { get; } =
    [
        new(
            "in-order", "wait for child 0, then 1, then 2 ...: a child that ends early stays a zombie until its turn",
            "waitpid(pid[i], &status, 0)")
        {
            InTurn = true,
        },
        new("any", "wait for whichever child ends next", "waitpid(-1, &status, 0)"),
        new("poll", $"look every {PollPauseMs} ms whether some child has ended, and never block", "waitpid(-1, &status, WNOHANG)")
        {
            Blocks = false,
        },
        new(
            "job-control", "a shell's way: told too when a child is stopped, and when it goes on",
            "waitpid(-1, &status, WUNTRACED | WCONTINUED)")
        {
            SeesStops = true,
        },
        new(
            "pidfd", "a descriptor a child: poll says which has ended, and no pid can be mistaken for another",
            "fd[i] = pidfd_open(pid[i], 0); poll(fds, n, -1); waitid(P_PIDFD, fd[i], &info, WEXITED)"),
        new(
            "sigchld", "SIGCHLD through a signalfd, then look until no ended child is left: several deaths, one signal",
            "read(sfd, &info, sizeof info); waitpid(-1, &status, WNOHANG)")
        {
            HoldsWorkers = true,
            BlockedSignal = SignalH.SIGCHLD,
        },
        new(
            "ignore", "SIGCHLD ignored: no zombies and no statuses; each wait lasts until the child has ended, and fails with ECHILD",
            "signal(SIGCHLD, SIG_IGN); waitpid(pid[i], &status, 0)")
        {
            LeavesZombies = false,
        },
        new("never", "no wait: zombies pile up until the parent ends, and their new parent reaps them", "none")
        {
            Waits = false,
            Blocks = false,
        },
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
}

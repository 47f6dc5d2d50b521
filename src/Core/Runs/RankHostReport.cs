using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>A machine of a run of ranks, and what became of it.</summary>
/// <param name="Name">Its name, as it was given.</param>
/// <param name="Ranks">How many ranks were there.</param>
/// <param name="DaemonPid">The pid of Open MPI's daemon there; <c>null</c> for the machine of mpirun, which has none.</param>
/// <param name="DaemonStatus">The daemon's wait status; <c>null</c> where nobody told.</param>
/// <param name="Lost">Whether it was lost: its daemon was killed, or nothing more was heard of it.</param>
/// <param name="LostMs">When that was known here; <c>null</c> where it was not lost.</param>
public sealed record RankHostReport(string Name, int Ranks, int? DaemonPid, WaitStatus? DaemonStatus, bool Lost, double? LostMs)
{
    /// <summary>Whether it took part: a rank began there, or its daemon was seen.</summary>
    public bool Joined { get; init; }

    /// <summary>How it ended, as the end of a sentence.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Ending => !Joined ? "it did not come to take part" : DaemonPid is null ? "mpirun's own machine"
        : !Lost && DaemonStatus is null ? "nobody told how its daemon ended"
        : DaemonStatus is { } status ? $"its daemon {(status.Signaled ? $"was {status}" : status.ToString())}"
        : "nothing more was heard of it";

    /// <summary>News of a machine, in words; it is named as the spec names it.</summary>
    public static string Says(RunEvent.RankHostSeen seen, RunSpec spec)
    {
        ImmutableArray<RankHost> plan = RankHosts.Plan(spec.Hosts, spec.Workers);
        string host = seen.Place < plan.Length ? plan[seen.Place].Name : "?";
        return seen.News switch
        {
            RankHostNews.Joined => $"the host {host} is there; its daemon has the pid {seen.Pid.ToString(CultureInfo.InvariantCulture)}",
            RankHostNews.DaemonEnded => $"the daemon of the host {host} ended, status {seen.Status?.Hex}: {seen.Status}",
            _ => $"the host {host} is not heard of any more; its agent {(seen.Status is { Signaled: true } ? "was " : "")}{seen.Status}",
        };
    }

    /// <summary>The machines of a run; none where all ranks were on this one.</summary>
    internal static ImmutableArray<RankHostReport> Of(RunRecord record)
    {
        var reports = ImmutableArray.CreateBuilder<RankHostReport>();
        int first = 0;
        foreach (RankHost host in RankHosts.Plan(record.Spec.Hosts, record.Spec.Workers))
        {
            RunEvent.RankHostSeen[] news = [.. record.Events.OfType<RunEvent.RankHostSeen>().Where(seen => seen.Place == reports.Count)];
            RunEvent.RankHostSeen? joined = Find(RankHostNews.Joined), daemon = Find(RankHostNews.DaemonEnded), left = Find(RankHostNews.Left);
            // Of one whose relay was killed nobody knows anything. The daemon of Open MPI 5 is two processes: the one that is waited for exits with an error when the other is killed.
            bool lost = joined is not null && (daemon is null ? left is not null : daemon.Status is not { Exited: true } status || (status.Raw != 0 && WasTaken(record, first, host.Ranks)));
            double? at = lost ? (daemon ?? left)?.AtMs : null;
            reports.Add(new RankHostReport(host.Name, host.Ranks, joined?.Pid, daemon?.Status, lost, at)
            {
                Joined = joined is not null || record.Workers.Skip(first).Take(host.Ranks).Any(worker => worker.Pid is not null),
            });
            first += host.Ranks;

            RunEvent.RankHostSeen? Find(RankHostNews what) => Array.Find(news, seen => seen.News == what);
        }
        return reports.DrainToImmutable();
    }

    /// <summary>Whether one of these ranks has done the fault that takes its machine.</summary>
    private static bool WasTaken(RunRecord record, int first, int count) => record.Spec.FaultRow.LosesHost
        && Enumerable.Range(first, count).Any(rank => record.Spec.TakesPart(rank) && record.Workers[rank].FaultMs is not null);

    /// <summary>Whether a daemon that was killed took a rank with it: such a one gets SIGKILL from its reaper, when its front has ended with the daemon.</summary>
    internal static bool EndedWithDaemon(RunRecord record, int rank, WaitStatus status) =>
        status.Signal == Headers.SignalH.SIGKILL && RankHosts.Of(RankHosts.Plan(record.Spec.Hosts, record.Spec.Workers), rank) is >= 0 and var place
        && record.Events.Any(seen => seen is RunEvent.RankHostSeen { News: RankHostNews.DaemonEnded, Status.Exited: false } ended && ended.Place == place);

    /// <summary>Which machines were lost, and how, as the end of a sentence; empty where none was.</summary>
    internal static string Told(RunReport report)
    {
        string text = "";
        foreach (RankHostReport host in report.Mpi?.Hosts ?? [])
        {
            if (!host.Lost)
                continue;
            string after = host.LostMs is { } at && Faulted(report) is { } began ? $" after {(Math.Max(0, at - began) / 1000).ToString("0.0", CultureInfo.InvariantCulture)} s" : "";
            text += $"; the host {host.Name} was lost{after}: {host.Ending}";
        }
        return text.Length > 0 && report.Spec.FaultRow.ByDefault(report.Spec.FaultValue) is { } otherwise ? $"{text}; {otherwise}" : text;
    }

    // Who takes its machine away waits so long first, so that what it did last can still be told; src/Start/loss.c has the same.
    private const double FarewellMs = 500;

    // When the machine went: the last act of who did it.
    private static double? Faulted(RunReport report) =>
        report.Spec.FaultRow.LosesHost ? report.Workers.Where(worker => worker.Faulted == true).Max(worker => worker.HostLostMs) + FarewellMs : null;
}

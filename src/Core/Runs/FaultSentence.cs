using System.Globalization;

namespace Sandbox.Core.Runs;

/// <summary>What a fault came to, where that is more than how its workers ended: a part of the sentence of a verdict.</summary>
internal static class FaultSentence
{
    /// <summary>What is said in the place of how the faulty workers ended; <c>null</c> where that is what there is to say.</summary>
    public static string? InPlaceOfEnds(RunReport report) => report switch
    {
        { DataRace: { } race } => Updates(race),
        { Signals: { } signals } => Arrived(signals, [.. report.Workers.Where(worker => report.Spec.IsFaulty(worker.Index))]),
        _ => null,
    };

    /// <summary>What is said behind how the faulty workers ended; empty where that is all.</summary>
    public static string BehindEnds(RunReport report)
    {
        if (report.OwnerDied is { } died)
            return $" with the lock in {(report.Spec.Faulty.Length == 1 ? "its hands" : "their hands")}{Told(died, report)}";
        WorkerReport[] became = [.. report.Workers.Where(worker => worker.Exec is { SamePid: true })];
        return became.Length switch
        {
            0 => "",
            1 => ", as the program that exec had put in its place, under the same pid",
            _ => ", as the programs that exec had put in their places, under the same pids",
        };
    }

    /// <summary>Who waited for something that never came; empty where nobody did.</summary>
    public static string Waited(RunReport report) => report.Mpi is not null ? RankWords.Waited(report) : report.OwnerDied is { Waited: { Length: > 0 } waited }
        ? $"; {VerdictSentence.Named([.. waited.Select(index => report.Workers[index])])} waited for a lock whose owner had died with it"
        : "";

    private static string Told(OwnerDiedReport died, RunReport report)
    {
        WorkerReport[] told = [.. died.Told.Select(index => report.Workers[index])];
        return told.Length == 0 ? "" : $"; {VerdictSentence.Named(told)} got EOWNERDEAD and made it usable again";
    }

    private static string Updates(DataRaceReport race)
    {
        string updates = string.Create(CultureInfo.InvariantCulture, $"{race.Expected:#,0} updates to one total");
        return race switch
        {
            { Shared: false } => $"none of {updates} reached the parent: each worker added to its own copy",
            { Lost: null } => $"of {updates} no parent was left to count the lost ones",
            { Lost: 0 } => $"all of {updates} arrived",
            _ => string.Create(CultureInfo.InvariantCulture, $"of {updates} {race.Lost:#,0} {(race.Lost == 1 ? "was" : "were")} lost"),
        };
    }

    private static string Arrived(SignalsReport signals, WorkerReport[] senders)
    {
        string refused = signals.Refused > 0
            ? string.Create(CultureInfo.InvariantCulture, $"; the kernel had no room for {signals.Refused:#,0} (EAGAIN, by RLIMIT_SIGPENDING)")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"of {signals.Sent:#,0} SIGUSR1 that {VerdictSentence.Named(senders)} sent {(senders.Length == 1 ? "itself" : "themselves")} {signals.StandardArrived:#,0} arrived, of {signals.Sent:#,0} SIGRTMIN {signals.RealtimeArrived:#,0}{refused}");
    }
}

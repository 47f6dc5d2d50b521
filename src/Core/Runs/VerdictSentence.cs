using System.Globalization;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>The verdict in one plain sentence: who was hurt, and why.</summary>
public static class VerdictSentence
{
    /// <summary>
    /// The sentence, beginning with the verdict's word: <c>contained: worker 2 was killed by SIGSEGV (11); the other 3 sums are
    /// right</c>. Where there is no verdict it says how many workers could be started.
    /// </summary>
    public static string Of(RunReport report)
    {
        WorkerReport[] summing = [.. report.Workers.Where(worker => worker.Role == WorkerRole.Sum)];
        return report.Verdict is { } verdict
            ? $"{verdict.Word}: {Why(verdict, report, summing)}"
            : $"{OutcomeWords.NoVerdict}: only {report.Workers.Count(worker => worker.Pid is not null)} of {report.Workers.Length} workers could be started";
    }

    private static string Why(Verdict verdict, RunReport report, WorkerReport[] summing) => verdict switch
    {
        Verdict.Clean => $"{AllSums(summing.Length)} right, and nobody was hurt",
        Verdict.Contained => Contained(report, summing),
        Verdict.Spread => Spread(report, summing),
        Verdict.Lost => Lost(report, summing),
        _ => Hung(report),
    };

    private static string Contained(RunReport report, WorkerReport[] summing)
    {
        if (IntruderActs(report))
            return $"the intruder did {report.Spec.Fault} and reached nobody; {AllSums(summing.Length)} right";
        if (report.DataRace is { } race)
            return $"{Updates(race)}; {AllSums(summing.Length)} right";
        int others = summing.Length - report.Spec.Faulty.Length;
        string rest = others switch
        {
            0 => "there was no other worker to hurt",
            1 => "the other sum is right",
            _ => $"the other {others} sums are right",
        };
        return $"{Ends(Faulty(report, summing))}; {rest}";
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

    private static string Spread(RunReport report, WorkerReport[] summing)
    {
        WorkerReport[] innocent = [.. summing.Where(worker => !report.Spec.Faulty.Contains(worker.Index))];
        WorkerReport[] dead = [.. innocent.Where(Died)];
        WorkerReport[] wrong = [.. innocent.Except(dead).Where(worker => worker.Correct == false)];
        string[] hurt =
        [
            .. wrong.Length > 0 ? [$"{Named(wrong)}, innocent, {(wrong.Length == 1 ? "has a wrong sum" : "have wrong sums")}"] : Array.Empty<string>(),
            .. dead.Length > 0 ? [Ends(dead)] : Array.Empty<string>(),
        ];
        return $"{Deed(report, summing)}, and {(hurt.Length == 0 ? "somebody was hurt" : string.Join("; ", hurt))}";
    }

    // Where nobody waited, a worker that stored its sum counts as one that ended well.
    private static bool Died(WorkerReport worker) => worker.State switch
    {
        WorkerState.Exited => worker.Status is { ExitCode: not 0 },
        WorkerState.Unreaped or WorkerState.Unknown => worker.Sum is null,
        _ => true,
    };

    private static string Deed(RunReport report, WorkerReport[] summing) => FaultCatalogue.Find(report.Spec.Fault)?.Actor switch
    {
        FaultActor.Intruder => $"the intruder did {report.Spec.Fault}",
        FaultActor.FaultyWorker or FaultActor.AllWorkers => $"{Named(Faulty(report, summing))} did {report.Spec.Fault}",
        _ => "there was no fault",
    };

    private static string Lost(RunReport report, WorkerReport[] summing)
    {
        string with = summing.Length == 1 ? "its only worker" : $"all {summing.Length} workers";
        return $"the host {(report.Host.Status is { } status ? Was(status.ToString()) : "ended")}, and {with} went down with it: no sums";
    }

    private static string Hung(RunReport report)
    {
        string seconds = report.Spec.Timeout.ToString(CultureInfo.InvariantCulture);
        WorkerReport[] cut = [.. report.Workers.Where(worker => worker.Status?.Signal == 9 || worker.State == WorkerState.Lost)];
        return cut.Length == 0
            ? $"the timeout of {seconds} s ended the run"
            : $"the timeout of {seconds} s ended the run and, with SIGKILL, {Named(cut)}";
    }

    private static bool IntruderActs(RunReport report) => FaultCatalogue.Find(report.Spec.Fault) is { Actor: FaultActor.Intruder };

    private static WorkerReport[] Faulty(RunReport report, WorkerReport[] summing) =>
        [.. summing.Where(worker => report.Spec.Faulty.Contains(worker.Index))];

    private static string AllSums(int count) => count == 1 ? "the one sum is" : $"all {count} sums are";

    /// <summary><c>worker 1 was killed by SIGKILL (9), workers 2 and 3 exited 1</c>.</summary>
    private static string Ends(IEnumerable<WorkerReport> workers) => string.Join(
        ", ", workers.GroupBy(worker => EndWords.Of(worker).Clause).Select(group => $"{Named([.. group])} {(group.Count() == 1 ? Was(group.Key) : Were(group.Key))}"));

    private static string Was(string end) => end.StartsWith("killed", StringComparison.Ordinal) ? $"was {end}" : end;

    private static string Were(string end) => end.StartsWith("killed", StringComparison.Ordinal) ? $"were {end}" : end;

    private static string Named(WorkerReport[] workers)
    {
        const int Most = 8;
        string[] names = [.. workers.Select(worker => worker.Role == WorkerRole.Intruder ? "the intruder" : worker.Index.ToString(CultureInfo.InvariantCulture))];
        string joined = names switch
        {
            [] => "nobody",
            [string only] => only,
            { Length: > Most } => $"{string.Join(", ", names.Take(Most))} and {names.Length - Most} more",
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        };
        return workers.All(worker => worker.Role == WorkerRole.Intruder) ? joined : $"{(workers.Length == 1 ? "worker" : "workers")} {joined}";
    }
}

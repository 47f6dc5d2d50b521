using System.Globalization;
using System.Text;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>The verdict in one plain sentence: who was hurt, and why.</summary>
public static class VerdictSentence
{
    /// <summary>
    /// The sentence, beginning with the verdict's word: <c>contained: worker 2 was killed by SIGSEGV (11); the other 3 sums are
    /// right</c>. Where there is no verdict it says how many workers could be started, and which call failed.
    /// </summary>
    public static string Of(RunReport report)
    {
        WorkerReport[] summing = [.. report.Workers.Where(worker => worker.Role == WorkerRole.Sum)];
        return report.Verdict is { } verdict
            ? $"{verdict.Word}: {Why(verdict, report, summing)}{LifeWords.Told(report)}{CoreWords.Told(report)}{RankHostReport.Told(report)}{MpiReport.Told(report)}{OomWords.Told(report)}"
            : report.Workers.All(worker => worker.Pid is not null) && report.StartFailed is { } again ? $"{OutcomeWords.NoVerdict}: not all could be started again: {again.Told}"
            : $"{OutcomeWords.NoVerdict}: only {report.Workers.Count(worker => worker.Pid is not null)} of {report.Workers.Length} workers could be started"
                + (report.StartFailed is { } failed ? $": {failed.Told}" : "");
    }

    private static string Why(Verdict verdict, RunReport report, WorkerReport[] summing) => verdict switch
    {
        Verdict.Clean => $"{AllSums(summing.Length)} right, and nobody was hurt",
        Verdict.Contained or Verdict.Miscounted => Contained(report, summing),
        Verdict.Spread => Spread(report, summing),
        Verdict.Lost => Lost(report, summing),
        _ => Hung(report),
    };

    private static string Contained(RunReport report, WorkerReport[] summing)
    {
        if (IntruderActs(report))
            return $"{Intruded(report)}; {Sums(report, summing)}";
        if (FaultSentence.InPlaceOfEnds(report) is { } told)
            return $"{told}; {Sums(report, summing)}";
        int others = summing.Length - report.Spec.Faulty.Length;
        string rest = others switch
        {
            0 => "there was no other worker to hurt",
            1 => "the other sum is right",
            _ => $"the other {others} sums are right",
        };
        return $"{Ends(report, Faulty(report, summing), report.Spec)}{FaultSentence.BehindEnds(report)}; {rest}";
    }

    private static string Intruded(RunReport report)
    {
        WorkerReport[] intruder = [.. report.Workers.Where(worker => worker.Role == WorkerRole.Intruder)];
        if (intruder.Any(worker => worker.Faulted == false))
            return Ends(report, intruder, report.Spec);
        return intruder.Any(Died)
            ? $"{Ends(report, intruder)}, while it did {report.Spec.Fault}, and it reached nobody"
            : $"the intruder did {report.Spec.Fault} and reached nobody";
    }

    private static string Sums(RunReport report, WorkerReport[] summing)
    {
        WorkerReport[] dead = [.. summing.Where(Died)];
        return dead.Length == 0 ? $"{AllSums(summing.Length)} right" : Ends(report, dead);
    }

    private static string Spread(RunReport report, WorkerReport[] summing)
    {
        WorkerReport[] innocent = [.. summing.Where(worker => !report.Spec.IsFaulty(worker.Index))];
        WorkerReport[] dead = [.. innocent.Where(Died)];
        WorkerReport[] without = [.. innocent.Except(dead).Where(worker => worker is { Wrote: not null, Sum: null })];
        WorkerReport[] wrong = [.. innocent.Except(dead).Except(without).Where(worker => worker.Correct == false)];
        string[] hurt =
        [
            .. without.Length > 0 ? [$"no sum came from {Named(without)}, which exited 0{Nonsense(without)}"] : Array.Empty<string>(),
            .. wrong.Length > 0 ? [$"{Named(wrong)}, innocent, {(wrong.Length == 1 ? "has a wrong sum" : "have wrong sums")}"] : Array.Empty<string>(),
            .. dead.Length > 0 ? [Ends(report, dead)] : Array.Empty<string>(),
        ];
        return $"{WhatWasDone(report, summing)}, and {(hurt.Length == 0 ? "somebody was hurt" : string.Join("; ", hurt))}";
    }

    private static string Nonsense(WorkerReport[] without) => without.Any(worker => worker.Wrote == SumLine.Nonsense) ? " and wrote something that is no number" : "";

    // Where nobody waited, a worker that stored its sum counts as one that ended well.
    private static bool Died(WorkerReport worker) => worker.State switch
    {
        WorkerState.Exited => worker.Status is { ExitCode: not 0 },
        WorkerState.Unreaped or WorkerState.Unknown => worker.Sum is null,
        _ => true,
    };

    private static string WhatWasDone(RunReport report, WorkerReport[] summing)
    {
        WorkerReport[] doers = FaultCatalogue.Find(report.Spec.Fault)?.Actor switch
        {
            FaultActor.Intruder => [.. report.Workers.Where(worker => worker.Role == WorkerRole.Intruder)],
            FaultActor.FaultyWorker or FaultActor.AllWorkers => Faulty(report, summing),
            _ => [],
        };
        if (doers.Length == 0)
            return "there was no fault";
        WorkerReport[] did = [.. doers.Where(worker => worker.Faulted != false)], not = [.. doers.Where(worker => worker.Faulted == false)];
        return string.Join(" and ", ((string[])
        [
            did.Length > 0 ? $"{Named(did)} did {report.Spec.Fault}" : "",
            not.Length > 0 ? $"{Named(not)} did not come to {report.Spec.Fault}" : "",
        ]).Where(part => part.Length > 0));
    }

    private static string Lost(RunReport report, WorkerReport[] summing)
    {
        WorkerReport[] held = [.. summing.Where(worker => worker.State == WorkerState.Lost)];
        string host = $"the host {(report.Host.Status is { } status ? Was(status.ToString()) : "ended")}{Sender(report.Host)}{FaultSentence.BehindEnds(report)}";
        if (held.Length == summing.Length)
            return $"{host}, and {(held.Length == 1 ? "its only worker" : $"all {held.Length} workers")} went down with it: no sums";
        if (held.Length > 0)
            return $"{host}, and {Named(held)} went down with it: no sums";
        string comma = Sender(report.Host).Length > 0 ? "," : "";
        return summing.Any(worker => worker.Pid is not null)
            ? $"{host}{comma} when no worker was left, and before it had added up: no sums"
            : $"{host}{comma} before it had started a worker: no sums";
    }

    private static string Hung(RunReport report)
    {
        string seconds = report.Spec.Timeout.ToString(CultureInfo.InvariantCulture);
        WorkerReport[] cut = [.. report.Workers.Where(worker => WasCut(report, worker))];
        WorkerReport[] others = [.. report.Workers.Where(worker => worker.EndedBy is EndedBy.Outside or EndedBy.Screen or EndedBy.Limit)];
        int unbegun = cut.Count(worker => worker is { StartedMs: null, EndedBy: not null });
        StringBuilder text = new($"the timeout of {seconds} s ended the run");
        if (cut.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $" and, with SIGKILL, {Named(cut)}");
        if (unbegun > 0)
            text.Append(CultureInfo.InvariantCulture, $"; {Unbegun(unbegun, cut.Length)}");
        foreach (string stopped in Stopped(report, cut))
            text.Append(CultureInfo.InvariantCulture, $"; {stopped}");
        if (others.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"; {Ends(report, others)}");
        text.Append(FaultSentence.Waited(report));
        return text.ToString();
    }

    /// <summary>Who had been stopped, and so could not come to its end: <c>worker 2 had been stopped from outside (state T)</c>.</summary>
    private static IEnumerable<string> Stopped(RunReport report, WorkerReport[] cut)
    {
        if (report.Host.StoppedBy is { } stopper)
            yield return $"the host had been stopped {Stopper(stopper)} (state T)";
        foreach (IGrouping<EndedBy?, WorkerReport> group in cut.Where(worker => worker.StoppedBy is not null).GroupBy(worker => worker.StoppedBy))
            yield return $"{Named([.. group])} had been stopped {Stopper(group.Key!.Value)} (state T)";
    }

    private static string Stopper(EndedBy by) => by switch
    {
        EndedBy.Fault => "by the fault",
        EndedBy.Screen => "from the screen",
        _ => "from outside",
    };

    private static string Unbegun(int count, int of) => (count, of) switch
    {
        (1, 1) => "it had not begun",
        _ when count == of => "none of them had begun",
        _ => $"{count} of them had not begun",
    };

    // Reports of before it was kept who ended whom have the status alone.
    private static bool WasCut(RunReport report, WorkerReport worker) => worker.EndedBy switch
    {
        EndedBy.Timeout => true,
        EndedBy.Host => report.Host.EndedBy is EndedBy.Timeout,
        null => worker.Status?.Signal == 9 || worker.State == WorkerState.Lost,
        _ => false,
    };

    private static bool IntruderActs(RunReport report) => FaultCatalogue.Find(report.Spec.Fault) is { Actor: FaultActor.Intruder };

    private static WorkerReport[] Faulty(RunReport report, WorkerReport[] summing) =>
        [.. summing.Where(worker => report.Spec.IsFaulty(worker.Index))];

    private static string AllSums(int count) => count == 1 ? "the one sum is" : $"all {count} sums are";

    /// <summary>
    /// <c>worker 1 was killed by SIGKILL (9), workers 2 and 3 exited 1</c>; who sent a signal is said where it was not the worker itself, and
    /// of whoever is to do a fault, whether it came to that.
    /// </summary>
    private static string Ends(RunReport report, IEnumerable<WorkerReport> workers, RunSpec? fault = null) => string.Join(", ", workers
        .GroupBy(worker => (End: EndWords.Of(worker).Clause, Sender: worker.EndedBy == EndedBy.Mpirun && MpiReport.WentFirst(report) ? ", for mpirun was gone" : Sender(worker.EndedBy, worker.Limit), Early: fault is not null && worker.Faulted == false))
        .Select(group =>
        {
            bool one = group.Count() == 1;
            string early = group.Key.Early ? $"{(group.Key.Sender.Length > 0 ? "," : "")} before {(one ? "it" : "they")} did {fault!.Fault}" : "";
            return $"{Named([.. group])} {(one ? Was(group.Key.End) : Were(group.Key.End))}{group.Key.Sender}{early}";
        }));

    /// <summary>Who sent what ended somebody, between commas; nothing where that was nobody else.</summary>
    private static string Sender(EndedBy? by, LimitReport? limit) =>
        limit is not null ? $" at {limit.Told}" : by is { } sender ? sender.Words.Sent : "";

    private static string Sender(HostReport host) => Sender(host.EndedBy, host.Limit);

    private static string Was(string end) => end.StartsWith("killed", StringComparison.Ordinal) ? $"was {end}" : end;

    private static string Were(string end) => end.StartsWith("killed", StringComparison.Ordinal) ? $"were {end}" : end;

    internal static string Named(WorkerReport[] workers)
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

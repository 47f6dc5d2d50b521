using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.App;

/// <summary>
/// The life of one worker in milliseconds since the run began, as far as somebody noted it: the worker itself, on the board, and its
/// parent. When a signal ended it nobody noted; the fault that it announced is the last that is known then.
/// </summary>
/// <param name="Started">When it began to run.</param>
/// <param name="Fault">When it announced the fault.</param>
/// <param name="Ended">When it announced its exit.</param>
/// <param name="Reaped">When its parent was done with it.</param>
/// <param name="LastAct">Since when it has done nothing more; <c>null</c> while it lives, or where nobody can tell.</param>
/// <param name="Exact">Whether <paramref name="LastAct"/> is when it ended; otherwise it ended then or later.</param>
internal readonly record struct WorkerTimes(double? Started, double? Fault, double? Ended, double? Reaped, double? LastAct, bool Exact)
{
    /// <summary>How long it was a zombie, or has been one until now; at most so long unless <see cref="Exact"/>.</summary>
    /// <param name="nowMs">Where the run is.</param>
    public double? ZombieMs(double nowMs) => LastAct is { } from ? Math.Max(0, (Reaped ?? nowMs) - from) : null;

    public static WorkerTimes Of(RunModel run, int index)
    {
        WorkerSnapshot seen = index < run.Board.Length ? run.Board.Span[index] : default;
        WorkerReport? report = run.Report is { } all && index < all.Workers.Length ? all.Workers[index] : null;
        double? started = report?.StartedMs ?? seen.StartedMs, reaped = report?.ReapedMs ?? seen.ReapedMs;
        double? fault = seen.FaultMs, ended = seen.EndedMs;
        // A report alone does not tell the two apart: who did not end by itself left its fault there.
        if (report is { EndedMs: { } last } && fault is null && ended is null)
            (fault, ended) = report.Status is { Signaled: true } ? ((double?)last, (double?)null) : (null, last);
        bool child = run.HasChildren;
        if (!child)
            return new WorkerTimes(started, fault, ended, reaped, null, false);
        if (ended is { } exit)
            return new WorkerTimes(started, fault, ended, reaped, Math.Max(exit, LastEmptyPoll(run.EmptyPolls, reaped) ?? exit), true);
        bool dead = index < run.Statuses.Length && run.Statuses[index] is { Signaled: true } or { Exited: true };
        bool lingers = Lingers(run.Spec);
        if (fault is not { } announced || (lingers && !dead))
            return new WorkerTimes(started, fault, ended, reaped, dead ? started : null, false);
        // Whoever was left at the timeout was alive until then.
        double from = lingers && run.TimedOutMs is { } late && run.Statuses[index]?.Signal == Kill ? Math.Max(announced, late) : announced;
        return new WorkerTimes(started, fault, ended, reaped, Math.Max(from, LastEmptyPoll(run.EmptyPolls, reaped) ?? from), !lingers);
    }

    /// <summary>The last poll before a worker was reaped that brought nobody: it was no zombie yet, whatever it had announced.</summary>
    private static double? LastEmptyPoll(AppendLog<double> polls, double? reaped)
    {
        int low = 0, high = polls.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (polls[middle] < (reaped ?? double.MaxValue))
                low = middle + 1;
            else
                high = middle;
        }
        return low > 0 ? polls[low - 1] : null;
    }

    private const int Kill = 9;

    private static bool Lingers(RunSpec spec) =>
        FaultCatalogue.Find(spec.Fault) is { } fault && (fault.Lingers || fault.ChildStatus(ArgumentOf(fault, spec)) is null);

    private static long ArgumentOf(Fault fault, RunSpec spec) =>
        fault.Argument is { } argument ? argument.Parse(spec.FaultArgument ?? argument.Default) ?? 0 : 0;
}

using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Printing;

/// <summary>What a report says of parents and waiting beyond one worker: signals that came, zombies, orphans. Nothing where nothing was.</summary>
internal static class WaitLines
{
    private const long LongHold = 500_000_000;

    /// <summary>The lines, without line ends.</summary>
    public static IEnumerable<string> Of(RunReport report)
    {
        if (report.Workers.FirstOrDefault(worker => worker.Parent is not null)?.Parent is { } parent)
            yield return $"parent  {Pid(parent.Old)} (the host) until it ended, then {Pid(parent.New)} (the sandbox), which waited";
        if (report.Sigchld is { } sigchld)
            yield return string.Create(CultureInfo.InvariantCulture, $"signals {sigchld.Signals:#,0} SIGCHLD came for {sigchld.Reaped:#,0} children that were waited for");
        if (report.Workers.Any(worker => worker.State == WorkerState.Unreaped))
            yield return Zombies(report.Workers.Where(worker => worker.Zombie is not null), "nobody waited, and the sandbox reaped them when the host had ended");
        else if (HeldUp(report) is { } held && report.Workers.Where(worker => worker.Index > held && worker.Zombie is not null).ToArray() is { Length: > 0 } behind)
            yield return Zombies(behind, $"the parent waits in order, and worker {Pid(held)} came first");
    }

    /// <summary>
    /// The worker that holds the others' turn up for so long that they are zombies until then in every such run. Of other runs nothing is said:
    /// zombies of a moment are seen or missed by chance.
    /// </summary>
    private static int? HeldUp(RunReport report)
    {
        RunSpec spec = report.Spec;
        return spec.WaitInUse is { InTurn: true } && !spec.Faulty.IsEmpty && HoldsUp(spec) ? spec.Faulty[0] : null;
    }

    private static bool HoldsUp(RunSpec spec)
    {
        Fault fault = spec.FaultRow;
        long argument = fault.ValueOf(spec.FaultArgument);
        return fault.ContinuedAfter(argument) is { } nanoseconds ? nanoseconds >= LongHold : fault.ChildStatus(argument) is null && spec.Timeout * 1e9 >= LongHold;
    }

    private static string Zombies(IEnumerable<WorkerReport> workers, string why)
    {
        WorkerReport[] all = [.. workers];
        return string.Create(CultureInfo.InvariantCulture, $"zombies {all.Length:#,0}, for up to {all.Select(worker => worker.Zombie!.ForMs).DefaultIfEmpty().Max():#,0} ms; {why}");
    }

    private static string Pid(int? pid) => pid?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}

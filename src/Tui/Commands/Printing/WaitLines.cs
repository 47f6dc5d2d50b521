using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands.Printing;

/// <summary>What a report says of parents and waiting beyond one worker: signals that came, zombies, orphans. Nothing where nothing was.</summary>
internal static class WaitLines
{
    /// <summary>The lines, without line ends.</summary>
    public static IEnumerable<string> Of(RunReport report)
    {
        if (report.Workers.FirstOrDefault(worker => worker.Parent is not null)?.Parent is { } parent)
            yield return $"parent  {Pid(parent.Old)} (the host) until it ended, then {Pid(parent.New)} (the sandbox), which waited";
        if (report.Sigchld is { } sigchld)
            yield return string.Create(CultureInfo.InvariantCulture, $"signals {sigchld.Signals:#,0} SIGCHLD came for {sigchld.Reaped:#,0} children that were waited for");
        if (report.Zombies > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"zombies {report.Zombies:#,0}, for up to {Longest(report):#,0} ms; {Reaped(report)}");
    }

    private static string Pid(int? pid) => pid?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    private static double Longest(RunReport report) => report.Workers.Max(worker => worker.Zombie?.ForMs ?? 0);

    private static string Reaped(RunReport report) => report.Workers.Any(worker => worker.State == WorkerState.Unreaped)
        ? "nobody waited, and the sandbox reaped them when the host had ended"
        : "then they were waited for";
}

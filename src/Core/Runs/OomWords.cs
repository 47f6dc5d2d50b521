using System.Globalization;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Runs;

/// <summary>What is said where somebody got SIGKILL from outside, and the kernel's OOM killer may have sent it.</summary>
internal static class OomWords
{
    /// <summary>How many processes the kernel ended meanwhile, for the end of a sentence; nothing where that explains nobody's end, or it ended none.</summary>
    public static string Told(RunReport report)
    {
        bool asked = Killed(report.Host.EndedBy, report.Host.Status?.Signal) || report.Workers.Any(worker => Killed(worker.EndedBy, worker.Status?.Signal));
        return asked && report.OomKills is > 0 and var kills
            ? string.Create(CultureInfo.InvariantCulture, $"; meanwhile memory ran out, and the kernel's OOM killer ended {kills:#,0} {(kills == 1 ? "process" : "processes")}")
            : "";
    }

    private static bool Killed(EndedBy? by, int? signal) => by == EndedBy.Outside && signal == SignalH.SIGKILL;
}

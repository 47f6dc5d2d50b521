using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Doctor;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// Which limit of the machine stands behind a worker that the kernel refused to start: EAGAIN is all that the call tells. A limit is named
/// where the workers that were started come close to it; where none is close, nobody knows, and nothing is said.
/// </summary>
internal static class StartLimits
{
    // A thread's stack and the guard page below it.
    private const int MappingsPerThread = 2;

    // What the host has of its own, and what the machine's other processes do meanwhile, is not counted: this much may be missing.
    private const double Close = 0.97;

    /// <summary>The limit in words, with its number; <c>null</c> where none is close.</summary>
    /// <param name="files">The machine's /proc and /sys.</param>
    /// <param name="start">How the workers are started.</param>
    /// <param name="started">How many were started before the one that was refused.</param>
    public static string? Behind(FactFiles files, WorkerStart start, int started)
    {
        List<(string Words, long Limit, long Used)> rows = [];
        if (start == WorkerStart.Thread)
            Add("vm.max_map_count allows {0:#,0} mappings in one process, and each thread takes 2", "proc/sys/vm/max_map_count", (long)started * MappingsPerThread);
        // Of other processes: all that there are now, without those that this run may still have.
        long others = Math.Max(0, (MachineFacts.Number(files.Line("proc/loadavg")?.Split(' ') is [_, _, _, var tasks, ..] ? tasks.Split('/')[^1] : null) ?? 0) - started);
        Add("kernel.threads-max allows {0:#,0} processes and threads", "proc/sys/kernel/threads-max", started + others);
        Add("kernel.pid_max allows {0:#,0} process and thread ids", "proc/sys/kernel/pid_max", started + others);
        foreach (GroupLimits group in GroupLimits.Read(files))
        {
            if (group.Tasks is { } most)
                rows.Add(($"/{group.TasksFile} allows {{0:#,0}} processes and threads", most, Math.Max(started, group.TasksUsed ?? 0)));
        }
        (string Words, long Limit, long Used)[] close = [.. rows.Where(row => row.Limit > 0 && row.Used >= row.Limit * Close)];
        return close.Length == 0 ? null : string.Format(CultureInfo.InvariantCulture, close.MaxBy(row => (double)row.Used / row.Limit).Words, close.MaxBy(row => (double)row.Used / row.Limit).Limit);

        void Add(string words, string file, long used)
        {
            if (MachineFacts.Number(files.Line(file)) is { } limit)
                rows.Add((words, limit, used));
        }
    }
}

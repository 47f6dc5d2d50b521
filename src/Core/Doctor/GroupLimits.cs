using System.Collections.Immutable;

namespace Sandbox.Core.Doctor;

/// <summary>What one control group limits; see cgroups(7). Version 1 has a tree for each controller, and so a group for each limit.</summary>
/// <param name="Folder">The group, as /proc/self/cgroup names it.</param>
/// <param name="Memory">The most bytes; <c>null</c> without a limit.</param>
/// <param name="MemoryUsed">Bytes in use, without the page cache that the kernel would take back first; <c>null</c> where nobody counts.</param>
/// <param name="Tasks">The most processes and threads; <c>null</c> without a limit.</param>
/// <param name="TasksUsed">Those in use; <c>null</c> where nobody counts.</param>
/// <param name="Cpu">Quota and period in microseconds: <c>50000 100000</c>; <c>null</c> without a quota.</param>
public sealed record GroupLimits(string Folder, long? Memory, long? MemoryUsed, long? Tasks, long? TasksUsed, string? Cpu)
{
    /// <summary>The file that limits its memory, below the root.</summary>
    public string MemoryFile { get; private init; } = "";

    /// <summary>The file that limits its processes and threads, below the root.</summary>
    public string TasksFile { get; private init; } = "";

    // Version 1 has a number for no limit too: the largest that is a whole number of pages.
    private const long Unlimited = 1L << 62;

    /// <summary>The groups from this process's own up to the root, as far as they limit anything.</summary>
    internal static ImmutableArray<GroupLimits> Read(FactFiles files)
    {
        var groups = ImmutableArray.CreateBuilder<GroupLimits>();
        foreach (string line in files.Lines("proc/self/cgroup"))
        {
            // hierarchy:controllers:group, where version 2 names no controller.
            if (line.Split(':', 3) is not [_, var controllers, ['/', ..] own])
                continue;
            for (string? group = own; group is not null; group = Path.GetDirectoryName(group))
            {
                foreach (string controller in controllers.Split(','))
                {
                    GroupLimits limits = Of(controller, group, new Group(files, $"sys/fs/cgroup/{controller}".TrimEnd('/') + group.TrimEnd('/')));
                    if (limits is not { Memory: null, Tasks: null, Cpu: null })
                        groups.Add(limits);
                }
            }
        }
        return groups.ToImmutable();
    }

    private static GroupLimits Of(string controller, string name, Group group) => controller switch
    {
        "" => new(
            name,
            group.Number("memory.max"),
            group.MemoryUsed("memory.current", "inactive_file"),
            group.Number("pids.max"),
            group.Number("pids.current"),
            group.Line("cpu.max") is { } cpu && !cpu.StartsWith("max", StringComparison.Ordinal) ? cpu : null)
        {
            MemoryFile = group.PathOf("memory.max"),
            TasksFile = group.PathOf("pids.max"),
        },
        "memory" => new(
            name,
            group.Number("memory.limit_in_bytes") is < Unlimited and var most ? most : null,
            // The usage is that of the groups below too, and so must be what is taken off it.
            group.MemoryUsed("memory.usage_in_bytes", "total_inactive_file"),
            null,
            null,
            null)
        {
            MemoryFile = group.PathOf("memory.limit_in_bytes"),
        },
        "pids" => new(name, null, null, group.Number("pids.max"), group.Number("pids.current"), null) { TasksFile = group.PathOf("pids.max") },
        "cpu" => new(name, null, null, null, null, group.Number("cpu.cfs_quota_us") is { } quota ? $"{quota} {group.Number("cpu.cfs_period_us")}" : null),
        _ => new(name, null, null, null, null, null),
    };

    /// <summary>The files of one group.</summary>
    private sealed record Group(FactFiles Files, string Folder)
    {
        public string PathOf(string file) => $"{Folder}/{file}";

        public string? Line(string file) => Files.Line(PathOf(file));

        public long? Number(string file) => MachineFacts.Number(Line(file));

        /// <summary>What is in use of memory; what a line of memory.stat counts is page cache that can be had back at once.</summary>
        public long? MemoryUsed(string file, string reclaimable)
        {
            string? line = Files.Lines(PathOf("memory.stat")).FirstOrDefault(line => line.StartsWith($"{reclaimable} ", StringComparison.Ordinal));
            long cache = MachineFacts.Number(line?[(reclaimable.Length + 1)..]) ?? 0;
            return Number(file) is { } used ? Math.Max(used - cache, 0) : null;
        }
    }
}

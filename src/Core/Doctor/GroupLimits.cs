using System.Collections.Immutable;

namespace Sandbox.Core.Doctor;

/// <summary>What one control group of version 2 limits; see cgroups(7).</summary>
/// <param name="Folder">The group, as /proc/self/cgroup names it.</param>
/// <param name="Memory">The most bytes; <c>null</c> without a limit.</param>
/// <param name="MemoryUsed">Bytes in use; <c>null</c> where nobody counts.</param>
/// <param name="Tasks">The most processes and threads; <c>null</c> without a limit.</param>
/// <param name="TasksUsed">Those in use; <c>null</c> where nobody counts.</param>
/// <param name="Cpu">Quota and period in microseconds: <c>50000 100000</c>; <c>null</c> without a quota.</param>
public sealed record GroupLimits(string Folder, long? Memory, long? MemoryUsed, long? Tasks, long? TasksUsed, string? Cpu)
{
    /// <summary>The groups from this process's own up to the root, as far as they limit or count anything.</summary>
    internal static ImmutableArray<GroupLimits> Read(FactFiles files)
    {
        string? own = files.Lines("proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::/", StringComparison.Ordinal))?["0::".Length..];
        var groups = ImmutableArray.CreateBuilder<GroupLimits>();
        for (string? group = own; group is not null; group = Path.GetDirectoryName(group))
        {
            string folder = $"sys/fs/cgroup{group.TrimEnd('/')}";
            GroupLimits limits = new(
                group,
                MachineFacts.Number(files.Line($"{folder}/memory.max")),
                MachineFacts.Number(files.Line($"{folder}/memory.current")),
                MachineFacts.Number(files.Line($"{folder}/pids.max")),
                MachineFacts.Number(files.Line($"{folder}/pids.current")),
                files.Line($"{folder}/cpu.max") is { } cpu && !cpu.StartsWith("max", StringComparison.Ordinal) ? cpu : null);
            if (limits is not { Memory: null, Tasks: null, Cpu: null })
                groups.Add(limits);
        }
        return groups.ToImmutable();
    }
}

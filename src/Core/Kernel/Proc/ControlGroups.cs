using System.Collections.Immutable;
using Sandbox.Core.Doctor;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>What the limits of the control groups leave that this process is in, from its own up to the root: <see cref="GroupLimits"/> reads them.</summary>
internal sealed class ControlGroups
{
    private readonly string _root;
    private readonly ImmutableArray<GroupLimits> _groups;

    private ControlGroups(string root) => (_root, _groups) = (root, GroupLimits.Read(new FactFiles(root)));

    /// <summary>The groups as /proc/self/cgroup names them; none where there is no such file.</summary>
    /// <param name="root">The folder that /proc and /sys lie in.</param>
    public static ControlGroups OfThisProcess(string root = "/") => new(root);

    /// <summary>What the groups' memory limits leave.</summary>
    public IEnumerable<Allowance> Memory()
    {
        foreach (GroupLimits limits in _groups)
        {
            if (limits is { Memory: { } allowed, MemoryUsed: { } used })
                yield return Left(limits.MemoryFile, allowed, used, "bytes");
        }
    }

    /// <summary>What the groups' limits on processes and threads leave.</summary>
    public IEnumerable<Allowance> Tasks()
    {
        foreach (GroupLimits limits in _groups)
        {
            if (limits is { Tasks: { } allowed, TasksUsed: { } used })
                yield return Left(limits.TasksFile, allowed, used, "tasks");
        }
    }

    private Allowance Left(string file, long allowed, long used, string unit) =>
        new(allowed - used, $"{Path.Combine(_root, file)} of {allowed} {unit}, of which {used} are in use,");
}

using System.Globalization;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>
/// The control groups that this process is in, from its own up to the root: those of version 2, and those of version 1 that limit memory
/// or tasks; see cgroups(7).
/// </summary>
internal sealed class ControlGroups
{
    private readonly List<string> _unified = [];
    private readonly List<string> _memory = [];
    private readonly List<string> _tasks = [];

    /// <summary>The groups as /proc/self/cgroup names them; none where there is no such file.</summary>
    /// <param name="root">The folder that /proc and /sys lie in.</param>
    public static ControlGroups OfThisProcess(string root = "/")
    {
        ControlGroups groups = new();
        string file = Path.Combine(root, "proc/self/cgroup"), mount = Path.Combine(root, "sys/fs/cgroup");
        foreach (string line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            // hierarchy:controllers:group, where version 2 names no controller.
            if (line.Split(':', 3) is not [_, var controllers, var group])
                continue;
            if (controllers.Length == 0)
                AddUpwards(groups._unified, mount, group);
            foreach (string controller in controllers.Split(','))
            {
                if (controller is "memory" or "pids")
                    AddUpwards(controller == "memory" ? groups._memory : groups._tasks, Path.Combine(mount, controller), group);
            }
        }
        return groups;
    }

    /// <summary>What the groups' memory limits leave.</summary>
    public IEnumerable<Allowance> Memory() =>
        [.. Read(_unified, "memory.max", "memory.current", "bytes"), .. Read(_memory, "memory.limit_in_bytes", "memory.usage_in_bytes", "bytes")];

    /// <summary>What the groups' limits on processes and threads leave.</summary>
    public IEnumerable<Allowance> Tasks() =>
        [.. Read(_unified, "pids.max", "pids.current", "tasks"), .. Read(_tasks, "pids.max", "pids.current", "tasks")];

    private static void AddUpwards(List<string> folders, string mount, string group)
    {
        for (string? folder = mount + group.TrimEnd('/'); folder?.Length >= mount.Length; folder = Path.GetDirectoryName(folder))
            folders.Add(folder);
    }

    private static IEnumerable<Allowance> Read(List<string> folders, string most, string current, string unit)
    {
        foreach (string folder in folders)
        {
            if (Number(folder, most) is { } allowed && Number(folder, current) is { } used)
                yield return new Allowance(allowed - used, $"{folder}/{most} of {allowed} {unit}, of which {used} are in use,");
        }
    }

    /// <summary>The number in a group's file; <c>null</c> where there is no such file, or no limit.</summary>
    private static long? Number(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        return File.Exists(path) && long.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out long number) ? number : null;
    }
}

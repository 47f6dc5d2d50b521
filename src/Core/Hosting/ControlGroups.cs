using System.Globalization;

namespace Sandbox.Core.Hosting;

/// <summary>The control groups (version 2) that this process is in, from its own up to the root; see cgroups(7).</summary>
internal sealed class ControlGroups(IReadOnlyList<string> folders)
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>The groups as /proc/self/cgroup names them; none where version 2 is not mounted.</summary>
    public static ControlGroups OfThisProcess()
    {
        string? path = File.Exists("/proc/self/cgroup")
            ? File.ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..]
            : null;
        List<string> folders = [];
        for (string? folder = path is null ? null : Root + path.TrimEnd('/'); folder?.Length >= Root.Length; folder = Path.GetDirectoryName(folder))
            folders.Add(folder);
        return new ControlGroups(folders);
    }

    /// <summary>What the groups' memory limits leave.</summary>
    public IEnumerable<Allowance> Memory() => Read("memory.max", "memory.current", "bytes");

    /// <summary>What the groups' limits on processes and threads leave.</summary>
    public IEnumerable<Allowance> Tasks() => Read("pids.max", "pids.current", "tasks");

    private IEnumerable<Allowance> Read(string most, string current, string unit)
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

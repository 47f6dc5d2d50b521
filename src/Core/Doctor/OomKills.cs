namespace Sandbox.Core.Doctor;

/// <summary>How many processes the kernel has ended because memory ran out: its OOM killer counts them. Nobody is told who they were.</summary>
internal static class OomKills
{
    private const string Name = "oom_kill ";

    /// <summary>
    /// Those of the control group that this process is in (<c>memory.events</c>, or <c>memory.oom_control</c> of version 1), else those of the whole machine
    /// (<c>/proc/vmstat</c>); <c>null</c> where the kernel counts none (before Linux 4.13). Only the difference of two counts means something.
    /// </summary>
    /// <param name="root">The folder that /proc and /sys lie in.</param>
    public static long? Count(string root = "/")
    {
        FactFiles files = new(root);
        foreach (string line in files.Lines("proc/self/cgroup"))
        {
            // hierarchy:controllers:group, where version 2 names no controller.
            string? counted = line.Split(':', 3) switch
            {
                [_, "", ['/', ..] own] => $"sys/fs/cgroup{own.TrimEnd('/')}/memory.events",
                [_, var controllers, ['/', ..] own] when controllers.Split(',').Contains("memory") => $"sys/fs/cgroup/memory{own.TrimEnd('/')}/memory.oom_control",
                _ => null,
            };
            if (counted is not null && In(files, counted) is { } kills)
                return kills;
        }
        return In(files, "proc/vmstat");
    }

    private static long? In(FactFiles files, string path) =>
        MachineFacts.Number(files.Lines(path).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..]);
}

using System.Globalization;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>What the machine has left for a run.</summary>
internal sealed class MachineRoom
{
    private readonly Func<long, IEnumerable<Allowance>> _tasks;

    /// <summary>A room of given sizes.</summary>
    public MachineRoom(Allowance memory, Func<long, IEnumerable<Allowance>> tasks)
    {
        (Memory, _tasks) = (memory, tasks);
    }

    /// <summary>The memory that is free.</summary>
    public Allowance Memory { get; }

    /// <summary>The room there is now: /proc, RLIMIT_NPROC, and the control groups this process is in.</summary>
    public static MachineRoom Now()
    {
        ControlGroups groups = ControlGroups.OfThisProcess();
        Allowance machine = new(MemoryAvailable(), "the machine (MemAvailable in /proc/meminfo)");
        return new MachineRoom(
            groups.Memory().Append(machine).MinBy(allowance => allowance.Free),
            needed => [.. UserTasks(needed), .. groups.Tasks()]);
    }

    /// <summary>What limits processes and threads.</summary>
    /// <param name="needed">How many are wanted: counting is saved where there is plenty.</param>
    public IEnumerable<Allowance> Tasks(long needed) => _tasks(needed);

    private static long MemoryAvailable()
    {
        foreach (string line in File.ReadLines("/proc/meminfo"))
        {
            if (line.StartsWith("MemAvailable:", StringComparison.Ordinal))
                return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
        }
        // Before 3.14 the kernel did not say.
        return long.MaxValue;
    }

    private static unsafe IEnumerable<Allowance> UserTasks(long needed)
    {
        RLimit limit;
        Raw.GetRLimit(ResourceH.RLIMIT_NPROC, &limit);
        if (limit.Soft == ResourceH.RLIM_INFINITY)
            return [];
        // The fourth word is running/all: the whole machine's tasks are at least this user's.
        long everybody = Number(File.ReadAllText("/proc/loadavg").Split(' ')[3].Split('/')[1]);
        long allowed = (long)limit.Soft;
        if (needed + everybody <= allowed)
            return [];
        long used = TasksOfUser();
        return [new Allowance(allowed - used, $"RLIMIT_NPROC (ulimit -u) of {allowed}, of which this user has {used} in use,")];
    }

    private static long TasksOfUser()
    {
        string user = ValueOf("/proc/self/status", "Uid:") ?? "";
        long tasks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            string status = Path.Combine(folder, "status");
            if (char.IsAsciiDigit(Path.GetFileName(folder)[0]) && ValueOf(status, "Uid:") == user)
                tasks += Number(ValueOf(status, "Threads:") ?? "0");
        }
        return tasks;
    }

    /// <summary>The first word of a line in a file of /proc; <c>null</c> where the process is gone or the line is missing.</summary>
    private static string? ValueOf(string file, string name)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
                ?.Split('\t', ' ', StringSplitOptions.RemoveEmptyEntries)[1];
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

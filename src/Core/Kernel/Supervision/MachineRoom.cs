using System.Globalization;
using Sandbox.Core.Doctor;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>What the machine has left for a run.</summary>
internal sealed class MachineRoom
{
    /// <summary>The user namespace that every other comes from has this number everywhere: PROC_USER_INIT_INO.</summary>
    private const string MachinesNamespace = "user:[4026531837]";

    private static readonly FactFiles Files = new("/");

    private readonly Func<long, IEnumerable<Allowance>> _tasks;

    /// <summary>A room of given sizes.</summary>
    public MachineRoom(Allowance memory, Func<long, IEnumerable<Allowance>> tasks)
    {
        (Memory, _tasks) = (memory, tasks);
    }

    /// <summary>The memory that is free.</summary>
    public Allowance Memory { get; }

    /// <summary>The room there is now: /proc, RLIMIT_NPROC, and the control groups this process is in.</summary>
    /// <exception cref="MachineRefusedException">There is no /proc to ask.</exception>
    public static MachineRoom Now()
    {
        if (!File.Exists("/proc/self/status"))
            throw new MachineRefusedException("/proc is not mounted, and a run is watched through it: mount it (mount -t proc proc /proc)");
        ControlGroups groups = ControlGroups.OfThisProcess();
        Allowance machine = new(MachineFacts.MemoryAvailableIn(Files) ?? long.MaxValue, "the machine (MemAvailable in /proc/meminfo)");
        return new MachineRoom(
            groups.Memory().Append(machine).MinBy(allowance => allowance.Free),
            needed => [.. UserTasks(needed), .. groups.Tasks()]);
    }

    /// <summary>What limits processes and threads.</summary>
    /// <param name="needed">How many are wanted: counting is saved where there is plenty.</param>
    public IEnumerable<Allowance> Tasks(long needed) => _tasks(needed);

    private static unsafe IEnumerable<Allowance> UserTasks(long needed)
    {
        RLimit limit;
        Raw.GetRLimit(ResourceH.RLIMIT_NPROC, &limit);
        if (limit.Soft == ResourceH.RLIM_INFINITY || IsAboveTaskLimits())
            return [];
        // The fourth word is running/all: the whole machine's tasks are at least this user's.
        long everybody = Number(Files.Line("proc/loadavg")!.Split(' ')[3].Split('/')[1]);
        long allowed = (long)limit.Soft;
        if (needed + everybody <= allowed)
            return [];
        long used = TasksOfUser();
        return [new Allowance(allowed - used, $"RLIMIT_NPROC (ulimit -u) of {allowed}, of which this user has {used} in use,")];
    }

    /// <summary>Whether the kernel lets this process have more tasks than RLIMIT_NPROC: see setrlimit(2). What root is in a user namespace is no root.</summary>
    private static bool IsAboveTaskLimits()
    {
        const ulong sysAdmin = 1UL << 21, sysResource = 1UL << 24;
        Dictionary<string, string> status = Files.Pairs("proc/self/status");
        // In the machine's own namespace every user is who they are.
        string[]? map = Files.Line("proc/self/uid_map")?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return map is ["0", "0", "4294967295"]
            && (UserOf(status) == "0"
                || (ulong.TryParse(status.GetValueOrDefault("CapEff"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong abilities)
                    && (abilities & (sysAdmin | sysResource)) != 0));
    }

    /// <summary>
    /// The tasks that the kernel counts for RLIMIT_NPROC. In a user namespace it counts those of that namespace, and no others of the same user;
    /// see user_namespaces(7). In the machine's own it counts those of all.
    /// </summary>
    private static long TasksOfUser()
    {
        string user = UserOf(Files.Pairs("proc/self/status"));
        string? space = Files.Link("proc/self/ns/user");
        bool everywhere = space is null or MachinesNamespace;
        long tasks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!char.IsAsciiDigit(Path.GetFileName(folder)[0]))
                continue;
            // Nothing where the process has gone.
            Dictionary<string, string> status = Files.Pairs($"{folder[1..]}/status");
            if (UserOf(status) == user && (everywhere || Files.Link($"{folder[1..]}/ns/user") == space))
                tasks += Number(status.GetValueOrDefault("Threads", "0"));
        }
        return tasks;
    }

    /// <summary>The real user id: the first of four; see proc_pid_status(5).</summary>
    private static string UserOf(Dictionary<string, string> status) => status.GetValueOrDefault("Uid", "").Split(' ')[0];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

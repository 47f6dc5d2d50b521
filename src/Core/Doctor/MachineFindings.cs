using System.Globalization;

namespace Sandbox.Core.Doctor;

/// <summary>What the facts of a machine mean, one by one.</summary>
internal static class MachineFindings
{
    public static IEnumerable<Finding> Of(MachineFacts machine)
    {
        yield return new Finding("kernel", machine.Kernel, "5.4 and later have all that the sandbox shows");
        yield return new Finding("memory", machine.MemoryAvailable is { } free ? Bytes(free) : null, "the most that an array and its copies can take");
        yield return Limit(machine, "Max processes", "RLIMIT_NPROC (ulimit -u): processes and threads of this user, in all sessions together");
        yield return Limit(machine, "Max open files", "RLIMIT_NOFILE (ulimit -n): with --wait pidfd a worker takes one");
        yield return Limit(machine, "Max address space", "RLIMIT_AS (ulimit -v): below some GiB no program of .NET starts");
        yield return Limit(machine, "Max cpu time", "RLIMIT_CPU (ulimit -t): a session that has used it up is killed");
        yield return new Finding("cgroup", Groups(machine), machine.Groups.IsEmpty ? "no control group limits this session" : "what the session's control groups allow, and use now");
        yield return CorePattern(machine);
        yield return new Finding("yama", machine.Yama is { } scope ? $"ptrace_scope {scope}" : "none", machine.Yama switch
        {
            null or 0 => "sandbox trace can start a program, and attach to one of one's own",
            1 => "sandbox trace can start a program; only root can attach to one that runs (--pid)",
            2 => "only root can trace; nothing but sandbox trace depends on it",
            _ => "nobody can trace; nothing but sandbox trace depends on it",
        });
        yield return new Finding(
            "hidepid", machine.HidePid, machine.HidePid is null or "0" or "off" ? "every process can be seen" : "other users' processes are hidden; your own workers are not");
        yield return new Finding(
            "huge pages",
            machine.HugePages is { } huge ? $"{huge}; shared memory: {machine.SharedHugePages ?? "n/a"}" : null,
            machine.HugePages switch
            {
                "always" => "the array asks for none unless --pages 2m wants them",
                "madvise" => "used where --pages 2m asks for them",
                _ => "--pages 2m changes nothing here",
            });
        yield return new Finding(
            "seccomp",
            machine.SeccompActions is { } actions ? $"{actions}{(machine.SeccompMode == 2 ? "; a filter is on this session already" : "")}" : null,
            machine.SeccompActions is null ? "no filters, so no forbidden-syscall" : "what a filter can do to a system call");
        yield return new Finding("privileges", Privileges(machine), "no feature needs root");
    }

    private static Finding Limit(MachineFacts machine, string name, string meaning) => new(
        name["Max ".Length..], machine.Limits.TryGetValue(name, out (string Soft, string Hard) limit) ? limit.Soft == limit.Hard ? limit.Soft : $"{limit.Soft}, at most {limit.Hard}" : null, meaning);

    private static Finding CorePattern(MachineFacts machine)
    {
        // A limit of 1 keeps a helper quiet too, 0 does not (core(5)), and a hard 0 cannot be raised.
        bool helped = machine.CorePattern?.StartsWith('|') ?? false;
        bool hardZero = machine.Limits.TryGetValue("Max core file size", out (string Soft, string Hard) limit) && limit.Hard == "0";
        return new Finding("core_pattern", machine.CorePattern, (helped, hardZero) switch
        {
            (true, true) => "a helper gets every core, because the hard limit of 0 (ulimit -Hc) cannot be raised to 1, which would stop that: statuses have the core bit",
            (false, true) => "no core can be written: the hard limit is 0 (ulimit -Hc), and --core is refused",
            (true, _) => "no core is written unless --core asks for it: then this helper gets it",
            _ when machine.CorePattern is ['/', ..] => "no core is written unless --core asks for it: then it lies there, and the sandbox removes none of them",
            _ => "no core is written unless --core asks for it: then it lies in a folder of the run's own, which is removed",
        });
    }

    private static string? Groups(MachineFacts machine) => machine.Groups.IsEmpty ? "no limit" : string.Join("; ", machine.Groups.Select(group => string.Join(
        ", ",
        new[]
        {
            group.Folder,
            group.Memory is { } memory ? $"memory {Bytes(memory)}{(group.MemoryUsed is { } used ? $" ({Bytes(used)} used)" : "")}" : null,
            group.Tasks is { } tasks ? $"tasks {tasks}{(group.TasksUsed is { } taken ? $" ({taken} used)" : "")}" : null,
            group.Cpu is { } cpu ? $"cpu {cpu}" : null,
        }.OfType<string>())));

    private static string? Privileges(MachineFacts machine) => machine.Capabilities switch
    {
        null => null,
        0 => "none",
        { } some => $"{ulong.PopCount(some)} capabilities",
    };

    private static string Bytes(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB");
}

using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Doctor;

/// <summary>What /proc and /sys say of a machine. What is not there, or may not be read, is <c>null</c>.</summary>
/// <param name="Kernel">The kernel's release.</param>
/// <param name="MemoryAvailable">Bytes that can be had without swapping.</param>
/// <param name="CorePattern">Where core files go: a file name, or a pipe to a helper.</param>
/// <param name="Yama">Yama's ptrace_scope; <c>null</c> where there is no Yama.</param>
/// <param name="HidePid">The mount option hidepid of /proc: <c>0</c> where all may see all.</param>
/// <param name="HugePages">When transparent huge pages are used: <c>always</c>, <c>madvise</c>, <c>never</c>.</param>
/// <param name="SharedHugePages">The same of shared memory.</param>
/// <param name="SeccompActions">What a seccomp filter can do; <c>null</c> where there is no seccomp.</param>
/// <param name="SeccompMode">Whether this process is under seccomp already: 0 no, 2 a filter.</param>
/// <param name="Capabilities">The effective capabilities, as a bit set.</param>
/// <param name="Groups">The control groups that limit this process, its own first.</param>
public sealed record MachineFacts(
    string? Kernel,
    long? MemoryAvailable,
    string? CorePattern,
    int? Yama,
    string? HidePid,
    string? HugePages,
    string? SharedHugePages,
    string? SeccompActions,
    int? SeccompMode,
    ulong? Capabilities,
    ImmutableArray<GroupLimits> Groups)
{
    /// <summary>The soft and hard limits as /proc/self/limits has them, by name: <c>Max processes</c>.</summary>
    public ImmutableDictionary<string, (string Soft, string Hard)> Limits { get; init; } = ImmutableDictionary<string, (string, string)>.Empty;

    /// <summary>Whether a process can read its own page map.</summary>
    public bool PageMapReadable { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="root">The folder that /proc and /sys lie in; <c>/</c> for this machine.</param>
    public static MachineFacts Read(string root)
    {
        FactFiles files = new(root);
        Dictionary<string, string> status = files.Pairs("proc/self/status");
        return new MachineFacts(
            files.Line("proc/sys/kernel/osrelease"),
            MemoryAvailableIn(files),
            files.Line("proc/sys/kernel/core_pattern"),
            (int?)Number(files.Line("proc/sys/kernel/yama/ptrace_scope")),
            HidePidOf(files.Lines("proc/self/mounts")),
            Chosen(files.Line("sys/kernel/mm/transparent_hugepage/enabled")),
            Chosen(files.Line("sys/kernel/mm/transparent_hugepage/shmem_enabled")),
            files.Line("proc/sys/kernel/seccomp/actions_avail"),
            (int?)Number(status.GetValueOrDefault("Seccomp")),
            ulong.TryParse(status.GetValueOrDefault("CapEff"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong capabilities) ? capabilities : null,
            GroupLimits.Read(files))
        {
            Limits = LimitsOf(files.Lines("proc/self/limits")),
            PageMapReadable = files.CanRead("proc/self/pagemap"),
        };
    }

    /// <summary>The bytes that can be had without swapping; <c>null</c> before Linux 3.14, which did not say.</summary>
    internal static long? MemoryAvailableIn(FactFiles files) =>
        files.Pairs("proc/meminfo").GetValueOrDefault("MemAvailable") is { } available ? Number(available.Split(' ')[0]) * 1024 : null;

    internal static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>The word in brackets: <c>madvise</c> of <c>always [madvise] never</c>.</summary>
    private static string? Chosen(string? words)
    {
        int from = words?.IndexOf('[') ?? -1, to = words?.IndexOf(']') ?? -1;
        return from >= 0 && to > from ? words![(from + 1)..to] : null;
    }

    private static string? HidePidOf(string[] mounts)
    {
        string? options = mounts.Select(line => line.Split(' ')).LastOrDefault(fields => fields is [_, "/proc", "proc", _, ..])?[3];
        return options is null ? null : options.Split(',').FirstOrDefault(option => option.StartsWith("hidepid=", StringComparison.Ordinal))?["hidepid=".Length..] ?? "0";
    }

    // The columns are as wide as the header says, and the names hold blanks.
    private static ImmutableDictionary<string, (string Soft, string Hard)> LimitsOf(string[] lines)
    {
        if (lines.Length == 0 || lines[0].IndexOf("Soft Limit", StringComparison.Ordinal) is not (> 0 and int soft))
            return ImmutableDictionary<string, (string, string)>.Empty;
        return lines.Skip(1).Where(line => line.Length > soft).ToImmutableDictionary(
            line => line[..soft].Trim(),
            line => line[soft..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, var second, ..] ? (Quoted.Bare(first), Quoted.Bare(second)) : ("?", "?"));
    }
}

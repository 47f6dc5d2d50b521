using System.Globalization;
using Mono.Unix.Native;

namespace Sandbox.Core.Hosting;

/// <summary>A process as <c>/proc/PID/stat</c> shows it; see proc_pid_stat(5). A zombie still has all of it.</summary>
/// <param name="State">R running, S sleeping, D waiting for a disk, T stopped, Z zombie, X dead.</param>
/// <param name="Parent">The parent's pid.</param>
/// <param name="Group">The process group.</param>
/// <param name="MinorFaults">Page faults served without input or output.</param>
/// <param name="MajorFaults">Page faults that had to read from a disk.</param>
/// <param name="UserTicks">Processor time in user mode, in clock ticks.</param>
/// <param name="SystemTicks">Processor time in the kernel, in clock ticks.</param>
/// <param name="ExitStatus">The raw wait status that the parent would get; meaningful for a zombie of the same user.</param>
public sealed record ProcStat(char State, int Parent, int Group, long MinorFaults, long MajorFaults, long UserTicks, long SystemTicks, int ExitStatus)
{
    private static readonly long TicksPerSecond = Syscall.sysconf(SysconfName._SC_CLK_TCK);

    /// <summary>Whether it has ended and was not waited for yet.</summary>
    public bool IsZombie => State == 'Z';

    /// <summary>Whether it has not ended.</summary>
    public bool IsAlive => State is not ('Z' or 'X');

    /// <summary>Whether a signal stopped it.</summary>
    public bool IsStopped => State == 'T';

    /// <summary>Clock ticks in microseconds.</summary>
    public static long Microseconds(long ticks) => ticks * 1_000_000 / TicksPerSecond;

    /// <summary>What /proc shows of a process; <c>null</c> where there is none.</summary>
    public static ProcStat? Read(int pid)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            // The name in parentheses may hold anything; the fields are counted from behind it, where field 3 is the first.
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcStat(fields[0][0], (int)Number(4), (int)Number(5), Number(10), Number(12), Number(14), Number(15), (int)Number(52));

            long Number(int field) => long.Parse(fields[field - 3], CultureInfo.InvariantCulture);
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
}

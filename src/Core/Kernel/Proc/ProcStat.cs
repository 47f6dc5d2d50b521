using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>A process as <c>/proc/PID/stat</c> shows it; see proc_pid_stat(5). A zombie still has all of it.</summary>
/// <param name="State">A letter; what each means is said by <see cref="StateWords"/>.</param>
/// <param name="Parent">The parent's pid.</param>
/// <param name="Group">The process group.</param>
/// <param name="MinorFaults">Page faults served without input or output.</param>
/// <param name="MajorFaults">Page faults that had to read from a disk.</param>
/// <param name="UserTicks">Processor time in user mode, in clock ticks.</param>
/// <param name="SystemTicks">Processor time in the kernel, in clock ticks.</param>
/// <param name="ExitStatus">The raw wait status that the parent would get; meaningful for a zombie of the same user.</param>
public sealed record ProcStat(char State, int Parent, int Group, long MinorFaults, long MajorFaults, long UserTicks, long SystemTicks, int ExitStatus)
{
    private const int LastField = 52;

    private static readonly long TicksPerSecond = LibC.SystemConfiguration(UniStdH._SC_CLK_TCK);

    /// <summary>Whether it has ended and was not waited for yet.</summary>
    public bool IsZombie => State == 'Z';

    /// <summary>Whether it has not ended. Kernels before 3.14 have a small x too.</summary>
    public bool IsAlive => State is not ('Z' or 'X' or 'x');

    /// <summary>
    /// Whether it stands: a signal stopped it, or a tracer holds it. One that is traced shows the same letter for both, and for the moment of each
    /// system call that the tracer looks at: <see cref="StoppedChild"/> can tell them apart.
    /// </summary>
    public bool Stands => State is 'T' or 't';

    /// <summary>What its state is called, as proc_pid_stat(5) has it; empty for a letter of a kernel that has more of them.</summary>
    public string StateWords => State switch
    {
        'R' => "running",
        'S' => "sleeping",
        'D' => "waiting for a disk",
        'T' => "stopped",
        't' => "held by a tracer",
        'Z' => "zombie",
        'X' or 'x' => "dead",
        'I' => "idle",
        'P' => "parked",
        'K' => "about to be woken by a signal that kills",
        'W' => "waking",
        _ => "",
    };

    /// <summary>Clock ticks in microseconds.</summary>
    public static long Microseconds(long ticks) => ticks * 1_000_000 / TicksPerSecond;

    /// <summary>What /proc shows of a process; <c>null</c> where there is none.</summary>
    public static ProcStat? Read(int pid)
    {
        Span<byte> path = stackalloc byte[32], text = stackalloc byte[1024];
        Utf8.TryWrite(path, CultureInfo.InvariantCulture, $"/proc/{pid}/stat\0", out _);
        int length = ProcFile.Read(path, text);
        return length > 0 ? Parse(text[..length]) : null;
    }

    private static ProcStat Parse(ReadOnlySpan<byte> text)
    {
        // The name in parentheses may hold anything; the fields are counted from behind it, where field 3 is the first.
        ReadOnlySpan<byte> rest = text[(text.LastIndexOf((byte)')') + 2)..];
        char state = (char)rest[0];
        Span<long> fields = stackalloc long[LastField + 1];
        for (int field = 4; field <= LastField; field++)
        {
            rest = rest[(rest.IndexOf((byte)' ') + 1)..];
            // One that is larger than any long, a limit, is none of those below.
            _ = Utf8Parser.TryParse(rest, out fields[field], out _);
        }
        return new ProcStat(state, (int)fields[4], (int)fields[5], fields[10], fields[12], fields[14], fields[15], (int)fields[LastField]);
    }
}

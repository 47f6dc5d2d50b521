using Sandbox.Core.Headers;
using System.Runtime.InteropServices;
using System.Text;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>What a <see cref="RankReport"/> tells; src/Start/ranks.h has the same.</summary>
internal enum RankReportKind
{
    /// <summary>A rank was started.</summary>
    Began,

    /// <summary>A rank has ended.</summary>
    Ended,

    /// <summary>What a rank of another machine has come to.</summary>
    Works,

    /// <summary>On another machine there is a guard, and Open MPI's daemon.</summary>
    HostJoined,

    /// <summary>That daemon has ended.</summary>
    DaemonEnded,

    /// <summary>Nothing more is heard of that machine.</summary>
    HostLeft,
}

/// <summary>What a reaper reports of its rank, or a guard or relay of another machine; src/Start/ranks.h has the same.</summary>
[NotInC("src/Start/ranks.h has it")]
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RankReport
{
    /// <summary>The most bytes of a stamp.</summary>
    public const int StampBytes = 128;

    private const int NameBytes = 256, SlotBytes = 512;

    public RankReportKind Kind;

    public int Rank, Pid, Reaper, Front, Group, Status;

    /// <summary>As on the board.</summary>
    public int Ulfm;

    /// <summary>Nanoseconds of CLOCK_MONOTONIC there: when the reaper began to wait, when this was so, and when it was sent.</summary>
    public long Began, At, Now;

    /// <summary>Of another machine: what stands in the rank's place of the results, and what MPI_Reduce has brought.</summary>
    public long Result, Reduced, HasReduced;

    public RUsage Usage;

    /// <summary>The name of another machine; empty for this one.</summary>
    public fixed byte Host[NameBytes];

    /// <summary>Of another machine: the rank's slot.</summary>
    public fixed byte Slot[SlotBytes];

    /// <summary>The name of another machine; <c>null</c> for this one.</summary>
    public readonly string? HostName
    {
        get
        {
            fixed (byte* first = Host)
            {
                ReadOnlySpan<byte> name = new(first, NameBytes);
                int end = name.IndexOf((byte)0);
                return end == 0 ? null : Encoding.UTF8.GetString(end < 0 ? name : name[..end]);
            }
        }
    }
}

/// <summary>Where in its board a rank of another machine has what its reaper reports; src/Start/ranks.h has the same.</summary>
[NotInC("src/Start/ranks.h has it")]
[StructLayout(LayoutKind.Sequential)]
internal struct BoardView
{
    public long Slot, SlotBytes, Result, Reduced, HasReduced, Ulfm;
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Allocating past RLIMIT_AS until malloc is refused.</summary>
public sealed unsafe class OutOfMemoryFault : Fault
{
    /// <summary>What it may take beyond what it has: little, and one page in 256 of it is touched.</summary>
    private const uint Room = 64 << 20;

    private const uint BlockBytes = 1 << 20;

    /// <inheritdoc/>
    public override string Id => "out-of-memory";

    /// <inheritdoc/>
    public override string Summary => "allocating past RLIMIT_AS until malloc fails";

    /// <inheritdoc/>
    public override string ChildEndsWith => "exited 12, which is ENOMEM";

    /// <inheritdoc/>
    public override bool Lingers => true;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit(ErrnoH.ENOMEM);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        WorkerLimits.Lower(ResourceH.RLIMIT_AS, (MappedPages() * job->PageSize) + Room);
        for (nuint taken = 0; taken <= 2 * Room; taken += BlockBytes)
        {
            byte* block = (byte*)Raw.Malloc(BlockBytes);
            if (block == null)
                Raw.Exit(Raw.Errno);
            *block = 1;
        }
    }

    /// <summary>The first number of /proc/self/statm: how many pages of address space are in use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static ulong MappedPages()
    {
        fixed (byte* path = "/proc/self/statm\0"u8)
        {
            byte* text = stackalloc byte[64];
            int fd = Raw.Open(path, FcntlH.O_CLOEXEC, 0);
            nint length = Raw.PRead(fd, text, 64, 0);
            Raw.Close(fd);
            ulong pages = 0;
            for (nint i = 0; i < length && text[i] != ' '; i++)
                pages = (pages * 10) + text[i] - '0';
            return pages;
        }
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Opening files past RLIMIT_NOFILE.</summary>
public sealed unsafe class OpenFilesFault : Fault
{
    private const ulong Most = 64;

    /// <inheritdoc/>
    public override string Id => "open-files";

    /// <inheritdoc/>
    public override string Summary => "opening files past RLIMIT_NOFILE until open fails";

    /// <inheritdoc/>
    public override string ChildEndsWith => "exited 24, which is EMFILE";

    /// <inheritdoc/>
    public override bool Lingers => true;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit(ErrnoH.EMFILE);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        WorkerLimits.Lower(ResourceH.RLIMIT_NOFILE, Most);
        fixed (byte* path = "/dev/null\0"u8)
        {
            while (Raw.Open(path, FcntlH.O_CLOEXEC, 0) >= 0)
            {
            }
            Raw.Exit(Raw.Errno);
        }
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Writing past RLIMIT_FSIZE.</summary>
public sealed unsafe class FileSizeLimitFault : Fault
{
    private const ulong MostBytes = 4096;
    private const int BlockBytes = 512;

    /// <inheritdoc/>
    public override string Id => "file-size-limit";

    /// <inheritdoc/>
    public override string Summary => "writing to a file past RLIMIT_FSIZE";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGXFSZ";

    /// <inheritdoc/>
    public override bool Lingers => true;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGXFSZ);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        byte name = 0;
        // A file in memory, without a name in any folder: nothing is left behind.
        int fd = Raw.MemFdCreate(&name, MManH.MFD_CLOEXEC);
        WorkerLimits.Lower(ResourceH.RLIMIT_FSIZE, MostBytes);
        for (ulong written = 0; written <= MostBytes; written += BlockBytes)
            Raw.Write(fd, job->Header, BlockBytes);
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Writing to a pipe that nobody reads.</summary>
public sealed unsafe class BrokenPipeFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "broken-pipe";

    /// <inheritdoc/>
    public override string Summary => "writing to a pipe whose reading end is closed";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGPIPE";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGPIPE);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        int* ends = stackalloc int[2];
        Raw.Pipe2(ends, FcntlH.O_CLOEXEC);
        Raw.Close(ends[0]);
        Raw.Write(ends[1], ends, sizeof(int));
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Sending itself SIGTERM.</summary>
public sealed unsafe class TerminateSelfFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "terminate";

    /// <inheritdoc/>
    public override string Summary => "sending itself SIGTERM";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGTERM";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGTERM);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        Raw.Kill(Raw.GetPid(), SignalH.SIGTERM);
    }
}

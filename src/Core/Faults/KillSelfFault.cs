using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Sending itself SIGKILL.</summary>
public sealed unsafe class KillSelfFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "kill";

    /// <inheritdoc/>
    public override string Summary => "sending itself SIGKILL";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGKILL";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGKILL);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        Raw.Kill(Raw.GetPid(), SignalH.SIGKILL);
    }
}

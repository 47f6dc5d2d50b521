using Sandbox.Core.Models;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>No fault: the worker stores its sum and exits 0.</summary>
public sealed unsafe class NoFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "none";

    /// <inheritdoc/>
    public override string Summary => "no fault: every worker stores its sum and exits";

    /// <inheritdoc/>
    public override string ChildEndsWith => "exited 0";

    /// <inheritdoc/>
    public override FaultActor Actor => FaultActor.Nobody;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfExit(0);

    internal override delegate*<WorkerJob*, void> Deed => &Nothing;

    private static void Nothing(WorkerJob* job)
    {
    }
}

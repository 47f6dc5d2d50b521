using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Executing a trap instruction with no debugger there.</summary>
public sealed unsafe class BreakpointFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "breakpoint";

    /// <inheritdoc/>
    public override string Summary => "executing a trap instruction with no debugger there";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGTRAP";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGTRAP);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        MachineCode.Run(MachineCode.Trap);
    }
}

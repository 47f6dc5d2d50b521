using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Executing an opcode that the architecture leaves undefined.</summary>
public sealed unsafe class IllegalInstructionFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "illegal-instruction";

    /// <inheritdoc/>
    public override string Summary => "executing an opcode that the architecture leaves undefined";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGILL";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGILL);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        MachineCode.Run(MachineCode.Undefined);
    }
}

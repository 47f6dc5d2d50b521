using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Writing 42 through a null pointer, as the lab does.</summary>
public sealed unsafe class SegfaultFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "segfault";

    /// <inheritdoc/>
    public override string Summary => "writing 42 through a null pointer, as the lab does";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGSEGV";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGSEGV);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        // Volatile.Write is compiled to the bare store; the null check that C# would add is the hardware's own here.
        Volatile.Write(ref *(int*)0, 42);
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Calling abort().</summary>
public sealed unsafe class AbortFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "abort";

    /// <inheritdoc/>
    public override string Summary => "calling abort()";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGABRT";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGABRT);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        Raw.Abort();
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Dividing an integer by zero.</summary>
public sealed unsafe class DivideByZeroFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "divide-by-zero";

    /// <inheritdoc/>
    public override string Summary => "dividing an integer by zero";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGFPE";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGFPE);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        // The board's results are memory, so the compiler cannot know that the divisor is zero.
        int zero = Volatile.Read(ref job->Zero);
        Volatile.Write(ref job->Zero, 10 / zero);
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>An endless loop.</summary>
public sealed unsafe class HangFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "hang";

    /// <inheritdoc/>
    public override string Summary => "looping for ever, until the run's timeout";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGKILL, sent by the parent";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => null;

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        while (Volatile.Read(ref job->Zero) == 0)
        {
        }
    }
}

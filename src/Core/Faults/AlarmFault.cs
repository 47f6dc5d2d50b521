using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Setting an alarm and waiting for it.</summary>
public sealed unsafe class AlarmFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "alarm";

    /// <inheritdoc/>
    public override string Summary => "alarm(1), and waiting";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGALRM, a second later";

    /// <inheritdoc/>
    public override bool Lingers => true;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGALRM);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        Raw.Alarm(1);
        while (Volatile.Read(ref job->Zero) == 0)
            Raw.Pause();
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Spinning past RLIMIT_CPU.</summary>
public sealed unsafe class CpuLimitFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "cpu-limit";

    /// <inheritdoc/>
    public override string Summary => "spinning past RLIMIT_CPU, its processor time";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGXCPU, at the soft limit";

    /// <inheritdoc/>
    public override bool Lingers => true;

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGXCPU);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        RUsage used;
        Raw.GetRUsage(ResourceH.RUSAGE_SELF, &used);
        long microseconds = used.UserTime.TotalMicroseconds + used.SystemTime.TotalMicroseconds;
        // The kernel counts whole seconds from the process's start. At the hard limit it would send SIGKILL: that stays above.
        WorkerLimits.Lower(ResourceH.RLIMIT_CPU, (ulong)(microseconds / 1_000_000) + 1);
        while (Volatile.Read(ref job->Zero) == 0)
        {
        }
    }
}

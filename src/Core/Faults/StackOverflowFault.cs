using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Recursion without a bound.</summary>
public sealed unsafe class StackOverflowFault : Fault
{
    private const ulong MostBytes = 8 << 20;

    /// <inheritdoc/>
    public override string Id => "stack-overflow";

    /// <inheritdoc/>
    public override string Summary => "recursing without bound until the stack is used up";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGSEGV";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGSEGV);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        // With an unlimited stack the recursion would eat the machine's memory instead.
        RLimit limit;
        Raw.GetRLimit(ResourceH.RLIMIT_STACK, &limit);
        limit.Soft = Math.Min(limit.Soft, MostBytes);
        Raw.SetRLimit(ResourceH.RLIMIT_STACK, &limit);
        job->Zero = Recurse(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Recurse(int depth)
    {
        // The frame is used after the call returns, so no compiler can make a loop of it.
        byte* frame = stackalloc byte[256];
        frame[depth & 255] = 1;
        return Recurse(depth + 1) + frame[(depth + 1) & 255];
    }
}

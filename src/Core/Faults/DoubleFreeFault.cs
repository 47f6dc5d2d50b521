using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Freeing one block of malloc twice.</summary>
public sealed unsafe class DoubleFreeFault : Fault
{
    /// <summary>Above what a thread's cache keeps, which older C libraries do not check, and below what gets a mapping of its own.</summary>
    private const nuint BlockBytes = 4096;

    /// <inheritdoc/>
    public override string Id => "double-free";

    /// <inheritdoc/>
    public override string Summary => "freeing one block of malloc twice";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGABRT, from the C library";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGABRT);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        byte* block = (byte*)Raw.Malloc(BlockBytes);
        // Another behind it: at the heap's end the first would be merged away, and its second free would be that of a stranger.
        Raw.Malloc(BlockBytes);
        Raw.Free(block);
        Raw.Free(block);
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Writing to a page mapped PROT_READ.</summary>
public sealed unsafe class ReadOnlyFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "read-only";

    /// <inheritdoc/>
    public override string Summary => "writing to a page mapped PROT_READ";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGSEGV";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGSEGV);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        void* page = Raw.MMap(null, 4096, MManH.PROT_READ, MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS, -1, 0);
        Volatile.Write(ref *(int*)page, 42);
    }
}

using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Writing to an address that nothing is mapped at.</summary>
public sealed unsafe class WildPointerFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "wild-pointer";

    /// <inheritdoc/>
    public override string Summary => "writing to an address that nothing is mapped at";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGSEGV";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGSEGV);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        // Mapped and unmapped again: nobody else has the address, and it looks like any other.
        void* page = Raw.MMap(null, 4096, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS, -1, 0);
        Raw.MUnmap(page, 4096);
        Volatile.Write(ref *(int*)page, 42);
    }
}

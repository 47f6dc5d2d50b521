using System.Runtime.CompilerServices;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>Touching a mapping past the end of its file.</summary>
public sealed unsafe class BusErrorFault : Fault
{
    /// <inheritdoc/>
    public override string Id => "bus-error";

    /// <inheritdoc/>
    public override string Summary => "touching a mapping past the end of its file";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGBUS";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGBUS);

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        byte name = 0;
        int fd = Raw.MemFdCreate(&name, MManH.MFD_CLOEXEC);
        void* page = Raw.MMap(null, 4096, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_SHARED, fd, 0);
        Volatile.Write(ref *(int*)page, 42);
    }
}

using System.Collections.Immutable;

namespace Sandbox.Core.Faults;

/// <summary>Every fault there is.</summary>
public static class FaultCatalogue
{
    /// <summary>The faults, in the order in which they are listed to people.</summary>
    public static ImmutableArray<Fault> All { get; } =
    [
        new NoFault(),
        new SegfaultFault(),
        new WildPointerFault(),
        new ReadOnlyFault(),
        new StackOverflowFault(),
        new BusErrorFault(),
        new DivideByZeroFault(),
        new IllegalInstructionFault(),
        new BreakpointFault(),
        new AbortFault(),
        new DoubleFreeFault(),
        new ExitCodeFault(),
        new KillSelfFault(),
        new TerminateSelfFault(),
        new SendSignalFault(),
        new BrokenPipeFault(),
        new AlarmFault(),
        new CpuLimitFault(),
        new FileSizeLimitFault(),
        new ForbiddenSyscallFault(),
        new OutOfMemoryFault(),
        new OpenFilesFault(),
        new StopFault(),
        new HangFault(),
        new DeadlockFault(),
        new CorruptArrayFault(),
        new CorruptSumsFault(),
        new DataRaceFault(),
    ];

    /// <summary>The fault with an id, or <c>null</c>.</summary>
    public static Fault? Find(string id)
    {
        foreach (Fault fault in All)
        {
            if (fault.Id == id)
                return fault;
        }
        return null;
    }
}

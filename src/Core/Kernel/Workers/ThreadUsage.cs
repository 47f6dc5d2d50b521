using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>What a thread used: nobody waits for a thread with wait4(2), so it notes that itself before it ends.</summary>
internal static unsafe class ThreadUsage
{
    /// <summary>Notes the calling thread's usage, and that it is about to be joined.</summary>
    public static void Note(WorkerSlot* slot)
    {
        RUsage usage;
        Raw.GetRUsage(ResourceH.RUSAGE_THREAD, &usage);
        slot->UserMicroseconds = usage.UserTime.TotalMicroseconds;
        slot->SystemMicroseconds = usage.SystemTime.TotalMicroseconds;
        slot->MaxRss = usage.MaxRss;
        slot->MinorFaults = usage.MinorFaults;
        slot->MajorFaults = usage.MajorFaults;
        Volatile.Write(ref slot->ReapedAt, Clock.Now);
    }
}

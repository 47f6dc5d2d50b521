using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>
/// The soft resource limits that a worker sets on itself; see setrlimit(2). Each is one more than the limit, so that 0, which is what
/// a job has that nobody filled in, sets none.
/// </summary>
internal struct LimitValues
{
    public long Cpu, AddressSpace, FileSize, OpenFiles, Stack, Core;

    public static LimitValues Of(RunLimits limits) => new()
    {
        Cpu = OneMore(limits.Cpu),
        AddressSpace = OneMore(limits.AddressSpace),
        FileSize = OneMore(limits.FileSize),
        OpenFiles = OneMore(limits.OpenFiles),
        Stack = OneMore(limits.Stack),
        Core = OneMore(limits.Core),
    };

    private static long OneMore(long? limit) => limit is { } value ? value + 1 : 0;
}

/// <summary>Sets limits of the calling process. Safe in a forked child.</summary>
internal static unsafe class WorkerLimits
{
    /// <summary>Sets those that a worker's spec asks for.</summary>
    public static void Apply(WorkerJob* job)
    {
        SetSoft(ResourceH.RLIMIT_CPU, job->Limits.Cpu);
        SetSoft(ResourceH.RLIMIT_FSIZE, job->Limits.FileSize);
        SetSoft(ResourceH.RLIMIT_NOFILE, job->Limits.OpenFiles);
        SetSoft(ResourceH.RLIMIT_STACK, job->Limits.Stack);
        SetSoft(ResourceH.RLIMIT_AS, job->Limits.AddressSpace);
        if (job->DumpsCore && job->Limits.Core == 0)
            RaiseToHard(ResourceH.RLIMIT_CORE);
        SetSoft(ResourceH.RLIMIT_CORE, job->Limits.Core);
    }

    private static void RaiseToHard(int resource)
    {
        RLimit limit;
        Raw.GetRLimit(resource, &limit);
        limit.Soft = limit.Hard;
        Raw.SetRLimit(resource, &limit);
    }

    /// <summary>Lowers a soft limit, and never raises one that is lower already.</summary>
    public static void Lower(int resource, ulong soft)
    {
        RLimit limit;
        Raw.GetRLimit(resource, &limit);
        if (soft >= limit.Soft)
            return;
        limit.Soft = soft;
        Raw.SetRLimit(resource, &limit);
    }

    private static void SetSoft(int resource, long oneMore)
    {
        if (oneMore == 0)
            return;
        RLimit limit;
        Raw.GetRLimit(resource, &limit);
        limit.Soft = (ulong)(oneMore - 1);
        Raw.SetRLimit(resource, &limit);
    }
}

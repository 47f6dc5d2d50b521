using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>The faults that a worker starts with where it becomes somebody else's program: what exec leaves in force.</summary>
internal static unsafe class OutsideFaults
{
    private const ulong Memory = 16 << 20;

    /// <summary>The five that the program has, and one more.</summary>
    private const ulong Files = 6;

    /// <summary>An alarm.</summary>
    public static void Alarm(WorkerJob* job) => Raw.Alarm(1);

    /// <summary>RLIMIT_CPU.</summary>
    public static void Cpu(WorkerJob* job) => WorkerLimits.Lower(ResourceH.RLIMIT_CPU, 1);

    /// <summary>RLIMIT_FSIZE.</summary>
    public static void FileSize(WorkerJob* job) => WorkerLimits.Lower(ResourceH.RLIMIT_FSIZE, 0);

    /// <summary>RLIMIT_AS.</summary>
    public static void OutOfMemory(WorkerJob* job) => WorkerLimits.Lower(ResourceH.RLIMIT_AS, Memory);

    /// <summary>RLIMIT_NOFILE.</summary>
    public static void OpenFiles(WorkerJob* job) => WorkerLimits.Lower(ResourceH.RLIMIT_NOFILE, Files);

    /// <summary>A pipe that nobody reads, in the place of what takes the sum.</summary>
    public static void BrokenPipe(WorkerJob* job)
    {
        int* ends = stackalloc int[2];
        FaultNeeds.Pipe(ends);
        Raw.Close(ends[0]);
        ProgramWorker.Give(ends[1], ProgramWorker.SumFd);
    }
}

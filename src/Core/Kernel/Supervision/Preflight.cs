using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>Whether the machine has room for a run, asked before anything is started: lab VMs are shared.</summary>
internal static class Preflight
{
    /// <summary>What the screen or command and the host need for themselves.</summary>
    private const long OwnBytes = 64L << 20;

    private const long OwnTasks = 8;

    /// <summary>The program, its libraries and the stacks of its own threads, as address space.</summary>
    private const long OwnSpace = 128L << 20;

    /// <summary>What of it is private and can be written.</summary>
    private const long OwnData = 64L << 20;

    /// <summary>Refuses a run that there is no room for.</summary>
    /// <param name="spec">What is to be run.</param>
    /// <param name="room">What the machine has.</param>
    /// <exception cref="MachineRefusedException">There is none; the message has the numbers and what would help.</exception>
    public static void Check(RunSpec spec, MachineRoom room)
    {
        ExecutionModel model = spec.ModelRow;
        if (spec.WaitInUse is { } wait && WaitCode.Of(wait).Lacks(spec.Workers) is { } lack)
            throw new MachineRefusedException($"--wait {spec.Wait}: {lack}");
        CheckDescriptors(spec, model);
        long bytes = BytesFor(spec, model);
        if (bytes > room.Memory.Free)
        {
            throw new MachineRefusedException(
                $"{Workers(spec)} and an array of {Bytes(SampleArray.BytesOf(spec.Length))} need about {Bytes(bytes)} of memory; "
                + $"{room.Memory.Source} leaves {Bytes(room.Memory.Free)}: use a smaller --length or fewer --workers");
        }
        long tasks = TasksFor(spec, model);
        foreach (Allowance allowance in room.Tasks(tasks))
        {
            if (tasks > allowance.Free)
            {
                throw new MachineRefusedException(
                    $"{Workers(spec)} need about {tasks} processes and threads; "
                    + $"{allowance.Source} leaves {Math.Max(0, allowance.Free)}: use fewer --workers, or raise the limit");
            }
        }
    }

    /// <summary>Refuses a run whose host, or whose workers, could not map what they need.</summary>
    /// <param name="spec">What is to be run.</param>
    /// <param name="limit">RLIMIT_AS in bytes; <c>null</c> where there is none.</param>
    /// <exception cref="MachineRefusedException">They could not; the message has the numbers and what would help.</exception>
    public static void CheckAddressSpace(RunSpec spec, ulong? limit)
    {
        if (limit is not { } most || most > long.MaxValue)
            return;
        // The runtime reserves half of it for its heap.
        long free = Math.Max(0, ((long)most / 2) - OwnSpace), needed = SampleArray.BytesOf(spec.Length);
        if (spec.ModelRow.Start == WorkerStart.Thread)
            needed += (long)spec.Workers * (HostWorkers.StackBytes + Environment.SystemPageSize);
        if (needed > free)
        {
            throw new MachineRefusedException(
                $"{Workers(spec)} and an array of {Bytes(SampleArray.BytesOf(spec.Length))} need about {Bytes(needed)} of address space in one process; "
                + $"RLIMIT_AS (ulimit -v) of {Bytes((long)most)} leaves {Bytes(free)}: use a smaller --length or fewer --workers, or raise the limit");
        }
    }

    /// <summary>Refuses a run whose host, or whose workers, could not have what they need for themselves alone.</summary>
    /// <param name="spec">What is to be run.</param>
    /// <param name="limit">RLIMIT_DATA in bytes; <c>null</c> where there is none.</param>
    /// <exception cref="MachineRefusedException">They could not; the message has the numbers and what would help.</exception>
    public static void CheckData(RunSpec spec, ulong? limit)
    {
        if (limit is not { } most || most > long.MaxValue)
            return;
        long array = spec.ModelRow.Mapping == ArrayMapping.Shared ? 0 : SampleArray.BytesOf(spec.Length);
        long needed = array + (spec.ModelRow.Start == WorkerStart.Thread ? (long)spec.Workers * HostWorkers.StackBytes : 0);
        long free = Math.Max(0, (long)most - OwnData);
        if (needed > free)
        {
            throw new MachineRefusedException(
                $"{Workers(spec)} and an array of {Bytes(SampleArray.BytesOf(spec.Length))} need about {Bytes(needed)} of private memory in one process; "
                + $"RLIMIT_DATA (ulimit -d) of {Bytes((long)most)} leaves {Bytes(free)}: use a smaller --length or fewer --workers, or raise the limit");
        }
    }

    /// <summary>A host holds a file for the sum of each worker that is somebody else's program, and perhaps its pidfd.</summary>
    private static void CheckDescriptors(RunSpec spec, ExecutionModel model)
    {
        const ulong Others = 64, Each = 2;
        if (model.RunsProgram && OwnLimits.Hard(ResourceH.RLIMIT_NOFILE) is var hard && hard < ((ulong)spec.Workers * Each) + Others)
            throw new MachineRefusedException($"{Workers(spec)} take {Each} descriptors each, and RLIMIT_NOFILE (ulimit -Hn) is {hard}; use fewer --workers");
    }

    private static long BytesFor(RunSpec spec, ExecutionModel model)
    {
        long array = SampleArray.BytesOf(spec.Length);
        // An intruder's first write to a page of a private array copies the page.
        bool copied = spec.HasIntruder && model.CopiesOnWrite;
        return OwnBytes + (array * (copied ? 2 : 1)) + (spec.Workers * model.BytesPerWorker(array));
    }

    private static long TasksFor(RunSpec spec, ExecutionModel model) => OwnTasks + ((long)spec.Workers * model.TasksPerWorker);

    private static string Workers(RunSpec spec) => $"--workers {spec.Workers} of the model {spec.Model}";

    private static string Bytes(long bytes) => bytes >= 1L << 30 ? $"{bytes / (double)(1L << 30):0.0} GiB" : $"{bytes / (double)(1L << 20):0.0} MiB";
}

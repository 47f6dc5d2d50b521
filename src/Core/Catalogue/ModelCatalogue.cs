using System.Collections.Immutable;

namespace Sandbox.Core.Catalogue;

/// <summary>Every execution model there is: a row each.</summary>
public static class ModelCatalogue
{
    private const string NothingIsCopied = "reads of pages that are mapped cost no fault: nothing is copied";

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static ImmutableArray<ExecutionModel> All { get; } =
    [
        new(
            "sequential", "one loop in the host", "the host's own", "the baseline: nobody else to hurt, nobody left to report",
            WorkerStart.InTurn, ArrayMapping.Private)
        {
            OwnBytes = 64 << 10,
            Starting = new("the loop begins", "nothing: it is the host itself", NothingIsCopied),
        },
        new(
            "threads", "kernel threads of the host", "one address space", "no isolation: one fault ends all",
            WorkerStart.Thread, ArrayMapping.Private)
        {
            OwnBytes = 64 << 10,
            Starting = new("the host creates its threads", "clone() with the same address space: nothing is copied", NothingIsCopied),
        },
        new(
            "processes", "fork()ed children", "private, copy-on-write", "isolation; corruption stays in the child",
            WorkerStart.Fork, ArrayMapping.Private)
        {
            OwnBytes = 512 << 10,
            Starting = new(
                "the host forks its children",
                "it copies page tables, not frames, and marks both sides read-only: all pages are shared until written",
                NothingIsCopied),
        },
        new(
            "shared", "fork()ed children", "MAP_SHARED", "exit status isolated, memory not",
            WorkerStart.Fork, ArrayMapping.Shared)
        {
            OwnBytes = 512 << 10,
            Starting = new(
                "the host forks its children",
                "it copies page tables, not frames; the array is MAP_SHARED and stays one for all",
                "a child's first touch maps the shared frame (a minor fault); nothing is copied"),
        },
        new(
            "vfork", "vfork()ed children", "the host's own", "exit status isolated, memory the parent's own, and the parent stands still",
            WorkerStart.VFork, ArrayMapping.Private)
        {
            OwnBytes = 64 << 10,
            Starting = new(
                "the host calls vfork() for one child after the other",
                "clone() with CLONE_VM and CLONE_VFORK: not even page tables are copied, and the host sleeps until the child has ended",
                NothingIsCopied),
        },
        new(
            "spawn", "posix_spawn()ed fresh programs", "a memfd mapped private", "fork without exec against fork and exec, and what it costs",
            WorkerStart.Spawn, ArrayMapping.MemFd)
        {
            // A runtime of its own.
            OwnBytes = 8 << 20,
            TasksPerWorker = 3,
            Starting = new(
                "the host spawns fresh programs",
                "each gets a new address space, and maps the array's memfd privately: no page of it is touched",
                "each first read of a page faults and maps the file's frame: shared, not copied"),
        },
        new(
            "program", "copies of a program of yours", "a memfd that it inherits", "your own code as the worker: what the parent sees of it",
            WorkerStart.Program, ArrayMapping.MemFd)
        {
            OwnBytes = 8 << 20,
            Starting = new(
                "the host forks its children, and each calls exec",
                "fork copies page tables; exec drops them again and maps your program: of the host nothing is left but descriptors",
                "your program reads the array as it likes: what it maps of the file are frames that all share"),
        },
        new(
            "mpi", "ranks of Open MPI", "each rank's own slice", "messages and nothing else: one rank's death ends the job, and who says so is mpirun",
            WorkerStart.Ranks, ArrayMapping.Private)
        {
            // A runtime, and the libraries of MPI; the front and the reaper above it.
            OwnBytes = 24 << 20,
            TasksPerWorker = 8,
            Starting = new(
                "the host starts mpirun, which starts the ranks",
                "each rank gets a new address space and makes its own slice; MPI_Init lets them find each other, and takes most of the time",
                "reads of a slice that the rank has written itself cost no fault: nothing is copied"),
        },
    ];

    /// <summary>Those whose workers run the sandbox's own code.</summary>
    public static ImmutableArray<ExecutionModel> OwnCode { get; } = All.RemoveAll(model => model.RunsProgram);

    /// <summary>Those of them that need nothing but the kernel: on every machine they are the same.</summary>
    public static ImmutableArray<ExecutionModel> Own { get; } = OwnCode.RemoveAll(model => model.UsesLauncher);

    /// <summary>The one with an id, or <c>null</c>.</summary>
    public static ExecutionModel? Find(string id)
    {
        foreach (ExecutionModel model in All)
        {
            if (model.Id == id)
                return model;
        }
        return null;
    }
}

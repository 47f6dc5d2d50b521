using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Sandbox.Core.Faults;
using Sandbox.Core.Memory;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Hosting;

/// <summary>
/// The one place that forks, and the rules under which fork is safe in a .NET process:
/// <list type="number">
/// <item>W^X is off (<c>DOTNET_EnableWriteXorExecute=0</c> before the runtime starts): otherwise it maps its code twice, shared, and
/// parent and child write to the same code pages.</item>
/// <item>Tiered compilation and diagnostics are off: no thread of the runtime works while we fork.</item>
/// <item>No other managed thread runs: a lock that one held would stay locked in the child for ever.</item>
/// <item>fork, wait and _exit are called through <see cref="Raw"/>, without a GC transition.</item>
/// <item>Everything on the child's path is compiled beforehand: <see cref="Prepare"/>.</item>
/// </list>
/// Only the host keeps them, so only the host forks; anywhere else the gate refuses.
/// </summary>
internal static unsafe class ForkGate
{
    /// <summary>What must stand in the environment before the runtime of a host starts.</summary>
    public static IReadOnlyList<string> Environment { get; } =
    [
        "DOTNET_EnableWriteXorExecute=0",
        "DOTNET_TieredCompilation=0",
        "DOTNET_EnableDiagnostics=0",
        "DOTNET_EnableEventPipe=0",
        // A small heap has few page tables for fork to copy; a host needs little of it.
        "DOTNET_GCHeapHardLimit=0x6000000",
        // Nor does it need a pool of the C library's allocator for each of the runtime's threads.
        "MALLOC_ARENA_MAX=1",
        // What the compiler has worked with goes back to that allocator.
        "DOTNET_JitHostMaxSlabCache=0",
    ];

    private static int _quietThreads;

    /// <summary>Compiles what a child will run, and notes how many threads a quiet host has. Call it before any thread is started.</summary>
    /// <exception cref="SandboxBugException">This process is no host.</exception>
    public static void Prepare(Fault fault)
    {
        foreach (string rule in Environment)
        {
            string name = rule[..rule.IndexOf('=')];
            if (System.Environment.GetEnvironmentVariable(name) != rule[(name.Length + 1)..])
                throw new SandboxBugException($"refusing to fork: {rule} was not in the environment when this process started; only a host forks");
        }
        CompileWorker(fault);
        _quietThreads = CountThreads();
    }

    /// <summary>Compiles all that a worker runs, so that nothing is left to load, map or compile once it lives.</summary>
    public static void CompileWorker(Fault fault)
    {
        RuntimeHelpers.RunClassConstructor(typeof(Raw).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(SyscallH).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(MachineCode).TypeHandle);
        RuntimeHelpers.PrepareMethod(typeof(ForkGate).GetMethod(nameof(Fork))!.MethodHandle);
        Compile(typeof(Worker));
        Compile(typeof(Gates));
        Compile(typeof(WorkerLimits));
        Compile(typeof(Meeting));
        Compile(typeof(SumKernel));
        Compile(typeof(PageSampler));
        Compile(typeof(PageMap));
        Compile(typeof(Clock));
        Compile(typeof(MachineCode));
        Compile(fault.GetType());
        Rehearse();
    }

    /// <summary>
    /// Lives a worker's life once in the host, on memory of its own: compiled code still binds helpers of the runtime at its first
    /// call, and a child must find them bound.
    /// </summary>
    private static void Rehearse()
    {
        // Paced, for its rests; and long enough that between two of them each loop of the sum has something to do.
        const int Length = 1610;
        int* elements = stackalloc int[Length];
        new Span<int>(elements, Length).Fill(1);
        BoardHeader header = new() { Gate = (int)Step.Open, Pages = 1, PagesPerCell = 1 };
        WorkerSlot slot = default;
        long result = 0;
        byte cell = 0;
        WorkerJob job = new()
        {
            Workers = 1,
            Faulty = true,
            LooksAtPages = true,
            Header = &header,
            Slots = &slot,
            Results = &result,
            Array = elements,
            Cells = &cell,
            PageSize = (uint)System.Environment.SystemPageSize,
            Length = Length,
            End = Length,
            Pace = Length,
            Deed = FaultCatalogue.Find("none")!.Deed,
        };
        Worker.Live(&job);
        // As if this process were the worker, adopted already: it dies with its parent before and after.
        header.Supervisor = Raw.GetParentPid();
        Worker.AwaitAdoption(&job);
        if (result != Length || slot.Stage != (int)WorkerStage.Ended)
            throw new SandboxBugException("a worker's life, rehearsed in the host, did not end well");
    }

    /// <summary>Waits until the threads that were started since <see cref="Prepare"/> are gone for the kernel too.</summary>
    public static void WaitForQuiet()
    {
        // Thread.Join returns while the thread still runs its last instructions, perhaps with a lock of malloc's in hand.
        while (CountThreads() > _quietThreads)
            Worker.Rest(50_000);
    }

    /// <summary>Forks a child that lives as a worker.</summary>
    /// <returns>The child's pid, or -1 with <see cref="Raw.Errno"/> set. In the child it does not return.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Fork(WorkerJob* job)
    {
        int pid = Raw.Fork();
        if (pid == 0)
            Worker.LiveAsChild(job);
        return pid;
    }

    private static void Compile(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)]
        Type type)
    {
        const BindingFlags own = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (MethodInfo method in type.GetMethods(own))
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
    }

    private static int CountThreads()
    {
        ReadOnlySpan<byte> name = "\nThreads:\t"u8;
        Span<byte> status = stackalloc byte[4096];
        status = status[..ProcFile.Read("/proc/self/status\0"u8, status)];
        return Utf8Parser.TryParse(status[(status.IndexOf(name) + name.Length)..], out int threads, out _)
            ? threads
            : throw new SandboxBugException("/proc/self/status does not say how many threads there are");
    }
}

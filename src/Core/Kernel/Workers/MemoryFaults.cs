using System.Runtime.CompilerServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>The faults that are a bad access or a bad instruction. Safe in a forked child, as all faults are.</summary>
internal static unsafe class MemoryFaults
{
    private const ulong LargestStack = 8 << 20;

    /// <summary>Above what a thread's cache keeps, which older C libraries do not check, and below what gets a mapping of its own.</summary>
    private const nuint BlockBytes = 4096;

    /// <summary>Writes through a null pointer.</summary>
    public static void Segfault(WorkerJob* job)
    {
        // Volatile.Write is compiled to the bare store; the null check that C# would add is the hardware's own here.
        Volatile.Write(ref *(int*)0, 42);
    }

    /// <summary>Writes where nothing is mapped.</summary>
    public static void WildPointer(WorkerJob* job)
    {
        // Mapped and unmapped again: nobody else has the address, and it looks like any other.
        void* page = FaultNeeds.Page(MManH.PROT_READ | MManH.PROT_WRITE);
        Raw.MUnmap(page, 4096);
        Volatile.Write(ref *(int*)page, 42);
    }

    /// <summary>Writes to memory that may only be read: a page, or the code of this very function.</summary>
    public static void ReadOnly(WorkerJob* job)
    {
        delegate*<WorkerJob*, void> code = &ReadOnly;
        void* page = job->Argument != 0 ? (void*)code : FaultNeeds.Page(MManH.PROT_READ);
        Volatile.Write(ref *(int*)page, 42);
    }

    /// <summary>Recurses until the stack is used up.</summary>
    public static void StackOverflow(WorkerJob* job)
    {
        // With an unlimited stack the recursion would eat the machine's memory instead.
        RLimit limit;
        Raw.GetRLimit(ResourceH.RLIMIT_STACK, &limit);
        limit.Soft = Math.Min(limit.Soft, LargestStack);
        Raw.SetRLimit(ResourceH.RLIMIT_STACK, &limit);
        job->Zero = Recurse(1);
    }

    /// <summary>Touches a mapping past the end of its file.</summary>
    public static void BusError(WorkerJob* job)
    {
        void* page = FaultNeeds.Page(MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_SHARED, FaultNeeds.File());
        Volatile.Write(ref *(int*)page, 42);
    }

    /// <summary>Divides by zero, which on arm64 nobody complains of: the worker goes on.</summary>
    public static void DivideByZero(WorkerJob* job)
    {
        if (!MachineCode.DividingByZeroTraps)
        {
            MachineCode.DivideByZeroOnArm();
            return;
        }
        // The board is memory, so the compiler cannot know that the divisor is zero.
        int zero = Volatile.Read(ref job->Zero);
        Volatile.Write(ref job->Zero, 10 / zero);
    }

    /// <summary>Executes an undefined opcode.</summary>
    public static void IllegalInstruction(WorkerJob* job) => MachineCode.Run(MachineCode.Undefined);

    /// <summary>Executes the instruction of a debugger's breakpoint.</summary>
    public static void Breakpoint(WorkerJob* job) => MachineCode.Run(MachineCode.Trap);

    /// <summary>Calls abort(3).</summary>
    public static void Abort(WorkerJob* job) => Raw.Abort();

    /// <summary>Frees a block twice.</summary>
    public static void DoubleFree(WorkerJob* job)
    {
        byte* block = FaultNeeds.Block(BlockBytes);
        // Another behind it: at the heap's end the first would be merged away, and its second free would be that of a stranger.
        FaultNeeds.Block(BlockBytes);
        Raw.Free(block);
        Raw.Free(block);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Recurse(int depth)
    {
        // The frame is used after the call returns, so no compiler can make a loop of it.
        byte* frame = stackalloc byte[256];
        frame[depth & 255] = 1;
        return Recurse(depth + 1) + frame[(depth + 1) & 255];
    }
}

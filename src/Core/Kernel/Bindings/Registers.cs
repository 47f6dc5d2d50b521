using System.Runtime.InteropServices;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>The registers of a tracee that make a system call: its number, its first argument, its result. x86-64 and arm64 have them elsewhere.</summary>
internal static unsafe class Registers
{
    // As many as any of the two machines has: 27 on x86-64, 34 on arm64.
    private const int Most = 34;

    // Their places in what PTRACE_GETREGSET gives: orig_rax, rdi and rax; x8 and twice x0.
    private static readonly int Number = OnArm ? 8 : 15, First = OnArm ? 0 : 14, Result = OnArm ? 0 : 10;

    private static bool OnArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>The number of the system call that a tracee is in; -1 where it is gone.</summary>
    public static long CallNumber(int tid)
    {
        ulong* registers = stackalloc ulong[Most];
        return Get(tid, registers, out _) ? (long)registers[Number] : -1;
    }

    /// <summary>Gives the call that a tracee is about to make another first argument.</summary>
    public static bool ChangeFirst(int tid, ulong value)
    {
        ulong* registers = stackalloc ulong[Most];
        if (!Get(tid, registers, out nuint size))
            return false;
        registers[First] = value;
        return Set(tid, PTraceH.NT_PRSTATUS, registers, size);
    }

    /// <summary>Has the call that a tracee is about to make not made at all: it returns what is given here.</summary>
    public static bool SkipCall(int tid, long returned)
    {
        ulong* registers = stackalloc ulong[Most];
        if (!Get(tid, registers, out nuint size))
            return false;
        registers[Result] = (ulong)returned;
        int none = -1;
        if (!OnArm)
            registers[Number] = unchecked((ulong)-1L);
        return (!OnArm || Set(tid, PTraceH.NT_ARM_SYSTEM_CALL, &none, sizeof(int))) && Set(tid, PTraceH.NT_PRSTATUS, registers, size);
    }

    private static bool Get(int tid, ulong* registers, out nuint size)
    {
        IoVec vector = new() { Base = registers, Length = Most * sizeof(ulong) };
        bool good = PTrace.Call(PTraceH.PTRACE_GETREGSET, tid, PTraceH.NT_PRSTATUS, (nint)(&vector)) == 0;
        size = vector.Length;
        return good;
    }

    private static bool Set(int tid, int kind, void* from, nuint size)
    {
        IoVec vector = new() { Base = from, Length = size };
        return PTrace.Call(PTraceH.PTRACE_SETREGSET, tid, kind, (nint)(&vector)) == 0;
    }
}

using System.Runtime.InteropServices;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Workers;

/// <summary>Instructions that no compiler emits. Safe in a forked child.</summary>
internal static unsafe class MachineCode
{
    private static readonly bool OnArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>An opcode that is undefined for good: <c>ud2</c>, <c>udf #0</c>.</summary>
    public static readonly uint Undefined = OnArm ? 0x00000000u : 0x00000b0fu;

    /// <summary>The debugger's trap: <c>int3</c>, <c>brk #0</c>.</summary>
    public static readonly uint Trap = OnArm ? 0xd4200000u : 0x000000ccu;

    /// <summary>Whether the processor complains of an integer divided by zero; one of arm64 gives 0 and goes on.</summary>
    public static bool DividingByZeroTraps => !OnArm;

    /// <summary>The machine as a seccomp filter sees it: the numbers of system calls mean nothing without it.</summary>
    public static readonly uint AuditArch = OnArm ? SeccompH.AUDIT_ARCH_AARCH64 : SeccompH.AUDIT_ARCH_X86_64;

    /// <summary>Divides by zero on arm64 (<c>sdiv w0, w0, wzr; ret</c>): what compilers of C# emit throws before the processor comes to it.</summary>
    public static void DivideByZeroOnArm() => Run(0x1adf0c00u, 0xd65f03c0u);

    /// <summary>Executes an instruction on a page of its own, and one that follows.</summary>
    public static void Run(uint instruction, uint next = 0)
    {
        uint* page = (uint*)FaultNeeds.Page(MManH.PROT_READ | MManH.PROT_WRITE);
        page[0] = instruction;
        page[1] = next;
        Raw.MProtect(page, 4096, MManH.PROT_READ | MManH.PROT_EXEC);
        ((delegate* unmanaged[SuppressGCTransition]<void>)page)();
    }
}

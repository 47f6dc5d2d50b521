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

    /// <summary>The machine as a seccomp filter sees it: the numbers of system calls mean nothing without it.</summary>
    public static readonly uint AuditArch = OnArm ? SeccompH.AUDIT_ARCH_AARCH64 : SeccompH.AUDIT_ARCH_X86_64;

    /// <summary>Executes an instruction on a page of its own.</summary>
    public static void Run(uint instruction)
    {
        uint* page = (uint*)Raw.MMap(null, 4096, MManH.PROT_READ | MManH.PROT_WRITE, MManH.MAP_PRIVATE | MManH.MAP_ANONYMOUS, -1, 0);
        *page = instruction;
        Raw.MProtect(page, 4096, MManH.PROT_READ | MManH.PROT_EXEC);
        ((delegate* unmanaged[SuppressGCTransition]<void>)page)();
    }
}

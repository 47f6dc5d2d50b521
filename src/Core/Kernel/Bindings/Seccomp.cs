using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>One instruction of a seccomp filter; see seccomp(2).</summary>
[CStruct("linux/filter.h", "struct sock_filter")]
[StructLayout(LayoutKind.Sequential)]
internal struct SockFilter
{
    [CField("code")] public ushort Code;
    [CField("jt")] public byte IfTrue;
    [CField("jf")] public byte IfFalse;
    [CField("k")] public uint Value;
}

/// <summary>A seccomp filter.</summary>
[CStruct("linux/filter.h", "struct sock_fprog")]
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SockFProg
{
    [CField("len")] public ushort Length;
    [CField("filter")] public SockFilter* Filter;
}

/// <summary>Constants of <c>&lt;linux/seccomp.h&gt;</c> and of the headers that filters are written with.</summary>
[CConstant("linux/seccomp.h")]
internal static class SeccompH
{
    public const uint SECCOMP_MODE_FILTER = 2;
    public const uint SECCOMP_GET_ACTION_AVAIL = 2;
    public const uint SECCOMP_RET_KILL_PROCESS = 0x80000000;
    public const uint SECCOMP_RET_TRACE = 0x7ff00000;
    public const uint SECCOMP_RET_ALLOW = 0x7fff0000;

    [CConstant("linux/audit.h")]
    public const uint AUDIT_ARCH_X86_64 = 0xc000003e;

    [CConstant("linux/audit.h")]
    public const uint AUDIT_ARCH_AARCH64 = 0xc00000b7;

    [CConstant("linux/seccomp.h", "offsetof(struct seccomp_data, nr)")]
    public const uint NumberOffset = 0;

    [CConstant("linux/seccomp.h", "offsetof(struct seccomp_data, arch)")]
    public const uint ArchOffset = 4;

    /// <summary>The lower half of the first argument; the machines that this program is for have it first.</summary>
    [CConstant("linux/seccomp.h", "offsetof(struct seccomp_data, args)")]
    public const uint FirstArgumentOffset = 16;

    [CConstant("linux/filter.h", "BPF_LD | BPF_W | BPF_ABS")]
    public const ushort Load = 0x20;

    [CConstant("linux/filter.h", "BPF_JMP | BPF_JEQ | BPF_K")]
    public const ushort JumpIfEqual = 0x15;

    [CConstant("linux/filter.h", "BPF_JMP | BPF_JGE | BPF_K")]
    public const ushort JumpIfAtLeast = 0x35;

    [CConstant("linux/filter.h", "BPF_JMP | BPF_JSET | BPF_K")]
    public const ushort JumpIfAnySet = 0x45;

    [CConstant("linux/filter.h", "BPF_RET | BPF_K")]
    public const ushort Return = 0x06;
}

/// <summary>Constants of <c>&lt;sys/socket.h&gt;</c>.</summary>
[CConstant("sys/socket.h")]
internal static class SocketH
{
    public const int AF_UNIX = 1;
    public const int SOCK_STREAM = 1;
}

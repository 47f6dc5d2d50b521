using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>Constants of <c>&lt;linux/ptrace.h&gt;</c>.</summary>
[CConstant("sys/types.h linux/ptrace.h")]
internal static class PTraceH
{
    public const int PTRACE_CONT = 7;
    public const int PTRACE_DETACH = 17;
    public const int PTRACE_SYSCALL = 24;
    public const int PTRACE_GETEVENTMSG = 0x4201;
    public const int PTRACE_GETSIGINFO = 0x4202;
    public const int PTRACE_GETREGSET = 0x4204;
    public const int PTRACE_SETREGSET = 0x4205;
    public const int PTRACE_SEIZE = 0x4206;
    public const int PTRACE_INTERRUPT = 0x4207;
    public const int PTRACE_LISTEN = 0x4208;
    public const int PTRACE_GET_SYSCALL_INFO = 0x420e;
    public const int PTRACE_SYSCALL_INFO_ENTRY = 1;
    public const int PTRACE_SYSCALL_INFO_EXIT = 2;
    public const int PTRACE_SYSCALL_INFO_SECCOMP = 3;
    public const int PTRACE_EVENT_FORK = 1;
    public const int PTRACE_EVENT_VFORK = 2;
    public const int PTRACE_EVENT_CLONE = 3;
    public const int PTRACE_EVENT_EXEC = 4;
    public const int PTRACE_EVENT_SECCOMP = 7;
    public const int PTRACE_EVENT_STOP = 128;
    public const int PTRACE_O_TRACESYSGOOD = 1;
    public const int PTRACE_O_TRACEFORK = 2;
    public const int PTRACE_O_TRACEVFORK = 4;
    public const int PTRACE_O_TRACECLONE = 8;
    public const int PTRACE_O_TRACEEXEC = 16;
    public const int PTRACE_O_TRACESECCOMP = 128;
    public const int PTRACE_O_EXITKILL = 0x100000;

    [CConstant("elf.h")]
    public const int NT_PRSTATUS = 1;

    [CConstant("elf.h")]
    public const int NT_ARM_SYSTEM_CALL = 0x404;
}

/// <summary>Constants of <c>&lt;sched.h&gt;</c>.</summary>
[CConstant("sched.h")]
internal static class SchedH
{
    public const int CLONE_VM = 0x00000100;
    public const int CLONE_VFORK = 0x00004000;
    public const uint CLONE_PARENT = 0x00008000;
    public const uint CLONE_THREAD = 0x00010000;
    public const uint CLONE_UNTRACED = 0x00800000;
}

/// <summary>A system call that a tracee is at; see PTRACE_GET_SYSCALL_INFO in ptrace(2).</summary>
[CStruct("sys/types.h linux/ptrace.h", "struct ptrace_syscall_info")]
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal unsafe struct SyscallInfo
{
    [CField("op")][FieldOffset(0)] public byte Operation;
    [CField("entry.nr")][FieldOffset(24)] public ulong Number;
    [CField("entry.args")][FieldOffset(32)] public fixed ulong Arguments[6];
    [CField("exit.rval")][FieldOffset(24)] public long Returned;
    [CField("exit.is_error")][FieldOffset(32)] public byte IsError;
}

/// <summary>Where bytes lie, and how many; see readv(2).</summary>
[CStruct("sys/uio.h", "struct iovec")]
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVec
{
    [CField("iov_base")] public void* Base;
    [CField("iov_len")] public nuint Length;
}

/// <summary>
/// ptrace(2). All calls for a tracee must be made by the one thread that traces it. Each returns 0 or the error's number: ESRCH where the
/// tracee is not stopped any more, which after a SIGKILL can be at any moment.
/// </summary>
internal static unsafe class PTrace
{
    /// <summary>A call whose two arguments are numbers.</summary>
    public static int Call(int request, int tid, nint address, nint data) =>
        Raw.Syscall(SyscallH.SYS_ptrace, request, tid, address, data, 0, 0) < 0 ? Raw.Errno : 0;

    /// <summary>What an event is about: the child of a fork, the former thread of an exec. 0 where the tracee is gone.</summary>
    public static long EventMessage(int tid)
    {
        ulong message = 0;
        return Call(PTraceH.PTRACE_GETEVENTMSG, tid, 0, (nint)(&message)) == 0 ? (long)message : 0;
    }

    /// <summary>The signal that a tracee is stopped at; <c>false</c> where it is gone, or in a group stop.</summary>
    public static bool SignalInfo(int tid, out SigInfo info)
    {
        SigInfo found = default;
        bool good = Call(PTraceH.PTRACE_GETSIGINFO, tid, 0, (nint)(&found)) == 0;
        info = found;
        return good;
    }

    /// <summary>The system call that a tracee is stopped at; <c>false</c> where it is gone.</summary>
    public static bool CallInfo(int tid, out SyscallInfo info)
    {
        SyscallInfo found = default;
        bool good = Raw.Syscall(SyscallH.SYS_ptrace, PTraceH.PTRACE_GET_SYSCALL_INFO, tid, sizeof(SyscallInfo), (nint)(&found), 0, 0) > 0;
        info = found;
        return good;
    }
}

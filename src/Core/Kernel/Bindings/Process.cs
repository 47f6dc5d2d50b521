using System.Runtime.InteropServices;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Kernel.Bindings;

/// <summary>Constants of <c>&lt;sys/prctl.h&gt;</c>.</summary>
[CConstant("sys/prctl.h")]
internal static class PrCtlH
{
    public const int PR_SET_PDEATHSIG = 1;
    public const int PR_SET_DUMPABLE = 4;
    public const int PR_SET_SECCOMP = 22;
    public const int PR_SET_CHILD_SUBREAPER = 36;
    public const int PR_SET_NO_NEW_PRIVS = 38;
}

/// <summary>System calls without a function in every C library in use; numbers as <c>&lt;sys/syscall.h&gt;</c> has them.</summary>
[CConstant("sys/syscall.h")]
internal static class SyscallH
{
    public static readonly nint SYS_write = OnArm ? 64 : 1;
    public static readonly nint SYS_gettid = OnArm ? 178 : 186;
    public static readonly nint SYS_futex = OnArm ? 98 : 202;
    public static readonly nint SYS_waitid = OnArm ? 95 : 247;
    public static readonly nint SYS_tgkill = OnArm ? 131 : 234;
    public const int SYS_pidfd_send_signal = 424;
    public static readonly nint SYS_socket = OnArm ? 198 : 41;
    public static readonly nint SYS_seccomp = OnArm ? 277 : 317;
    public const int SYS_pidfd_open = 434;

    public static readonly nint SYS_ptrace = OnArm ? 117 : 101;
    public static readonly nint SYS_process_vm_readv = OnArm ? 270 : 310;
    public static readonly nint SYS_process_vm_writev = OnArm ? 271 : 311;
    public static readonly nint SYS_clone = OnArm ? 220 : 56;
    public const int SYS_clone3 = 435;
    public static readonly nint SYS_execve = OnArm ? 221 : 59;
    public static readonly nint SYS_execveat = OnArm ? 281 : 322;
    public static readonly nint SYS_wait4 = OnArm ? 260 : 61;
    public static readonly nint SYS_kill = OnArm ? 129 : 62;
    public static readonly nint SYS_tkill = OnArm ? 130 : 200;
    public static readonly nint SYS_rt_sigqueueinfo = OnArm ? 138 : 129;
    public static readonly nint SYS_rt_tgsigqueueinfo = OnArm ? 240 : 297;
    public static readonly nint SYS_rt_sigaction = OnArm ? 134 : 13;
    public static readonly nint SYS_prctl = OnArm ? 167 : 157;
    public const int SYS_close_range = 436;
    public static readonly nint SYS_dup3 = OnArm ? 24 : 292;
    public static readonly nint SYS_fcntl = OnArm ? 25 : 72;
    public static readonly nint SYS_mkdirat = OnArm ? 34 : 258;
    public static readonly nint SYS_chdir = OnArm ? 49 : 80;
    public static readonly nint SYS_fchdir = OnArm ? 50 : 81;
    public static readonly nint SYS_fsync = OnArm ? 82 : 74;
    public static readonly nint SYS_fadvise64 = OnArm ? 223 : 221;
    public static readonly nint SYS_mincore = OnArm ? 232 : 27;
    public static readonly nint SYS_get_robust_list = OnArm ? 100 : 274;
    public static readonly nint SYS_setsid = OnArm ? 157 : 112;

    private static bool OnArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}

/// <summary>Constants of <c>&lt;linux/futex.h&gt;</c>.</summary>
[CConstant("linux/futex.h")]
internal static class FutexH
{
    public const int FUTEX_WAIT = 0;
    public const int FUTEX_WAKE = 1;
}

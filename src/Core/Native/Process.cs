using System.Runtime.InteropServices;

namespace Sandbox.Core.Native;

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

/// <summary>Constants of <c>&lt;sys/wait.h&gt;</c>.</summary>
[CConstant("sys/wait.h")]
internal static class WaitH
{
    public const int WNOHANG = 1;
    public const int WUNTRACED = 2;
    public const int WEXITED = 4;
    public const int WCONTINUED = 8;
    public const int WNOWAIT = 0x01000000;
    public const int P_PIDFD = 3;
}

/// <summary>Numbers of errors that are told apart; their names come from Mono.Unix.</summary>
[CConstant("errno.h")]
internal static class ErrnoH
{
    public const int EINTR = 4;
    public const int ENXIO = 6;
    public const int ECHILD = 10;
    public const int EAGAIN = 11;
    public const int ENOMEM = 12;
    public const int EMFILE = 24;
    public const int EDEADLK = 35;
    public const int ENOSYS = 38;

    /// <summary>The name of an error's number: <c>EAGAIN</c>.</summary>
    public static string NameOf(int errno) => errno switch
    {
        // Of two names for one number an enumeration gives either; man pages give these.
        EAGAIN => nameof(EAGAIN),
        EDEADLK => nameof(EDEADLK),
        _ => ((Mono.Unix.Native.Errno)errno).ToString(),
    };
}

/// <summary>System calls without a function in every C library in use; numbers as <c>&lt;sys/syscall.h&gt;</c> has them.</summary>
[CConstant("sys/syscall.h")]
internal static class SyscallH
{
    public static readonly nint SYS_gettid = OnArm ? 178 : 186;
    public static readonly nint SYS_futex = OnArm ? 98 : 202;
    public static readonly nint SYS_waitid = OnArm ? 95 : 247;
    public static readonly nint SYS_tgkill = OnArm ? 131 : 234;
    public const int SYS_pidfd_send_signal = 424;
    public static readonly nint SYS_socket = OnArm ? 198 : 41;
    public static readonly nint SYS_seccomp = OnArm ? 277 : 317;
    public const int SYS_pidfd_open = 434;

    private static bool OnArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}

/// <summary>Constants of <c>&lt;linux/futex.h&gt;</c>.</summary>
[CConstant("linux/futex.h")]
internal static class FutexH
{
    public const int FUTEX_WAIT = 0;
    public const int FUTEX_WAKE = 1;
}

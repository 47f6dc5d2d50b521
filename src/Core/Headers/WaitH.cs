namespace Sandbox.Core.Headers;

/// <summary>Constants of <c>&lt;sys/wait.h&gt;</c>.</summary>
[CConstant("sys/wait.h")]
internal static class WaitH
{
    public const int WNOHANG = 1;
    public const int WUNTRACED = 2;
    public const int WEXITED = 4;
    public const int WCONTINUED = 8;
    public const int WNOWAIT = 0x01000000;
    public const int __WNOTHREAD = 0x20000000;
    public const int __WALL = 0x40000000;
    public const int __WCLONE = unchecked((int)0x80000000);
    public const int P_ALL = 0;
    public const int P_PID = 1;
    public const int P_PGID = 2;
    public const int P_PIDFD = 3;
}

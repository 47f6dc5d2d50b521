using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>Whether a signal has stopped a child: what /proc alone does not say of one that is traced, as under strace(1).</summary>
internal static unsafe class StoppedChild
{
    /// <summary>Whether a signal has stopped it and nobody has continued it.</summary>
    /// <param name="pid">A process; one that is traced must be a child of the caller's, or nothing is known of it.</param>
    /// <param name="stat">What /proc shows of it.</param>
    /// <param name="told">Whether the caller has waited for its stop already: then the kernel tells of it no more.</param>
    public static bool Is(int pid, ProcStat? stat, bool told = false)
    {
        if (stat is not { Stands: true })
            return false;
        return stat.State == 'T' || told || Tells(pid);
    }

    /// <summary>Asks the kernel for a stop, and leaves it there for whoever waits.</summary>
    private static bool Tells(int pid)
    {
        SigInfo info = default;
        nint asked = Raw.Syscall(SyscallH.SYS_waitid, WaitH.P_PID, pid, (nint)(&info), WaitH.WUNTRACED | WaitH.WNOHANG | WaitH.WNOWAIT, 0, 0);
        return asked == 0 && info.Code == SignalH.CLD_STOPPED;
    }
}

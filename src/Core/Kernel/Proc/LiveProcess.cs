using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>
/// Signals for processes of a run that are alive, and for nobody who has got the number of a dead one. A run's processes are known by
/// their group: its number is the host's pid, which nobody else gets before the host was waited for.
/// </summary>
internal static unsafe class LiveProcess
{
    /// <summary>Sends a signal.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="group">The group that it must be in.</param>
    /// <param name="signal">The signal's number.</param>
    /// <returns>Whether it was sent; not where the process is gone, is a zombie, or is of another group.</returns>
    public static bool Signal(int pid, int group, int signal)
    {
        int fd = (int)Raw.Syscall(SyscallH.SYS_pidfd_open, pid, 0, 0, 0, 0, 0);
        if (fd < 0 && Raw.Errno != ErrnoH.ENOSYS)
            return false;
        // Looked at after the descriptor was opened: if its process lives when the signal is sent, this was that process.
        bool ours = ProcStat.Read(pid) is { IsAlive: true } stat && stat.Group == group;
        bool sent = ours && (fd >= 0 ? Raw.Syscall(SyscallH.SYS_pidfd_send_signal, fd, signal, 0, 0, 0, 0) : Raw.Kill(pid, signal)) == 0;
        if (fd >= 0)
            Raw.Close(fd);
        return sent;
    }

    /// <summary>Sends a signal to one thread.</summary>
    /// <param name="pid">Its process, which was not waited for yet.</param>
    /// <param name="tid">The thread.</param>
    /// <param name="signal">The signal's number.</param>
    /// <returns>Whether it was sent.</returns>
    public static bool SignalThread(int pid, int tid, int signal) =>
        ProcStat.Read(pid) is { IsAlive: true } && Raw.Syscall(SyscallH.SYS_tgkill, pid, tid, signal, 0, 0, 0) == 0;
}

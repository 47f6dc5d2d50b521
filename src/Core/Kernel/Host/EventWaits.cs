using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Host;

/// <summary>The wait strategies in which a descriptor says that a child has ended.</summary>
internal static unsafe class EventWaits
{
    /// <summary>What a host has open beside the pidfds.</summary>
    private const int OtherDescriptors = 64;

    /// <summary>A descriptor a child, which is readable when the child has ended; see pidfd_open(2).</summary>
    public static void PidFd(WaitRoom room)
    {
        int count = room.Pids.Length, open = 0;
        PollFd* fds = (PollFd*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(PollFd));
        // poll(2) passes over negative descriptors.
        for (int index = 0; index < count; index++)
            fds[index] = new PollFd { Fd = -1, Events = FcntlH.POLLIN };
        int[] asked = new int[count];
        while (room.IsOccupied())
        {
            // One for each child that there is now: who is started again is another process.
            for (int index = 0; index < count; index++)
            {
                if (asked[index] == room.Pids[index])
                    continue;
                asked[index] = room.Pids[index];
                fds[index].Fd = room.PidFdOpen(index);
                open += fds[index].Fd >= 0 ? 1 : 0;
            }
            if (open == 0)
                break;
            if (room.Poll(fds, count) <= 0)
                continue;
            for (int index = 0; index < count; index++)
            {
                if (fds[index].Fd < 0 || fds[index].Returned == 0 || room.WaitId(fds[index].Fd, index) < 0)
                    continue;
                Raw.Close(fds[index].Fd);
                fds[index].Fd = -1;
                open--;
            }
        }
        NativeMemory.Free(fds);
        // Those that no descriptor could be had for.
        PlainWaits.InOrder(room);
    }

    /// <summary>What the machine lacks for a descriptor a child; <c>null</c> where nothing.</summary>
    public static string? LacksForPidFd(int workers)
    {
        int fd = (int)Raw.Syscall(SyscallH.SYS_pidfd_open, Raw.GetPid(), 0, 0, 0, 0, 0);
        if (fd < 0)
            return $"pidfd_open(2) fails here with {ErrnoH.NameOf(Raw.Errno)}; it needs Linux 5.3";
        // We are no child of ours: a kernel that knows P_PIDFD answers ECHILD.
        SigInfo info;
        bool known = Raw.Syscall(SyscallH.SYS_waitid, WaitH.P_PIDFD, fd, (nint)(&info), WaitH.WEXITED | WaitH.WNOHANG, 0, 0) == 0
            || Raw.Errno == ErrnoH.ECHILD;
        int errno = known ? 0 : Raw.Errno;
        Raw.Close(fd);
        if (!known)
            return $"waitid(P_PIDFD) fails here with {ErrnoH.NameOf(errno)}; it needs Linux 5.4";
        RLimit files;
        Raw.GetRLimit(ResourceH.RLIMIT_NOFILE, &files);
        return files.Hard < (ulong)workers + OtherDescriptors
            ? $"{workers} workers take as many descriptors, and RLIMIT_NOFILE (ulimit -Hn) of {files.Hard} leaves "
                + $"{Math.Max(0, (long)files.Hard - OtherDescriptors)}; use fewer --workers"
            : null;
    }

    /// <summary>
    /// SIGCHLD, blocked and read from a descriptor. A standard signal that is pending already does not come a second time (signal(7)), so
    /// each one read stands for one death or for many.
    /// </summary>
    public static void Sigchld(WaitRoom room)
    {
        while (room.IsOccupied())
        {
            if (room.ReadSignal() < 0)
                continue;
            while (room.IsOccupied() && room.WaitPid(-1, WaitH.WNOHANG) > 0)
            {
            }
        }
    }

    /// <summary>Blocks SIGCHLD and opens its descriptor.</summary>
    /// <exception cref="MachineRefusedException">The kernel refused the descriptor.</exception>
    public static void OpenSignalFd(HostRun run)
    {
        // In this thread, and before the first child can end: one that comes unblocked is ignored by default, and lost. The
        // runtime's own threads were started with it blocked.
        SigSet sigchld = SignalSets.Of(SignalH.SIGCHLD);
        Raw.SigProcMask(SignalH.SIG_BLOCK, &sigchld, null);
        run.SignalFd = Raw.SignalFd(-1, &sigchld, SignalFdH.SFD_CLOEXEC);
        if (run.SignalFd < 0)
            throw new MachineRefusedException($"signalfd failed with {OwnLimits.Explain(Raw.Errno)}");
    }
}

using System.Runtime.InteropServices;
using Sandbox.Core.Native;

namespace Sandbox.Core.Waits;

/// <summary>A descriptor a child, which is readable when the child has ended; see pidfd_open(2).</summary>
public sealed unsafe class PidFdWait : WaitStrategy
{
    /// <summary>What a host has open beside the pidfds.</summary>
    private const int OtherDescriptors = 64;

    /// <inheritdoc/>
    public override string Id => "pidfd";

    /// <inheritdoc/>
    public override string Summary => "a descriptor a child: poll says which has ended, and no pid can be mistaken for another";

    /// <inheritdoc/>
    public override string Call => "fd[i] = pidfd_open(pid[i], 0); poll(fds, n, -1); waitid(P_PIDFD, fd[i], &info, WEXITED)";

    internal override string? Lacks(int workers)
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

    internal override void WaitForAll(WaitRoom room)
    {
        int count = room.Pids.Length, open = 0;
        PollFd* fds = (PollFd*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(PollFd));
        for (int index = 0; index < count; index++)
        {
            // poll(2) passes over negative descriptors.
            fds[index] = new PollFd { Fd = room.Pids[index] != 0 ? room.PidFdOpen(index) : -1, Events = FcntlH.POLLIN };
            open += fds[index].Fd >= 0 ? 1 : 0;
        }
        while (open > 0)
        {
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
        foreach (int pid in room.Pids)
        {
            while (room.Holds(pid))
                room.WaitPid(pid, 0);
        }
    }
}

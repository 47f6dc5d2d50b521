using System.Runtime.InteropServices;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Host;

/// <summary>
/// The calls, each made once and told of as it went. EINTR is the timer: it is told of like any other answer, the children are ended if
/// their time is over, and the strategy's loop asks again.
/// </summary>
internal sealed unsafe partial class WaitRoom
{
    /// <summary>waitpid(2).</summary>
    /// <param name="pid">As waitpid takes it.</param>
    /// <param name="options">As waitpid takes them.</param>
    /// <returns>What it returned.</returns>
    public int WaitPid(int pid, int options)
    {
        long began = Begin(HostCallKind.WaitPid, pid, options);
        int returned = LibC.Wait(pid, options, out int status, out RUsage usage, out int errno);
        int worker = returned > 0 && _workers.TryGetValue(returned, out int index) ? index : -1;
        if (worker >= 0)
            Note(worker, new WaitStatus(status));
        if (errno == ErrnoH.ECHILD)
            Forget(pid);
        return Told(new HostEvent
        {
            Call = HostCallKind.WaitPid,
            Worker = worker,
            Target = pid,
            Options = options,
            Value = returned,
            Status = status,
            HasStatus = returned > 0 ? 1 : 0,
            Errno = errno,
            Usage = usage,
            BeganAt = began,
        });
    }

    /// <summary>waitid(2) of a pidfd, for a child's end.</summary>
    /// <param name="fd">The pidfd.</param>
    /// <param name="index">The worker that it stands for.</param>
    /// <returns>What it returned.</returns>
    public int WaitId(int fd, int index)
    {
        SigInfo info = default;
        RUsage usage = default;
        long began = Begin(HostCallKind.WaitId, fd, WaitH.WEXITED);
        // The system call itself: it has the usage that the function of the C library keeps back.
        int returned = (int)Raw.Syscall(SyscallH.SYS_waitid, WaitH.P_PIDFD, fd, (nint)(&info), WaitH.WEXITED, (nint)(&usage), 0);
        int errno = returned < 0 ? Raw.Errno : 0;
        if (returned == 0)
            Reaped(index, new WaitStatus(StatusOf(info)));
        else if (errno == ErrnoH.ECHILD)
            Forget(Pids[index]);
        return Told(new HostEvent
        {
            Call = HostCallKind.WaitId,
            Worker = returned == 0 ? index : -1,
            Target = fd,
            Options = WaitH.WEXITED,
            Value = returned,
            Status = StatusOf(info),
            HasStatus = returned == 0 ? 1 : 0,
            Errno = errno,
            Usage = usage,
            BeganAt = began,
        });
    }

    /// <summary>pidfd_open(2) of a worker.</summary>
    /// <returns>The descriptor, or -1.</returns>
    public int PidFdOpen(int index)
    {
        long began = Begin(HostCallKind.PidFdOpen, Pids[index]);
        int returned = (int)Raw.Syscall(SyscallH.SYS_pidfd_open, Pids[index], 0, 0, 0, 0, 0);
        int errno = returned < 0 ? Raw.Errno : 0;
        return Told(Answer(HostCallKind.PidFdOpen, Pids[index], returned, errno, began));
    }

    /// <summary>poll(2), without a timeout of its own.</summary>
    /// <returns>How many are ready, or -1.</returns>
    public int Poll(PollFd* fds, int count)
    {
        long began = Begin(HostCallKind.Poll, count);
        int returned = LibC.PollOnce(fds, (nuint)count, -1);
        int errno = returned < 0 ? Marshal.GetLastPInvokeError() : 0;
        return Told(Answer(HostCallKind.Poll, count, returned, errno, began));
    }

    /// <summary>read(2) of the signalfd: waits until a SIGCHLD is pending and takes it.</summary>
    /// <returns>How many bytes came, or -1.</returns>
    public int ReadSignal()
    {
        SignalFdSigInfo info;
        long began = Begin(HostCallKind.ReadSignal, _run.SignalFd);
        int returned = (int)LibC.ReadOnce(_run.SignalFd, &info, (nuint)sizeof(SignalFdSigInfo));
        int errno = returned < 0 ? Marshal.GetLastPInvokeError() : 0;
        return Told(Answer(HostCallKind.ReadSignal, _run.SignalFd, returned, errno, began));
    }

    /// <summary>Tells of a call that is about to be made, if it blocks: nothing more is heard of it until it returns.</summary>
    /// <returns>Now: the last moment before the call.</returns>
    private long Begin(HostCallKind call, int target, int options = 0)
    {
        if (new HostCall(call, target, options).Blocks)
            _run.Tell(new HostEvent { Kind = HostEventKind.WaitBegan, Call = call, Worker = -1, Target = target, Options = options });
        return Clock.Now;
    }

    /// <summary>What a call answered that brings no child's status.</summary>
    private static HostEvent Answer(HostCallKind call, int target, int returned, int errno, long began) =>
        new() { Call = call, Worker = -1, Target = target, Value = returned, Errno = errno, BeganAt = began };

    private static int StatusOf(in SigInfo info) => info.Code switch
    {
        SignalH.CLD_EXITED => WaitStatus.OfExit(info.Status).Raw,
        _ => WaitStatus.OfSignal(info.Status, core: info.Code == SignalH.CLD_DUMPED).Raw,
    };

    private int Told(HostEvent message)
    {
        message.Kind = HostEventKind.Waited;
        _run.Tell(message);
        if (message is { HasStatus: 1, Worker: >= 0 })
            PlanRestart(message.Worker, new WaitStatus(message.Status));
        EndIfLate();
        return message.Value;
    }

    private void Note(int worker, WaitStatus status)
    {
        _ = status.Stopped ? _stopped.Add(worker) : _stopped.Remove(worker);
        if (status.Continued)
            Volatile.Write(ref _run.Job(worker)->Slot->ContinueSeen, 1);
        else if (status.Stopped)
            Volatile.Write(ref _run.Job(worker)->Slot->StopSeen, 1);
        else
            Reaped(worker, status);
    }

    private void Reaped(int worker, WaitStatus status)
    {
        _run.Programs?.Take(worker, status);
        _run.Cores?.Look(Pids[worker], status.CoreDumped);
        _workers.Remove(Pids[worker]);
        _run.Job(worker)->Slot->ReapedAt = Clock.Now;
    }

    /// <summary>The kernel says that there is no such child: asking again would bring nothing else.</summary>
    private void Forget(int pid)
    {
        if (pid > 0)
            _workers.Remove(pid);
        else
            _workers.Clear();
    }
}

using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

// The system calls of tracees: their beginning, and their end where it matters.
internal sealed partial class Tracer
{
    // What a call returns in the kernel where a signal interrupts it and it is made again: ERESTARTSYS to ERESTART_RESTARTBLOCK.
    private const long FirstRestart = -516, LastRestart = -512;

    private void HandleSyscallStop(Tracee tracee)
    {
        if (!PTrace.CallInfo(tracee.Tid, out SyscallInfo info))
            return;
        if (info.Operation == PTraceH.PTRACE_SYSCALL_INFO_ENTRY)
            Enter(tracee, info);
        else if (info.Operation == PTraceH.PTRACE_SYSCALL_INFO_EXIT && tracee.InCall)
            Return(tracee, info.Returned);
        else
            tracee.LeaveCall();
    }

    private void HandleCall(Tracee tracee)
    {
        if (PTrace.CallInfo(tracee.Tid, out SyscallInfo info) && info.Operation == PTraceH.PTRACE_SYSCALL_INFO_SECCOMP)
            Enter(tracee, info);
    }

    private unsafe void Enter(Tracee tracee, SyscallInfo call)
    {
        bool again = tracee.IsRestarting && tracee.Call.Number == call.Number;
        CallRow row = CallTable.Find((long)call.Number, call.Arguments[0]);
        (tracee.Call, tracee.Use, tracee.InCall, tracee.WantsExit, tracee.IsRestarting) = (call, row.Use, true, row.Exit, false);
        switch (row.Use)
        {
            case CallUse.Wait:
                BeginWait(tracee, new TracedWait(IsWaitId: false, 0, (int)call.Arguments[0], (int)call.Arguments[2], call.Arguments[1] != 0), again);
                break;
            case CallUse.WaitId:
                BeginWait(tracee, new TracedWait(IsWaitId: true, (int)call.Arguments[0], (int)call.Arguments[1], (int)call.Arguments[3], call.Arguments[2] != 0), again);
                break;
            case CallUse.Exec:
            case CallUse.ExecAt:
                tracee.Path = TraceeMemory.Text(tracee.Tid, call.Arguments[row.Use == CallUse.Exec ? 0 : 1]);
                tracee.Group.IsInExec = true;
                break;
            case CallUse.SigchldAction when call.Arguments[1] != 0:
                HandleSigchldAction(tracee, call.Arguments[1]);
                break;
            case CallUse.ProcessControl:
                Arrange(tracee, call.Arguments[1] != 0 ? Arrangement.Subreaper : Arrangement.NoSubreaper);
                break;
            case CallUse.Clone:
                HandleClone(tracee, call.Arguments[0], flags => Registers.ChangeFirst(tracee.Tid, flags));
                break;
            case CallUse.Clone3 when TraceeMemory.Read<ulong>(tracee.Tid, call.Arguments[0]) is { } flags:
                ulong address = call.Arguments[0];
                HandleClone(tracee, flags, changed => TraceeMemory.Write(tracee.Tid, address, new ReadOnlySpan<byte>(&changed, sizeof(ulong))));
                break;
        }
        if (!again && HasStarted && _injections.At(call, () => StartsThread(tracee)) is { } injection)
            Inject(tracee, injection);
    }

    private void BeginWait(Tracee tracee, TracedWait wait, bool again)
    {
        tracee.Wait = wait;
        if (!again && wait.Blocks)
            Tell(new TraceEvent.WaitBegan(Now, tracee.Group.Pid, tracee.Tid, wait));
    }

    /// <summary>A child that nobody can trace would outlive the trace: it gets the flag taken away.</summary>
    private void HandleClone(Tracee tracee, ulong flags, Func<ulong, bool> change)
    {
        tracee.IsOddClone = (flags & SchedH.CLONE_PARENT) != 0;
        if ((flags & SchedH.CLONE_UNTRACED) != 0 && change(flags & ~(ulong)SchedH.CLONE_UNTRACED))
            Arrange(tracee, Arrangement.Untraced);
    }

    private void HandleSigchldAction(Tracee tracee, ulong action)
    {
        // The kernel's struct, which is not the C library's: the handler, then the flags, both as wide as a register.
        if (TraceeMemory.Read<ulong>(tracee.Tid, action) is not { } handler || TraceeMemory.Read<ulong>(tracee.Tid, action + sizeof(ulong)) is not { } flags)
            return;
        Arrange(tracee, handler == (ulong)SignalH.SIG_IGN ? Arrangement.SigchldIgnored : (flags & SignalH.SA_NOCLDWAIT) != 0 ? Arrangement.NoChildWait : Arrangement.SigchldHeeded);
    }

    private unsafe bool StartsThread(Tracee tracee)
    {
        SyscallInfo call = tracee.Call;
        ulong? flags = (nint)call.Number == SyscallH.SYS_clone ? call.Arguments[0]
            : (nint)call.Number == SyscallH.SYS_clone3 ? TraceeMemory.Read<ulong>(tracee.Tid, call.Arguments[0]) : 0;
        return ((flags ?? 0) & SchedH.CLONE_THREAD) != 0;
    }

    private unsafe void Return(Tracee tracee, long returned)
    {
        SyscallInfo call = tracee.Call;
        CallUse use = tracee.Use;
        tracee.LeaveCall();
        if (use is CallUse.Exec or CallUse.ExecAt)
            tracee.Group.IsInExec = false;
        if (returned is >= FirstRestart and <= LastRestart)
        {
            tracee.IsRestarting = true;
            return;
        }
        string? error = returned is < 0 and > -4096 ? ErrnoH.NameOf((int)-returned) : null;
        (int pid, int tid) = (tracee.Group.Pid, tracee.Tid);
        switch (use)
        {
            case CallUse.Wait:
                ReturnWait(tracee, call, returned, error);
                break;
            case CallUse.WaitId:
                ReturnWaitId(tracee, call, returned, error);
                break;
            case CallUse.SendSignal:
                Tell(new TraceEvent.SignalSent(Now, pid, tid, CallNames.Of((long)call.Number), (int)call.Arguments[0], (int)call.Arguments[1], error));
                break;
            case CallUse.SendThreadSignal:
                Tell(new TraceEvent.SignalSent(Now, pid, tid, CallNames.Of((long)call.Number), (int)call.Arguments[1], (int)call.Arguments[2], error));
                break;
            case CallUse.SendByDescriptor:
                Tell(new TraceEvent.SignalSent(Now, pid, tid, CallNames.Of((long)call.Number), DescribedProcess(tid, (int)call.Arguments[0]) ?? 0, (int)call.Arguments[1], error));
                break;
            case CallUse.Exec or CallUse.ExecAt when error is not null:
                Tell(new TraceEvent.ExecFailed(Now, pid, tid, tracee.Path, error));
                break;
            case CallUse.Session when error is null:
                Arrange(tracee, Arrangement.Session);
                break;
            default:
                if (_spec.AllCalls)
                    Tell(new TraceEvent.Called(Now, pid, tid, CallNames.Of((long)call.Number), error is null ? returned : -1, error));
                break;
        }
    }
}

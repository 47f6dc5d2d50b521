using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>What a system call means to the tracer.</summary>
internal enum CallUse
{
    None,
    Wait,
    WaitId,
    SendSignal,
    SendThreadSignal,
    SendByDescriptor,
    Exec,
    ExecAt,
    SigchldAction,
    ProcessControl,
    Session,
    Clone,
    Clone3,
}

/// <summary>A system call that the tracee stops at.</summary>
/// <param name="Number">The call.</param>
/// <param name="Use">What it means to the tracer.</param>
/// <param name="Exit">Whether what it returns matters too.</param>
/// <param name="FirstIs">It stops only where the first argument is this; <c>null</c> for any.</param>
/// <param name="FirstHas">It stops only where the first argument has any of these bits; 0 for any.</param>
internal readonly record struct CallRow(nint Number, CallUse Use, bool Exit = false, uint? FirstIs = null, uint FirstHas = 0);

/// <summary>
/// The calls that a trace is made from. fork, vfork and exit are not among them: events of their own tell of those, without another stop.
/// </summary>
internal static class CallTable
{
    /// <summary>clone(2) with one of these is told differently from what its event says.</summary>
    public const uint OddClone = SchedH.CLONE_UNTRACED | SchedH.CLONE_PARENT;

    public static IReadOnlyList<CallRow> Rows { get; } =
    [
        new(SyscallH.SYS_wait4, CallUse.Wait, Exit: true),
        new(SyscallH.SYS_waitid, CallUse.WaitId, Exit: true),
        new(SyscallH.SYS_kill, CallUse.SendSignal, Exit: true),
        new(SyscallH.SYS_tkill, CallUse.SendSignal, Exit: true),
        new(SyscallH.SYS_tgkill, CallUse.SendThreadSignal, Exit: true),
        new(SyscallH.SYS_rt_sigqueueinfo, CallUse.SendSignal, Exit: true),
        new(SyscallH.SYS_rt_tgsigqueueinfo, CallUse.SendThreadSignal, Exit: true),
        new(SyscallH.SYS_pidfd_send_signal, CallUse.SendByDescriptor, Exit: true),
        new(SyscallH.SYS_execve, CallUse.Exec, Exit: true),
        new(SyscallH.SYS_execveat, CallUse.ExecAt, Exit: true),
        new(SyscallH.SYS_rt_sigaction, CallUse.SigchldAction, FirstIs: SignalH.SIGCHLD),
        new(SyscallH.SYS_prctl, CallUse.ProcessControl, FirstIs: PrCtlH.PR_SET_CHILD_SUBREAPER),
        new(SyscallH.SYS_setsid, CallUse.Session, Exit: true),
        new(SyscallH.SYS_clone, CallUse.Clone, FirstHas: OddClone),
        new(SyscallH.SYS_clone3, CallUse.Clone3),
    ];

    /// <summary>The row of a call; its use is <see cref="CallUse.None"/> where there is none, or where the first argument is not the row's.</summary>
    public static CallRow Find(long number, ulong first)
    {
        foreach (CallRow row in Rows)
        {
            if (row.Number == number)
                return (row.FirstIs is not { } wanted || (uint)first == wanted) && (row.FirstHas == 0 || (first & row.FirstHas) != 0) ? row : default;
        }
        return default;
    }
}

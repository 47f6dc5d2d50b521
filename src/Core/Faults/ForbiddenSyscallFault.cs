using System.Runtime.CompilerServices;
using Sandbox.Core.Hosting;
using Sandbox.Core.Models;
using Sandbox.Core.Native;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Core.Faults;

/// <summary>A system call that a seccomp filter kills.</summary>
public sealed unsafe class ForbiddenSyscallFault : Fault
{
    /// <summary>From here on x86-64 numbers the calls of another binary interface (x32), socket too.</summary>
    private const uint OtherAbi = 0x40000000;

    /// <inheritdoc/>
    public override string Id => "forbidden-syscall";

    /// <inheritdoc/>
    public override string Summary => "calling socket(), which its seccomp filter kills";

    /// <inheritdoc/>
    public override string ChildEndsWith => "SIGSYS";

    /// <inheritdoc/>
    public override WaitStatus? ChildStatus(long argument) => WaitStatus.OfSignal(SignalH.SIGSYS);

    internal override void SetUp(FaultGround* ground)
    {
        uint action = SeccompH.SECCOMP_RET_KILL_PROCESS;
        if (Raw.Syscall(SyscallH.SYS_seccomp, (nint)SeccompH.SECCOMP_GET_ACTION_AVAIL, 0, (nint)(&action), 0, 0, 0) != 0)
            throw new MachineRefusedException($"the fault {Id} needs seccomp filters that kill a process (Linux 4.14, CONFIG_SECCOMP_FILTER), which this kernel does not have");
    }

    internal override delegate*<WorkerJob*, void> Deed => &Do;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Do(WorkerJob* job)
    {
        SockFilter* filter = stackalloc SockFilter[7];
        filter[0] = new SockFilter { Code = SeccompH.Load, Value = SeccompH.ArchOffset };
        filter[1] = new SockFilter { Code = SeccompH.JumpIfEqual, Value = MachineCode.AuditArch, IfFalse = 4 };
        filter[2] = new SockFilter { Code = SeccompH.Load, Value = SeccompH.NumberOffset };
        filter[3] = new SockFilter { Code = SeccompH.JumpIfAtLeast, Value = OtherAbi, IfTrue = 2 };
        filter[4] = new SockFilter { Code = SeccompH.JumpIfEqual, Value = (uint)SyscallH.SYS_socket, IfTrue = 1 };
        filter[5] = new SockFilter { Code = SeccompH.Return, Value = SeccompH.SECCOMP_RET_ALLOW };
        filter[6] = new SockFilter { Code = SeccompH.Return, Value = SeccompH.SECCOMP_RET_KILL_PROCESS };
        SockFProg program = new() { Length = 7, Filter = filter };
        // Without it, only root may set a filter.
        Raw.PrCtl(PrCtlH.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        Raw.PrCtl(PrCtlH.PR_SET_SECCOMP, SeccompH.SECCOMP_MODE_FILTER, (nuint)(&program), 0, 0);
        Raw.Syscall(SyscallH.SYS_socket, SocketH.AF_UNIX, SocketH.SOCK_STREAM, 0, 0, 0, 0);
    }
}

using System.Globalization;
using Sandbox.Core.Doctor;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>Why ptrace(2) was refused, in words.</summary>
internal static class TraceRefusal
{
    // The codes of the program itself: what was asked for is wrong, and the machine refused.
    private const int NotThere = 2, MachineRefused = 3;

    /// <summary>For a child of our own.</summary>
    public static MachineRefusedException OfChild(int errno)
    {
        int own = ProcStatus.Read(Environment.ProcessId)?.Tracer ?? 0;
        string why = own != 0
            ? string.Create(CultureInfo.InvariantCulture, $"something traces the sandbox itself: pid {own}")
            : MachineFacts.Read("/").Yama is >= 2 and var scope
                ? string.Create(CultureInfo.InvariantCulture, $"Yama's kernel.yama.ptrace_scope is {scope}; expected 0 or 1")
                : "a seccomp filter of the container is likely: docker run --cap-add=SYS_PTRACE lets it through";
        return new MachineRefusedException($"ptrace(PTRACE_SEIZE) failed with {ErrnoH.NameOf(errno)}: {why}");
    }

    /// <summary>For a program that ran already.</summary>
    public static ProgramRefusedException OfOther(int pid, int errno)
    {
        if (errno == ErrnoH.ESRCH || ProcStatus.Read(pid) is not { } status)
            return new ProgramRefusedException(string.Create(CultureInfo.InvariantCulture, $"--pid {pid}: there is no such process"), NotThere);
        if (status.Tracer != 0)
            return Refused(pid, string.Create(CultureInfo.InvariantCulture, $"pid {status.Tracer} traces it already"));
        if (ProcStat.Read(pid) is { IsAlive: false })
            return Refused(pid, "it has ended: it is a zombie");
        string why = MachineFacts.Read("/").Yama is > 0 and var scope
            ? string.Create(CultureInfo.InvariantCulture, $"Yama's kernel.yama.ptrace_scope is {scope}, which forbids all but one's own children; expected 0 (root: sysctl kernel.yama.ptrace_scope=0)")
            : "it belongs to another user, or has privileges (set-uid), or is a thread of the kernel";
        return Refused(pid, $"{ErrnoH.NameOf(errno)}: {why}");
    }

    private static ProgramRefusedException Refused(int pid, string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"--pid {pid} cannot be traced: {why}"), MachineRefused);
}

using System.Globalization;
using System.Text;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Status;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

// What wait calls of tracees brought.
internal sealed partial class Tracer
{
    private unsafe void ReturnWait(Tracee tracee, SyscallInfo call, long returned, string? error)
    {
        int? child = returned > 0 ? (int)returned : null;
        int? raw = child is not null && tracee.Wait.WantsStatus ? TraceeMemory.Read<int>(tracee.Tid, call.Arguments[1]) : null;
        TellWait(tracee, error is null ? returned : -1, error, child, raw);
    }

    private unsafe void ReturnWaitId(Tracee tracee, SyscallInfo call, long returned, string? error)
    {
        int? child = null, raw = null;
        if (error is null && tracee.Wait.WantsStatus && TraceeMemory.Read<SigInfo>(tracee.Tid, call.Arguments[2]) is { } info)
        {
            // All zero where WNOHANG found nothing.
            if (info.Number == SignalH.SIGCHLD)
                (child, raw) = (info.Pid, ChildCode.Raw(info.Code, info.Status));
        }
        else if (error is null && !tracee.Wait.WantsStatus)
        {
            child = tracee.Wait.IdType switch
            {
                WaitH.P_PID => IsGone(tracee.Wait.Target) || tracee.Wait.Leaves ? tracee.Wait.Target : null,
                WaitH.P_PIDFD => DescribedProcess(tracee.Tid, tracee.Wait.Target) ?? Vanished(tracee.Group),
                _ => Vanished(tracee.Group),
            };
        }
        TellWait(tracee, error is null ? returned : -1, error, child, raw);
    }

    private void TellWait(Tracee tracee, long returned, string? error, int? child, int? raw)
    {
        bool told = raw is { } status && new WaitStatus(status) is { Stopped: true } or { Continued: true };
        if (child is { } pid && !told && !tracee.Wait.Leaves)
            tracee.Group.Zombies.Remove(pid);
        Tell(new TraceEvent.Waited(Now, tracee.Group.Pid, tracee.Tid, tracee.Wait, returned, error, child, raw));
    }

    /// <summary>Of the children that have ended, the one that is no zombie any more: the call that reaped it did not say whom.</summary>
    private static int? Vanished(TracedGroup group)
    {
        foreach (int zombie in group.Zombies)
        {
            if (IsGone(zombie))
                return zombie;
        }
        return null;
    }

    private static bool IsGone(int pid) => Raw.Kill(pid, 0) != 0 && Raw.Errno == ErrnoH.ESRCH;

    /// <summary>The process that a descriptor of a tracee stands for; <c>null</c> where it stands for none, or for one that was reaped.</summary>
    private static int? DescribedProcess(int tid, int descriptor)
    {
        const int Room = 1024;
        byte[] text = new byte[Room];
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{tid}/fdinfo/{descriptor}\0");
        string found = Encoding.UTF8.GetString(text, 0, ProcFile.Read(Encoding.UTF8.GetBytes(path), text));
        string? line = found.Split('\n').FirstOrDefault(line => line.StartsWith("Pid:", StringComparison.Ordinal));
        return line is not null && int.TryParse(line[4..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int pid) && pid > 0 ? pid : null;
    }
}

using System.Globalization;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

// A program that ran before it was traced, with the children that it has, and that runs on when its tracer lets it go.
internal sealed partial class Tracer
{
    /// <summary>Takes a running process, its threads, and all that descend from it.</summary>
    /// <returns>0, or the error's number: then nothing is traced.</returns>
    public int Attach(int pid)
    {
        First = pid;
        HasStarted = true;
        return AttachProcess(pid, ProcStatus.Read(pid)?.Parent ?? 0);
    }

    private int AttachProcess(int pid, int parent)
    {
        TracedGroup group = new(pid, parent);
        int error = AttachThread(pid, group);
        if (error != 0)
            return error;
        bool ignored = ProcStatus.Read(pid) is { } status && status.Ignores(SignalH.SIGCHLD);
        group.Sigchld = ignored ? Arrangement.SigchldIgnored : Arrangement.SigchldHeeded;
        (_groups.GetValueOrDefault(parent) ?? group).Children.Add(pid);
        group.Children.Remove(pid);
        Tell(new TraceEvent.Began(Now, pid, parent, WordsOf(pid), Attached: true) { SigchldIgnored = ignored });
        // While a thread is not traced it can start others: until no new one is found.
        bool found;
        do
        {
            found = false;
            foreach (int tid in ThreadsOf(pid).Where(tid => !_tracees.ContainsKey(tid)).ToArray())
            {
                if (AttachThread(tid, group) != 0)
                    continue;
                found = true;
                Tell(new TraceEvent.Born(Now, pid, pid, tid, BirthKind.Thread));
            }
        }
        while (found);
        // Those that it starts from now on are traced from their start.
        foreach (int child in ChildrenOf(pid))
        {
            if (!_tracees.ContainsKey(child))
                _ = AttachProcess(child, pid);
        }
        return 0;
    }

    private int AttachThread(int tid, TracedGroup group)
    {
        // Without EXITKILL: it is not ours to end.
        int error = PTrace.Call(PTraceH.PTRACE_SEIZE, tid, 0, Options);
        if (error != 0)
            return error;
        Add(tid, group);
        PTrace.Call(PTraceH.PTRACE_INTERRUPT, tid, 0, 0);
        return 0;
    }

    /// <summary>Lets all go that is traced: each when it is stopped, for only then it can be.</summary>
    private void Leave()
    {
        if (_leaving)
            return;
        _leaving = true;
        foreach (int tid in _tracees.Keys)
            PTrace.Call(PTraceH.PTRACE_INTERRUPT, tid, 0, 0);
        foreach (int tid in _early.Keys)
            PTrace.Call(PTraceH.PTRACE_DETACH, tid, 0, 0);
        _early.Clear();
    }

    private void Detach(Tracee tracee, int status)
    {
        int child = status >> 16 is PTraceH.PTRACE_EVENT_FORK or PTraceH.PTRACE_EVENT_VFORK or PTraceH.PTRACE_EVENT_CLONE ? (int)PTrace.EventMessage(tracee.Tid) : 0;
        if (child > 0 && !_tracees.ContainsKey(child))
            Add(child, tracee.Group);
        // A signal that was on its way reaches it; a stop goes on as the stop of anybody.
        int signal = (status >> 8) & 0xff;
        PTrace.Call(PTraceH.PTRACE_DETACH, tracee.Tid, 0, status >> 16 == 0 && signal != SyscallStop ? signal : 0);
        _tracees.Remove(tracee.Tid);
        tracee.Group.Threads.Remove(tracee.Tid);
    }

    private static IEnumerable<int> ThreadsOf(int pid) => Numbers(Directory.Exists(Proc(pid, "task")) ? Directory.EnumerateDirectories(Proc(pid, "task")) : []);

    // Not from /proc/PID/task/TID/children: not every kernel has it, and it may leave some out.
    private static int[] ChildrenOf(int pid) => [.. Numbers(Directory.EnumerateDirectories("/proc")).Where(other => ProcStatus.Read(other) is { } status && status.Parent == pid)];

    private static IEnumerable<int> Numbers(IEnumerable<string> folders)
    {
        foreach (string folder in folders)
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                yield return number;
        }
    }
}

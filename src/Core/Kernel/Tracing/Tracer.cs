using System.Collections.Concurrent;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

/// <summary>
/// The tracer of one program and of all that it starts. One thread makes every call of it: ptrace(2) answers nobody else. It waits for the next
/// stop of any tracee, says what happened, and lets it go on. A tracee can be killed at any moment, so no call is expected to succeed.
/// </summary>
internal sealed partial class Tracer
{
    private const int Options = PTraceH.PTRACE_O_TRACESYSGOOD | PTraceH.PTRACE_O_TRACEFORK | PTraceH.PTRACE_O_TRACEVFORK | PTraceH.PTRACE_O_TRACECLONE | PTraceH.PTRACE_O_TRACEEXEC;

    private const int SyscallStop = SignalH.SIGTRAP | 0x80;

    private readonly TraceSpec _spec;
    private readonly Action<TraceEvent> _tell;
    private readonly Action<double, Action> _later;
    private readonly bool _everyCall;
    private long _beganAt = Clock.Now;
    private readonly ConcurrentQueue<Action> _orders = new();
    private readonly Dictionary<int, Tracee> _tracees = [];
    private readonly Dictionary<int, TracedGroup> _groups = [];
    private readonly InjectionCounts _injections;

    /// <summary>What was seen of tracees before who started them had told of them: they stand still until then.</summary>
    private readonly Dictionary<int, List<int>> _early = [];

    private bool _ending;
    private bool _leaving;

    /// <param name="spec">What is traced.</param>
    /// <param name="everyCall">Whether every call stops, for there is no filter.</param>
    /// <param name="tell">Takes what happens.</param>
    /// <param name="later">Has the tracer's thread do something after so many seconds.</param>
    public Tracer(TraceSpec spec, bool everyCall, Action<TraceEvent> tell, Action<double, Action> later) =>
        (_spec, _everyCall, _tell, _later, _injections) = (spec, everyCall, tell, later, new InjectionCounts(spec));

    /// <summary>The first process.</summary>
    public int First { get; private set; }

    /// <summary>Whether the program has started: its exec succeeded, or it ran already.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Has something done by the tracer's thread before its next stop; it must be woken then.</summary>
    public void Order(Action order) => _orders.Enqueue(order);

    /// <summary>Takes a child of this thread, which stands at its gate.</summary>
    /// <returns>0, or the error's number.</returns>
    public int Seize(int pid)
    {
        int options = Options | PTraceH.PTRACE_O_EXITKILL | (_everyCall ? 0 : PTraceH.PTRACE_O_TRACESECCOMP);
        int error = PTrace.Call(PTraceH.PTRACE_SEIZE, pid, 0, options);
        if (error == 0)
        {
            First = pid;
            Add(pid, new TracedGroup(pid, Environment.ProcessId)).IsFresh = false;
        }
        return error;
    }

    /// <summary>Takes stop after stop, until nothing is left to be traced.</summary>
    /// <param name="step">Called after each.</param>
    public void Follow(Action step)
    {
        StopWait wait = new(_tracees);
        while (true)
        {
            while (_orders.TryDequeue(out Action? order))
                order();
            int tid = wait.Next(out int status, out int errno);
            if (tid < 0 && errno == ErrnoH.EINTR)
                continue;
            if (tid < 0)
            {
                // Nobody is left who could tell of them.
                ReleaseEarly(null, alive: false, 0);
                return;
            }
            Handle(tid, status);
            step();
        }
    }

    /// <summary>Ends all that is left, with SIGKILL; what was attached to is let go.</summary>
    public void End(TraceStop why)
    {
        if (_spec.Attach is not null)
        {
            Leave();
            return;
        }
        if (_ending)
            return;
        _ending = true;
        Tell(new TraceEvent.Ending(Now, First, why));
        foreach (int pid in _groups.Keys)
            Raw.Kill(pid, SignalH.SIGKILL);
        foreach (int early in _early.Keys)
            Raw.Kill(early, SignalH.SIGKILL);
    }

    /// <summary>Sends the first process a signal, if it is still there.</summary>
    public void Signal(int signal)
    {
        if (_groups.ContainsKey(First))
            Raw.Kill(First, signal);
    }

    private double Now => Math.Round((Clock.Now - _beganAt) / 1e6, 3);

    private void Tell(TraceEvent happened)
    {
        if (HasStarted)
            _tell(happened);
    }

    private void Handle(int tid, int status)
    {
        bool stopped = new WaitStatus(status & 0xffff).Stopped;
        if (!_tracees.TryGetValue(tid, out Tracee? tracee))
        {
            KeepEarly(tid, status, stopped);
            return;
        }
        if (!stopped)
        {
            HandleEnd(tracee, status);
            return;
        }
        if (_leaving)
        {
            Detach(tracee, status);
            return;
        }
        bool fresh = tracee.IsFresh;
        tracee.IsFresh = false;
        int signal = (status >> 8) & 0xff;
        switch (status >> 16)
        {
            case PTraceH.PTRACE_EVENT_FORK:
                HandleBirth(tracee, BirthKind.Fork);
                break;
            case PTraceH.PTRACE_EVENT_VFORK:
                HandleBirth(tracee, BirthKind.Vfork);
                break;
            case PTraceH.PTRACE_EVENT_CLONE:
                HandleBirth(tracee, BirthKind.Clone);
                break;
            case PTraceH.PTRACE_EVENT_EXEC:
                HandleExec(tracee);
                break;
            case PTraceH.PTRACE_EVENT_SECCOMP:
                HandleCall(tracee);
                ResumeSlowly(tracee);
                break;
            case PTraceH.PTRACE_EVENT_STOP:
                HandleStop(tracee, signal, fresh);
                break;
            case 0 when signal == SyscallStop:
                HandleSyscallStop(tracee);
                Resume(tracee);
                break;
            case 0:
                HandleSignal(tracee, signal);
                break;
            default:
                Resume(tracee);
                break;
        }
    }

    /// <summary>A signal is about to reach a tracee, which gets it now.</summary>
    private void HandleSignal(Tracee tracee, int signal)
    {
        if (PTrace.SignalInfo(tracee.Tid, out SigInfo info))
        {
            bool sender = SignalCodes.IsSent(info.Code) || signal == SignalH.SIGCHLD && info.Code > 0 && info.Code != SignalH.SI_KERNEL;
            Tell(new TraceEvent.SignalTaken(
                Now, tracee.Group.Pid, tracee.Tid, signal, info.Code, sender ? info.Pid : null, SignalCodes.HasAddress(signal, info.Code) ? info.Address : null));
        }
        Resume(tracee, signal);
    }

    /// <summary>A stop of the whole process, its end, or the first stop of a new tracee.</summary>
    private void HandleStop(Tracee tracee, int signal, bool fresh)
    {
        TracedGroup group = tracee.Group;
        if (signal is SignalH.SIGSTOP or SignalH.SIGTSTP or SignalH.SIGTTIN or SignalH.SIGTTOU)
        {
            if (!group.IsStopped)
                Tell(new TraceEvent.Stopped(Now, group.Pid, signal));
            group.IsStopped = true;
            // It stays stopped, and SIGCONT reaches it.
            PTrace.Call(PTraceH.PTRACE_LISTEN, tracee.Tid, 0, 0);
            return;
        }
        if (!fresh && group.IsStopped)
        {
            group.IsStopped = false;
            Tell(new TraceEvent.Continued(Now, group.Pid));
        }
        if (fresh)
            ResumeSlowly(tracee);
        else
            Resume(tracee);
    }

    private void HandleEnd(Tracee tracee, int status)
    {
        TracedGroup group = tracee.Group;
        _tracees.Remove(tracee.Tid);
        group.Threads.Remove(tracee.Tid);
        if (tracee.Tid != group.Pid)
        {
            Tell(new TraceEvent.ThreadEnded(Now, group.Pid, tracee.Tid, group.IsInExec));
            // Who starts another one stands still until that was told of: of a process that lives on, only an exec ends it before.
            if (group.IsInExec)
                ReleaseEarly(group, alive: true, tracee.Tid);
            return;
        }
        // The first thread's end is told last, and is the process's: other threads whose end nobody told of are gone too.
        foreach (int thread in group.Threads)
            _tracees.Remove(thread);
        _groups.Remove(group.Pid);
        Tell(new TraceEvent.Ended(Now, group.Pid, status));
        if (_groups.TryGetValue(group.Parent, out TracedGroup? parent))
        {
            parent.Children.Remove(group.Pid);
            parent.Zombies.Add(group.Pid);
        }
        foreach (int child in group.Children)
            HandleOrphan(child, group.Pid);
        ReleaseEarly(group, alive: false, tracee.Tid);
    }

    private void HandleOrphan(int child, int old)
    {
        if (!_groups.TryGetValue(child, out TracedGroup? orphan) || ProcStatus.Read(child) is not { } status)
            return;
        orphan.Parent = status.Parent;
        if (_groups.TryGetValue(status.Parent, out TracedGroup? parent))
            parent.Children.Add(child);
        Tell(new TraceEvent.Adopted(Now, child, old, status.Parent));
    }

    private Tracee Add(int tid, TracedGroup group)
    {
        Tracee tracee = new(tid, group);
        _tracees[tid] = tracee;
        _groups[group.Pid] = group;
        group.Threads.Add(tid);
        return tracee;
    }

    /// <summary>Lets a tracee go on until its next stop.</summary>
    private void Resume(Tracee tracee, int signal = 0)
    {
        if (_ending)
        {
            // Killed already, or started in the meantime.
            Raw.Kill(tracee.Group.Pid, SignalH.SIGKILL);
            return;
        }
        PTrace.Call(_everyCall || tracee.WantsExit ? PTraceH.PTRACE_SYSCALL : PTraceH.PTRACE_CONT, tracee.Tid, 0, signal);
    }
}

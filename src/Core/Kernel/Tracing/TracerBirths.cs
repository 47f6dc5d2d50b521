using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

// How processes and threads come to be: births, and the exec that makes another program of one.
internal sealed partial class Tracer
{
    private void HandleBirth(Tracee tracee, BirthKind how)
    {
        int child = (int)PTrace.EventMessage(tracee.Tid);
        if (child > 0 && !_tracees.ContainsKey(child))
        {
            TracedGroup group = tracee.Group;
            // The event of vfork is that of any clone with CLONE_VFORK.
            if (how == BirthKind.Vfork && CallNames.Of(Registers.CallNumber(tracee.Tid)) != "vfork")
                how = BirthKind.Spawn;
            // Only a plain fork is sure to have made a process, and a child of this one.
            ProcStatus? status = how == BirthKind.Clone || tracee.IsOddClone ? ProcStatus.Read(child) : null;
            if (status is { } thread && thread.Process == group.Pid)
                AddThread(tracee, child);
            else
                AddProcess(tracee.Tid, group, child, how, status is { } known && known.Parent != group.Pid ? known.Parent : null);
        }
        tracee.IsOddClone = false;
        Resume(tracee);
    }

    private void AddThread(Tracee tracee, int tid)
    {
        Add(tid, tracee.Group);
        Tell(new TraceEvent.Born(Now, tracee.Group.Pid, tracee.Tid, tid, BirthKind.Thread));
        TakeEarly(tid);
    }

    private void AddProcess(int starter, TracedGroup group, int child, BirthKind how, int? parent)
    {
        Add(child, new TracedGroup(child, parent ?? group.Pid) { Sigchld = group.Sigchld });
        (_groups.GetValueOrDefault(parent ?? group.Pid) ?? group).Children.Add(child);
        Tell(new TraceEvent.Born(Now, group.Pid, starter, child, how) { Parent = parent });
        InjectAtBirth(child);
        if (!_ending && _groups.Count > _spec.MaxProcesses && _spec.Attach is null)
            End(TraceStop.Limit);
        TakeEarly(child);
    }

    /// <summary>A tracee that nobody told of yet: it stands still, or is dead, until somebody does.</summary>
    private void KeepEarly(int tid, int status, bool stopped)
    {
        if (_ending && stopped)
            Raw.Kill(tid, SignalH.SIGKILL);
        if (!_early.TryGetValue(tid, out List<int>? seen))
            _early[tid] = seen = [];
        seen.Add(status);
        if (_groups.Count == 0)
            ReleaseEarly(null, alive: false, 0);
    }

    private void TakeEarly(int tid)
    {
        if (!_early.Remove(tid, out List<int>? seen))
            return;
        foreach (int status in seen)
            Handle(tid, status);
    }

    /// <summary>
    /// Somebody has ended who may have started one of those without having told of it: a kill between the two. They are taken as started by the dead,
    /// unless somebody who lives can still tell.
    /// </summary>
    private void ReleaseEarly(TracedGroup? dead, bool alive, int deadTid)
    {
        if (_early.Count == 0)
            return;
        foreach (int tid in _early.Keys.ToArray())
        {
            // The end of one that was released can have released this one.
            if (!_early.ContainsKey(tid))
                continue;
            ProcStatus? status = ProcStatus.Read(tid);
            if (status is { } waiting && dead is not null)
            {
                bool thread = waiting.Process != tid;
                TracedGroup? from = _groups.GetValueOrDefault(thread ? waiting.Process : waiting.Parent);
                // Of another process, which lives.
                if (from is not null && from != dead)
                    continue;
                if (thread && alive)
                {
                    Add(tid, dead);
                    Tell(new TraceEvent.Born(Now, dead.Pid, deadTid, tid, BirthKind.Thread));
                    TakeEarly(tid);
                    continue;
                }
            }
            else if (dead is not null && alive)
            {
                // Dead as well: whoever started it may still be there to say so.
                continue;
            }
            TracedGroup starter = dead ?? new TracedGroup(First, 0);
            AddProcess(deadTid, starter, tid, BirthKind.Fork, status is { } known && known.Parent != starter.Pid ? known.Parent : null);
        }
    }

    private void HandleExec(Tracee tracee)
    {
        TracedGroup group = tracee.Group;
        int former = (int)PTrace.EventMessage(tracee.Tid);
        former = former > 0 ? former : tracee.Tid;
        // The thread that made the call is the first one from now on, and the only one.
        foreach (int thread in group.Threads.Where(thread => thread != group.Pid).ToArray())
        {
            _tracees.Remove(thread);
            group.Threads.Remove(thread);
        }
        tracee.LeaveCall();
        group.IsInExec = false;
        if (!HasStarted)
            Begin(group);
        Tell(new TraceEvent.Executed(Now, group.Pid, former, PathOf(group.Pid), WordsOf(group.Pid)) { Unprivileged = Unprivileged(group.Pid) });
        if (group.Sigchld == Arrangement.NoChildWait)
            Arrange(tracee, Arrangement.SigchldHeeded);
        Resume(tracee);
    }

    private void Begin(TracedGroup group)
    {
        HasStarted = true;
        _beganAt = Clock.Now;
        bool ignored = ProcStatus.Read(group.Pid) is { } status && status.Ignores(SignalH.SIGCHLD);
        group.Sigchld = ignored ? Arrangement.SigchldIgnored : Arrangement.SigchldHeeded;
        Tell(new TraceEvent.Began(Now, group.Pid, group.Parent, _spec.Program, Attached: false) { SigchldIgnored = ignored });
    }

    private void Arrange(Tracee tracee, Arrangement what)
    {
        if (what is Arrangement.SigchldHeeded or Arrangement.SigchldIgnored or Arrangement.NoChildWait)
        {
            // Shells set SIGCHLD's handler again and again.
            if (tracee.Group.Sigchld == what)
                return;
            tracee.Group.Sigchld = what;
        }
        Tell(new TraceEvent.Arranged(Now, tracee.Group.Pid, tracee.Tid, what));
    }

    private static string PathOf(int pid) => Proc(pid, "exe") is var link && new FileInfo(link).LinkTarget is { } path ? path : "?";

    private static ImmutableArray<string> WordsOf(int pid)
    {
        const int Most = 64 * 1024;
        byte[] text = new byte[Most];
        int length = ProcFile.Read(Encoding.UTF8.GetBytes(Proc(pid, "cmdline\0")), text);
        return length == 0 ? [] : [.. Encoding.UTF8.GetString(text, 0, text[length - 1] == 0 ? length - 1 : length).Split('\0')];
    }

    /// <summary>What a set-uid or set-gid file does not give a process that is traced.</summary>
    private static string? Unprivileged(int pid)
    {
        const uint SetUser = 0b100_000_000_000, SetGroup = 0b010_000_000_000;
        if (FileCalls.StatusAt(Proc(pid, "exe")) is not { } file || (file.Rights & (SetUser | SetGroup)) == 0)
            return null;
        bool user = (file.Rights & SetUser) != 0;
        // Its user is ours: nothing was to be had.
        if (user && file.Owner == FileCalls.EffectiveUser() && (file.Rights & SetGroup) == 0)
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"its file is {(user ? $"set-uid to user {file.Owner}" : "set-gid")}, and it runs without that: a traced program gets no privilege");
    }

    private static string Proc(int pid, string name) => string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{name}");
}

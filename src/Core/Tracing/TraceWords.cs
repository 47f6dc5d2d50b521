using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tracing;

/// <summary>What happened in a trace, in words: a kind and a line for each event.</summary>
public static class TraceWords
{
    private const int LongestWords = 100;

    /// <summary>The kind of an event, as JSON has it: <c>waited</c>.</summary>
    public static string KindOf(TraceEvent happened) => happened switch
    {
        TraceEvent.Began => "began",
        TraceEvent.Born { How: BirthKind.Thread } => "thread",
        TraceEvent.Born => "born",
        TraceEvent.Executed => "exec",
        TraceEvent.ExecFailed => "exec-failed",
        TraceEvent.WaitBegan => "wait-began",
        TraceEvent.Waited => "waited",
        TraceEvent.SignalSent => "signal-sent",
        TraceEvent.SignalTaken => "signal",
        TraceEvent.Stopped => "stopped",
        TraceEvent.Continued => "continued",
        TraceEvent.ThreadEnded => "thread-ended",
        TraceEvent.Ended => "ended",
        TraceEvent.Adopted => "adopted",
        TraceEvent.Arranged => "arranged",
        TraceEvent.Called => "called",
        TraceEvent.Injected => "injected",
        TraceEvent.Ending => "ending",
        _ => throw new SandboxBugException($"no word for {happened.GetType().Name}"),
    };

    /// <summary>An event as a line, without the time and without who it is of.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="tree">The tree after it.</param>
    public static string Of(TraceEvent happened, TraceTree tree) => happened switch
    {
        TraceEvent.Began { Attached: true } began => $"is traced from now on: {Command(began.Words)}",
        TraceEvent.Began began => $"starts: {Command(began.Words)}{(began.SigchldIgnored ? "; it ignores SIGCHLD from the start" : "")}",
        TraceEvent.Born born => $"{How(born.How)} -> {Number(born.Child)}{(born.Parent is { } parent ? $", whose parent is {Number(parent)}" : "")}",
        TraceEvent.Executed executed =>
            $"exec {Quoted.Bare(executed.Path)}: {Command(executed.Words)}{(executed.Former != executed.Pid ? $"; thread {Number(executed.Former)} made the call, and has the process's number now" : "")}"
            + $"{(executed.Unprivileged is { } lost ? $"; {Quoted.Bare(lost)}" : "")}",
        TraceEvent.ExecFailed failed => $"exec {Quoted.Bare(failed.Path)} failed: {failed.Error}; it goes on as what it was",
        TraceEvent.WaitBegan began => $"{began.Call} ...",
        TraceEvent.Waited waited => WaitedLine(waited, tree),
        TraceEvent.SignalSent sent => $"{sent.Call} of {(sent.Signal == 0 ? "signal 0" : SignalTable.Told(sent.Signal))} to {Target(sent.Target)}{(sent.Error is { } error ? $" failed: {error}" : "")}",
        TraceEvent.SignalTaken taken => $"gets {SignalOrigin.Told(taken)}",
        TraceEvent.Stopped stopped => $"stopped by {SignalTable.Told(stopped.Signal)}",
        TraceEvent.Continued => "goes on",
        TraceEvent.ThreadEnded { ByExec: true } => "thread ended, because another one called exec",
        TraceEvent.ThreadEnded => "thread ended",
        TraceEvent.Ended ended => EndedLine(new WaitStatus(ended.Raw), tree.Find(ended.Pid)),
        TraceEvent.Adopted adopted => $"has a new parent, {Number(adopted.New)}: {Number(adopted.Old)} has ended",
        TraceEvent.Arranged arranged => Arranged(arranged.What),
        TraceEvent.Called called => $"{called.Call} = {called.Returned.ToString(CultureInfo.InvariantCulture)}{(called.Error is { } error ? $" {error}" : "")}",
        TraceEvent.Injected injected => $"injected {Quoted.Bare(injected.Asked)}{(injected.Call is { } call ? $" at {call}" : "")}",
        TraceEvent.Ending { Why: TraceStop.Timeout } => "the timeout is over: every process that is left gets SIGKILL",
        TraceEvent.Ending { Why: TraceStop.Limit } => $"{Number(tree.Alive)} processes at once are too many: every one gets SIGKILL",
        TraceEvent.Ending => "every process that is left gets SIGKILL",
        _ => throw new SandboxBugException($"no words for {happened.GetType().Name}"),
    };

    /// <summary>How something was started, in a word.</summary>
    public static string How(BirthKind how) => how switch
    {
        BirthKind.First => "first",
        BirthKind.Fork => "fork",
        BirthKind.Vfork => "vfork",
        BirthKind.Spawn => "posix_spawn",
        BirthKind.Clone => "clone",
        BirthKind.Thread => "thread",
        _ => throw new SandboxBugException($"no word for {how}"),
    };

    /// <summary>A command line for a line of text: safe, and not longer than a line.</summary>
    public static string Command(ImmutableArray<string> words)
    {
        string line = Quoted.Bare(string.Join(' ', words));
        return line.Length > LongestWords ? $"{Cut.Beginning(line, LongestWords)}..." : line;
    }

    private static string WaitedLine(TraceEvent.Waited waited, TraceTree tree)
    {
        string returned = $"{waited.Call} returned {waited.Returned.ToString(CultureInfo.InvariantCulture)}";
        if (waited.Error is { } error)
            return $"{returned}, {error}";
        if (waited.Child is not { } child)
            return returned;
        string who = waited.Call.IsWaitId ? $" for {Number(child)}" : "";
        if (waited.Raw is { } raw)
            return $"{returned}{who}, status {new WaitStatus(raw).Hex}: {new WaitStatus(raw)}{(waited.Call.Leaves ? "; it stays a zombie (WNOWAIT)" : "")}";
        return tree.Find(child)?.End is { } thrown ? $"{returned}{who}; its status {thrown.Hex} ({thrown}) was thrown away" : $"{returned}{who}, and no status";
    }

    private static string EndedLine(WaitStatus status, TracedProcess? process)
    {
        string line = $"ended, status {status.Hex}: {(process is null ? status.ToString() : TraceSentence.EndOf(process))}";
        return process?.Fate switch
        {
            StatusFate.Zombie => $"{line}; a zombie from now on",
            StatusFate.Ignored => $"{line}; no zombie, for its parent has statuses thrown away",
            _ => line,
        };
    }

    private static string Arranged(Arrangement what) => what switch
    {
        Arrangement.SigchldIgnored => "ignores SIGCHLD: its children leave no zombie and no status",
        Arrangement.NoChildWait => "sets SA_NOCLDWAIT: its children leave no zombie and no status",
        Arrangement.SigchldHeeded => "heeds SIGCHLD: its children become zombies until it waits",
        Arrangement.Subreaper => "adopts orphans below it (subreaper)",
        Arrangement.NoSubreaper => "adopts no orphans any more",
        Arrangement.Session => "leads a session of its own (setsid)",
        Arrangement.Untraced => "asked for a child that cannot be traced (CLONE_UNTRACED); it gets one that can",
        _ => throw new SandboxBugException($"no words for {what}"),
    };

    private static string Target(int target) => target switch
    {
        0 => "its own group",
        -1 => "all that it may send to",
        < 0 => $"group {Number(-target)}",
        _ => Number(target),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

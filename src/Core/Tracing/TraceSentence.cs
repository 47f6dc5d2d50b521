using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tracing;

/// <summary>The verdict of a trace, and the verdict in one plain sentence: which process failed, of what, and who knew.</summary>
public static class TraceSentence
{
    /// <summary>The verdict.</summary>
    public static TraceVerdict VerdictOf(TraceTree tree)
    {
        if (tree.Stop is not null)
            return TraceVerdict.Ended;
        if (tree.Processes.Any(IsUnnoticed))
            return TraceVerdict.Unnoticed;
        if (tree.Processes.Any(process => process is { End: not null, EndedWell: false }))
            return TraceVerdict.Known;
        return tree.Processes.Any(process => IsUnseen(process.Fate)) ? TraceVerdict.Blind : TraceVerdict.Clean;
    }

    /// <summary>Whether a process failed and its parent never looked.</summary>
    public static bool IsUnnoticed(TracedProcess process) => process is { End: not null, EndedWell: false } && IsUnseen(process.Fate);

    /// <summary>The process to look at first: one that failed unnoticed, else the last that failed; <c>null</c> where none did.</summary>
    public static TracedProcess? FirstToLookAt(TraceTree tree) =>
        tree.Processes.FirstOrDefault(IsUnnoticed) ?? tree.Processes.LastOrDefault(process => process is { End: not null, EndedWell: false });

    /// <summary>The sentence, beginning with the verdict's word.</summary>
    public static string Of(TraceTree tree)
    {
        TraceVerdict verdict = VerdictOf(tree);
        int alive = tree.Processes.Count(process => process.End is null);
        return $"{TraceVerdictWords.For(verdict).Word}: {(alive > 0 ? $"{Count(alive, "process is", "processes are")} alive; " : "")}{verdict switch
        {
            TraceVerdict.Ended => Ended(tree),
            TraceVerdict.Unnoticed => Failed(tree, IsUnnoticed),
            TraceVerdict.Known => Failed(tree, process => process is { End: not null, EndedWell: false }),
            TraceVerdict.Blind => Blind(tree),
            _ => Clean(tree),
        }}";
    }

    /// <summary>How a process ended, with the address of a fault and who sent the signal: <c>killed by SIGSEGV (11) at address 0x0</c>.</summary>
    public static string EndOf(TracedProcess process)
    {
        if (process.End is not { } status)
            return process.IsStopped ? "stopped" : "alive";
        string end = status.ToString();
        if (process.Fatal is { Address: { } address })
            return string.Create(CultureInfo.InvariantCulture, $"{end} at address 0x{address:x}");
        if (process.Fatal is { Sender: { } sender, Code: var code } && SignalCodes.IsSent(code))
            return $"{end}{(sender == process.Pid ? ", which it sent itself" : $", sent by {Number(sender)}")}";
        return process is { Killed: { } kill, End.Signal: Headers.SignalH.SIGKILL }
            ? $"{end}{(kill.Pid == process.Pid ? ", which it sent itself" : $", sent by {Number(kill.Pid)}")}"
            : end;
    }

    /// <summary>What became of its status, in a clause.</summary>
    public static string FateOf(TraceTree tree, TracedProcess process) => process.Fate switch
    {
        StatusFate.Alive => "it has not ended",
        StatusFate.Zombie => $"{Number(process.ParentPid)} has not waited for it: it is a zombie",
        StatusFate.Looked when process.Reaped is { } by => $"{Number(by.Pid)} looked at its status: {by.Call}",
        StatusFate.Looked => $"{Number(process.ParentPid)} looked at its status",
        StatusFate.ThrownAway => $"{Number(process.Reaped?.Pid ?? process.ParentPid)} threw its status away: {process.Reaped?.Call}",
        StatusFate.Ignored => $"{Number(process.ParentPid)} has the kernel throw statuses away, for it ignores SIGCHLD or has set SA_NOCLDWAIT",
        StatusFate.ParentGone => $"{Number(process.ParentPid)} ended without waiting for it{(process.Adoption is { } adoption ? $", and {Number(adoption.New)} adopted it" : "")}",
        StatusFate.First => "who started the trace waited for it",
        _ => throw new SandboxBugException($"no words for {process.Fate}"),
    };

    /// <summary>Whether a parent that could have looked did not.</summary>
    private static bool IsUnseen(StatusFate fate) => fate is StatusFate.Zombie or StatusFate.ThrownAway or StatusFate.Ignored or StatusFate.ParentGone;

    private static string Failed(TraceTree tree, Func<TracedProcess, bool> counts)
    {
        ImmutableArray<TracedProcess> failed = [.. tree.Processes.Where(counts)];
        // A child says more than the program that ended because of it.
        TracedProcess one = failed.FirstOrDefault(process => process.Fate != StatusFate.First) ?? failed[0];
        string who = Who(tree, one);
        string fate = one.Fate == StatusFate.First ? "" : $", and {FateOf(tree, one)}";
        int others = failed.Length - 1 - failed.Count(process => process.Fate == StatusFate.First && process != one);
        return $"{who} {Past(one)}{fate}{(others > 0 ? $"; so it was with {Count(others, "other process", "other processes")}" : "")}{Program(tree, one)}";
    }

    private static string Blind(TraceTree tree)
    {
        ImmutableArray<TracedProcess> unseen = [.. tree.Processes.Where(process => IsUnseen(process.Fate))];
        string others = unseen.Length > 1 ? $"; so it was with {Count(unseen.Length - 1, "other process", "other processes")}" : "";
        return $"{Count(Ended0(tree), "process", "processes")} exited 0, but {FateOf(tree, unseen[0])}{(unseen[0].Reaped is null ? $" ({Number(unseen[0].Pid)})" : "")}{others}";
    }

    private static string Clean(TraceTree tree) => tree.Processes is [{ End: not null }]
        ? "the program exited 0, and started no process"
        : $"{Count(Ended0(tree), "process", "processes")} exited 0, and every status was looked at";

    private static int Ended0(TraceTree tree) => tree.Processes.Count(process => process.EndedWell);

    private static string Ended(TraceTree tree)
    {
        int left = tree.Processes.Count(process => process.End is null or { Signal: Headers.SignalH.SIGKILL });
        string why = tree.Stop switch
        {
            TraceStop.Timeout => "the timeout was over",
            TraceStop.Limit => $"there were {Number(tree.MostAlive)} processes at once, more than --max-processes allows",
            _ => "it was asked for",
        };
        string failed = tree.Processes.FirstOrDefault(process => process is { EndedWell: false, End: { } end } && end.Signal != Headers.SignalH.SIGKILL) is { } one
            ? $"; before that {Who(tree, one)} {Past(one)}" : "";
        return $"{why}: {Count(left, "process", "processes")} of {Number(tree.Processes.Count)} got SIGKILL{failed}";
    }

    private static string Who(TraceTree tree, TracedProcess process)
    {
        if (process.Parent is not { } number)
            return $"the program, {Number(process.Pid)} ({Quoted.Bare(process.Name)}),";
        TracedProcess parent = tree.Processes[number];
        int place = parent.Children.IndexOf(process.Number);
        return $"{Number(process.Pid)} ({Quoted.Bare(process.Name)}), child {Number(place + 1)} of {Number(parent.Pid)} ({Quoted.Bare(parent.Name)}),";
    }

    private static string Past(TracedProcess process) => process.End is { Exited: true } ? EndOf(process) : $"was {EndOf(process)}";

    private static string Program(TraceTree tree, TracedProcess told) =>
        tree.First is { End: { } end } first && first.Number != told.Number ? $"; the program {(end.Exited ? "" : "was ")}{end}" : "";

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

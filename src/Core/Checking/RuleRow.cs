using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Checking;

/// <summary>A rule that a task can have: one row, from which reading, judging and the documents are made.</summary>
/// <param name="Id">Its name in a task's file.</param>
/// <param name="Says">What must hold; {0} stands for its number, {1} for its word.</param>
/// <param name="Breach">What of a trial breaks it; <c>null</c> where nothing does.</param>
public sealed record RuleRow(string Id, string Says, Func<Trial, CheckTask, CheckRule, Breach?> Breach)
{
    /// <summary>The key of the number that it takes, with the least and the most; <c>null</c> where it takes none.</summary>
    public (string Key, double Least, double Most)? Number { get; init; }

    /// <summary>The words that it takes one of, under the key <c>is</c>; empty where it takes none.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Every rule.</summary>
    public static ImmutableArray<RuleRow> All { get; } =
    [
        new("ends", "the program comes to its own end", Ends),
        new("starts", "it starts at least {0} children", Starts) { Number = ("least", 1, 1000) },
        new("waits", "every child is waited for", Waits),
        new("looks", "every child's status is looked at", Looks),
        new("names-the-dead", "for each child that failed a line names it, and what it died of", NamesTheDead),
        new("names-nobody-else", "no line says that a signal ended a child that it did not end", NamesNobodyElse),
        new("exit-code", "it exits with {1}", ExitCode) { Words = ["0", "not 0"] },
        new("no-zombie", "no child is a zombie for longer than {0} s", NoZombie) { Number = ("seconds", 0, 60) },
    ];

    private static Breach? Ends(Trial trial, CheckTask task, CheckRule rule) =>
        trial.Tree.Stop == TraceStop.Limit ? new(string.Create(CultureInfo.InvariantCulture, $"it had {trial.Tree.MostAlive} processes at once, more than {TraceSpec.UsualProcesses}, and was ended"), trial.Tree.First, Event(trial, trial.Tree.First!, happened => happened is TraceEvent.Ending or TraceEvent.Born))
        : trial.TimedOut ? new(string.Create(CultureInfo.InvariantCulture, $"it was still running after {task.Timeout} s, and was ended"), trial.Tree.First, Event(trial, trial.Tree.First!, happened => happened is TraceEvent.Ending or TraceEvent.WaitBegan))
        : trial.Tree.First is { End: { Exited: false } end } first ? new($"it was {end}", first, Event(trial, first, happened => happened is TraceEvent.Ended))
        : null;

    private static Breach? Starts(Trial trial, CheckTask task, CheckRule rule) => trial.Children.Length < rule.Count
        ? new(string.Create(CultureInfo.InvariantCulture, $"it started {trial.Children.Length}"), null, null)
        : null;

    private static Breach? Waits(Trial trial, CheckTask task, CheckRule rule) =>
        trial.Children.FirstOrDefault(child => child.Fate is StatusFate.Zombie or StatusFate.ParentGone or StatusFate.Ignored or StatusFate.Alive) is { } child
            ? new($"{Named(trial, task, child)} was not waited for: {TraceSentence.FateOf(trial.Tree, child)}", child, Event(trial, child, happened => happened is TraceEvent.Ended or TraceEvent.Born))
            : null;

    private static Breach? Looks(Trial trial, CheckTask task, CheckRule rule) => trial.Children.FirstOrDefault(child => child.Fate != StatusFate.Looked) is { } child
        ? new($"nobody looked at the status of {Named(trial, task, child)}: {TraceSentence.FateOf(trial.Tree, child)}", child, Reaped(trial, child) ?? Event(trial, child, happened => happened is TraceEvent.Ended or TraceEvent.Born))
        : null;

    private static Breach? NamesTheDead(Trial trial, CheckTask task, CheckRule rule)
    {
        NamedChildren named = new(trial, task.FirstChild);
        foreach (TracedProcess child in trial.Children.Where(trial.Failed))
        {
            IReadOnlyList<string> lines = named.LinesOf(child);
            if (lines.Any(line => Naming.End(WithoutChild(line, child, named), child.End!.Value)))
                continue;
            string? near = lines.Count > 0 ? lines[0] : trial.Lines.FirstOrDefault(line => Naming.End(line, child.End!.Value));
            return new(
                $"no line names {Named(trial, task, child)} and what it died of: it {(child.End is { Exited: true } ? "" : "was ")}{TraceSentence.EndOf(child)}", child,
                near is not null ? Line(near) : Event(trial, child, happened => happened is TraceEvent.Ended));
        }
        return null;
    }

    private static Breach? NamesNobodyElse(Trial trial, CheckTask task, CheckRule rule)
    {
        NamedChildren children = new(trial, task.FirstChild);
        foreach (string line in trial.Lines)
        {
            // One that names no child says nothing of any: "caught SIGCHLD".
            if (children.In(line) is not { Length: > 0 } named)
                continue;
            foreach (int signal in Naming.SignalsInWords(line))
            {
                if (named.Any(child => child.End?.Signal == signal))
                    continue;
                TracedProcess? dead = trial.Children.FirstOrDefault(child => child.End?.Signal == signal);
                return new($"a line says that {SignalTable.Told(signal)} ended {Named(trial, task, named[0])}, and it ended {(dead is not null ? Named(trial, task, dead) : "no child")}", named[0], Line(line));
            }
        }
        return null;
    }

    // Who was ended by a signal, the timeout's too, has not exited.
    private static Breach? ExitCode(Trial trial, CheckTask task, CheckRule rule) => trial.Tree.First is { End: { } end } first && !(end.Exited && (end.ExitCode == 0) == (rule.Word == "0"))
        ? new($"it {(end.Exited ? "" : "was ")}{end}", trial.Children.FirstOrDefault(trial.Failed) ?? first, Event(trial, first, happened => happened is TraceEvent.Ended))
        : null;

    private static Breach? NoZombie(Trial trial, CheckTask task, CheckRule rule)
    {
        foreach (TracedProcess child in trial.Children.Where(child => child.EndedMs is not null && child.Fate != StatusFate.Ignored))
        {
            double seconds = ((child.ReapedMs ?? trial.Tree.AtMs) - child.EndedMs!.Value) / 1e3;
            if (seconds > rule.Count)
                return new(string.Create(CultureInfo.InvariantCulture, $"{Named(trial, task, child)} was a zombie for {seconds:0.###} s"), child, Event(trial, child, happened => happened is TraceEvent.Ended));
        }
        return null;
    }

    /// <summary>A line without the number that names the child: the other numbers may be a signal's or a code's.</summary>
    private static string WithoutChild(string line, TracedProcess child, NamedChildren named) =>
        Naming.Without(line, Naming.Number(line, child.Pid) ? child.Pid : named.NumberOf(child)!.Value);

    private static int IndexOf(Trial trial, CheckTask task, TracedProcess child) => trial.Children.IndexOf(child) + task.FirstChild;

    private static string Named(Trial trial, CheckTask task, TracedProcess child) => trial.Children.Contains(child)
        ? string.Create(CultureInfo.InvariantCulture, $"child {IndexOf(trial, task, child)} (pid {child.Pid})")
        : string.Create(CultureInfo.InvariantCulture, $"pid {child.Pid}");

    private static string? Reaped(Trial trial, TracedProcess child) => Event(trial, child, happened => happened is TraceEvent.Waited waited && waited.Child == child.Pid);

    /// <summary>The last event of a process of some kind, as the lines of a trace have it.</summary>
    private static string? Event(Trial trial, TracedProcess process, Func<TraceEvent, bool> wanted)
    {
        TraceEvent? found = trial.Events.LastOrDefault(happened =>
            wanted(happened) && (happened.Pid == process.Pid || happened is TraceEvent.Waited waited && waited.Child == process.Pid || happened is TraceEvent.Born born && born.Child == process.Pid));
        return found is null ? null : string.Create(CultureInfo.InvariantCulture, $"at {found.AtMs:0.0} ms {found.Pid} {TraceWords.Of(found, trial.Tree)}");
    }

    private static string Line(string line) => $"the line {Quoted.Of(line)}";
}

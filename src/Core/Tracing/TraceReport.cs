using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tracing;

/// <summary>A trace as JSON has it; docs/scripts.md says what each field is.</summary>
internal sealed record TraceReport(
    int Schema, ImmutableArray<string> Program, int Pid, TraceVerdict Verdict, string Sentence, WaitStatus? Status, double TotalMs, string? Stop,
    TraceTotals Totals, ImmutableArray<ProcessRow> Processes, ImmutableArray<EventRow> Events);

internal sealed record TraceTotals(int Processes, int Threads, int Failed, int Unnoticed, int Waits, int Signals, int MostAlive);

internal sealed record ProcessRow(
    int Number, int Pid, int? Parent, int ParentPid, string How, double BornMs, string Name, ImmutableArray<string> Words, ImmutableArray<TracedExec> Execs,
    ImmutableArray<TracedThread> Threads, ImmutableArray<int> Children, ImmutableArray<SignalSeen> Signals, int Sigchld, int? KilledBy, WaitStatus? Status, double? EndedMs,
    string Fate, ReapedRow? Reaped, double? ZombieMs, AdoptionRow? Adoption, bool ChildrenVanish, bool Subreaper, bool Session, bool ForkedWithoutExec);

internal sealed record SignalSeen(double AtMs, int Tid, int Signal, string SignalName, int Code, string CodeName, int? Sender, string? Address);

internal sealed record ReapedRow(int Pid, string Call, bool Looked, double AtMs);

internal sealed record AdoptionRow(int Old, int New, double AtMs);

internal sealed record EventRow(double AtMs, int Pid, int Tid, string Kind, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TraceReport))]
internal sealed partial class TraceJsonContext : JsonSerializerContext;

/// <summary>A trace as JSON.</summary>
public static class TraceJson
{
    /// <summary>One object, indented, without a line end.</summary>
    /// <param name="tree">The tree at the end.</param>
    /// <param name="events">All events, each with its text.</param>
    public static string Of(TraceTree tree, IEnumerable<(TraceEvent Event, string Text)> events) => JsonText.Of(
        new TraceReport(
            1, tree.First?.Words ?? [], tree.First?.Pid ?? 0, TraceSentence.VerdictOf(tree), TraceSentence.Of(tree), tree.First?.End, tree.AtMs, StopWord(tree.Stop),
            new TraceTotals(
                tree.Processes.Count, tree.Processes.Sum(process => process.Threads.Count), tree.Processes.Count(process => process is { End: not null, EndedWell: false }),
                tree.Processes.Count(TraceSentence.IsUnnoticed), tree.Waits, tree.Signals, tree.MostAlive),
            [.. tree.Processes.Select(Row)],
            [.. events.Select(pair => new EventRow(pair.Event.AtMs, pair.Event.Pid, pair.Event.Tid, TraceWords.KindOf(pair.Event), pair.Text))]),
        TraceJsonContext.Default.TraceReport);

    /// <summary>The word of a fate: <c>thrown-away</c>.</summary>
    public static string FateWord(StatusFate fate) => fate switch
    {
        StatusFate.Alive => "alive",
        StatusFate.Zombie => "zombie",
        StatusFate.Looked => "looked",
        StatusFate.ThrownAway => "thrown-away",
        StatusFate.Ignored => "ignored",
        StatusFate.ParentGone => "parent-gone",
        StatusFate.First => "first",
        _ => throw new SandboxBugException($"no word for {fate}"),
    };

    private static string? StopWord(TraceStop? stop) => stop switch
    {
        null => null,
        TraceStop.Timeout => "timeout",
        TraceStop.Limit => "limit",
        TraceStop.Asked => "asked",
        _ => throw new SandboxBugException($"no word for {stop}"),
    };

    private static ProcessRow Row(TracedProcess process) => new(
        process.Number, process.Pid, process.Parent, process.ParentPid, TraceWords.How(process.How), process.BornMs, process.Name, process.Words, [.. process.Execs],
        [.. process.Threads], [.. process.Children], [.. process.Signals.Select(Seen)], process.SigchldCount,
        process.End?.Signal == Headers.SignalH.SIGKILL ? process.Killed?.Pid : null, process.End, process.EndedMs, FateWord(process.Fate),
        process.Reaped is { } by ? new ReapedRow(by.Pid, by.Call.ToString(), by.Call.WantsStatus, by.AtMs) : null,
        process is { ReapedMs: { } to, EndedMs: { } from } ? Math.Round(to - from, 3) : null,
        process.Adoption is { } adoption ? new AdoptionRow(adoption.Old, adoption.New, adoption.AtMs) : null,
        process.ChildrenVanish, process.IsSubreaper, process.LeadsSession, process.ForkedWithoutExec);

    private static SignalSeen Seen(TraceEvent.SignalTaken taken) => new(
        taken.AtMs, taken.Tid, taken.Signal, SignalTable.NameOf(taken.Signal), taken.Code, SignalCodes.NameOf(taken.Signal, taken.Code), taken.Sender,
        taken.Address is { } address ? string.Create(CultureInfo.InvariantCulture, $"0x{address:x}") : null);
}

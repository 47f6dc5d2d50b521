using System.Collections.Immutable;
using Sandbox.Core.History;
using Sandbox.Core.Tracing;

namespace Sandbox.Tests.Support.Runs;

/// <summary>Traces as the history keeps them: one with each kind of event, and one of the lab's program.</summary>
internal static class KeptTraces
{
    private static readonly TracedWait Wait = new(false, 0, 20, 0, WantsStatus: true), Null = new(true, 3, 5, 4, WantsStatus: false);

    /// <summary>Each kind of event, with all of its fields set, and with those left out that may be.</summary>
    public static ImmutableArray<TraceEvent> EachKind { get; } =
    [
        new TraceEvent.Began(0, 10, 1, ["./lab", "a b", "\e[2J\n", "\ud83d\ude00"], Attached: true) { SigchldIgnored = true },
        new TraceEvent.Executed(0.5, 10, 11, "/home/student/lab", ["./lab"]) { Unprivileged = "set-uid root" },
        new TraceEvent.Born(1, 10, 10, 20, BirthKind.Fork),
        new TraceEvent.Born(1.25, 10, 10, 21, BirthKind.Clone) { Parent = 1 },
        new TraceEvent.Born(1.5, 20, 20, 22, BirthKind.Thread),
        new TraceEvent.ExecFailed(2, 20, 22, "/nowhere", "ENOENT"),
        new TraceEvent.WaitBegan(3, 10, 10, Wait),
        new TraceEvent.SignalSent(4, 10, 10, "kill", -20, 15, "EPERM"),
        new TraceEvent.SignalSent(4, 10, 10, "kill", 20, 9, null),
        new TraceEvent.SignalTaken(5, 20, 20, 11, 1, null, 0xffff_ffff_ffff_fff0),
        new TraceEvent.SignalTaken(5.5, 20, 20, 15, 0, 10, null),
        new TraceEvent.Stopped(6, 20, 19),
        new TraceEvent.Continued(7, 20),
        new TraceEvent.ThreadEnded(8, 20, 22, ByExec: true),
        new TraceEvent.Arranged(8.5, 20, 20, Arrangement.Subreaper),
        new TraceEvent.Called(8.75, 20, 20, "openat", -1, "ENOENT"),
        new TraceEvent.Injected(8.9, 20, 20, "fork:2:EAGAIN", "clone"),
        new TraceEvent.Injected(8.9, 20, 20, "2s:SIGTERM", null),
        new TraceEvent.Ended(9, 20, 0x8b),
        new TraceEvent.Waited(10, 10, 10, Wait, 20, null, 20, 0x8b),
        new TraceEvent.Waited(10, 10, 10, Null, -1, "ECHILD", null, null),
        new TraceEvent.Adopted(11, 21, 10, 1),
        new TraceEvent.Ending(12, 10, TraceStop.Limit),
        new TraceEvent.Ended(13, 10, 9),
    ];

    /// <summary>A trace of a program whose child dies, and whose parent does not look.</summary>
    public static KeptTrace Lab(int pid, int raw) => new(
        new TraceSpec { Program = ["./lab"] },
        [
            new TraceEvent.Began(0, pid, 1, ["./lab"], Attached: false),
            new TraceEvent.Born(1, pid, pid, pid + 1, BirthKind.Fork),
            new TraceEvent.Born(1.5, pid, pid, pid + 2, BirthKind.Fork),
            new TraceEvent.Ended(2, pid + 1, 0),
            new TraceEvent.Ended(3, pid + 2, raw),
            new TraceEvent.Waited(4, pid, pid, Wait with { Target = pid + 1, WantsStatus = false }, pid + 1, null, pid + 1, null),
            new TraceEvent.Waited(5, pid, pid, Wait with { Target = pid + 2, WantsStatus = false }, pid + 2, null, pid + 2, null),
            new TraceEvent.Ended(6, pid, 0),
        ]);

    /// <summary>Entries of the history.</summary>
    public static IReadOnlyList<HistoryEntry> Entries { get; } =
    [
        HistoryEntry.Of(Lab(4711, 0x0b), DateTimeOffset.UnixEpoch.AddHours(4)),
        HistoryEntry.Of(
            new KeptTrace(
                new TraceSpec { Program = ["./lab", "a b", "\n"], AllCalls = true, MaxProcesses = 7, Timeout = 2.5, Injections = [Injection.Read("fork:2:EAGAIN", out _)!] },
                EachKind),
            DateTimeOffset.UnixEpoch.AddHours(5)),
        HistoryEntry.Of(new KeptTrace(new TraceSpec { Attach = 10 }, EachKind), DateTimeOffset.UnixEpoch.AddHours(6)),
    ];
}

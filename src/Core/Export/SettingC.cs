using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Export;

/// <summary>What a setting of a run is in the exported program.</summary>
/// <param name="Of">The setting.</param>
/// <param name="Decides">What of the program it decides, and where its C is; <c>null</c> for one that has no C.</param>
/// <param name="Define">Its line among the numbers at the top; <c>null</c> for one that is no number there.</param>
internal sealed record SettingC(RunSetting Of, string? Decides, Func<RunSpec, string>? Define = null)
{
    /// <summary>A row for every setting of a run, in their order. A test fails without, and another where the program does not heed it.</summary>
    public static ImmutableArray<SettingC> All { get; } =
    [
        new(RunSettings.Model, "how the workers are started, and how the array is mapped: ModelC, ArrayC"),
        new(RunSettings.Program, null),
        new(RunSettings.MpiAsRoot, null),
        new(RunSettings.MpiErrors, "whether be_rank goes on without who has failed: MpiC"),
        new(RunSettings.Workers, "WORKERS", spec => $"#define WORKERS {Text(spec.Workers)}"),
        new(RunSettings.Hosts, null),
        new(RunSettings.MpiAgent, null),
        new(RunSettings.MpiInterfaces, null),
        new(RunSettings.Length, "LENGTH", spec => $"#define LENGTH {Text(spec.Length)}L /* elements of the array */"),
        new(RunSettings.Seed, "SEED", spec => $"#define SEED {Text(spec.Seed)}u"),
        new(RunSettings.Fault, "what the faulty worker or the intruder does: FaultC and its families"),
        new(RunSettings.Argument, "a number in the fault's code: FaultC and its families"),
        new(RunSettings.Faulty, "is_faulty: WorkerC"),
        new(RunSettings.Wait, "wait_for_children: WaitC and its families"),
        new(RunSettings.Order, "who opens the gate: ModelC, WorkerC"),
        new(RunSettings.Pages, "the advice of madvise: ArrayC"),
        new(RunSettings.Pace, "the rests while a slice is summed: ArrayC"),
        new(RunSettings.Timeout, "TIMEOUT", spec => $"#define TIMEOUT {CText.Number(spec.Timeout)} /* seconds until what still runs is ended */"),
        new(RunSettings.Orphan, "the grandparent that adopts the workers: OrphanC"),
        new(RunSettings.Limit, "set_limits: LimitsC"),
        new(RunSettings.Lock, "how an update is made: LocksC"),
        new(RunSettings.Grain, "around what the lock is taken: LocksC"),
        new(RunSettings.Restart, "RESTARTS, and what note_end does with who failed: RestartC", spec => spec.Restart > 0 ? $"#define RESTARTS {Text(spec.Restart)} /* at most, of each worker */" : ""),
        new(RunSettings.FaultyLives, "whether a later life does the fault: WorkerC"),
        new(RunSettings.Core, "the folder for core files: CoreC"),
        new(RunSettings.KeepCore, "whether report_cores removes them: CoreC"),
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

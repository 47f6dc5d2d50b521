using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <content>Under which conditions: a parent that ends first, limits, atomic instructions.</content>
public static partial class RunSettings
{
    // Before the rows: they enter themselves here, in the order in which they stand.
    private static readonly List<RunSetting> Conditions = [];

    /// <summary>Whether the host ends before its children.</summary>
    public static SwitchSetting Orphan { get; } = Row(Conditions, new SwitchSetting
    {
        Name = "orphan",
        Default = false,
        Summary = "the parent ends first and waits for nobody: its children get a new parent",
        Meaning = "whether the host ends before its children",
        Place = 13,
        Off = "the host waits for its children",
        On = "the host ends first: who adopts its children waits for them",
        Get = spec => spec.Orphan,
        Set = (spec, orphan) => spec with { Orphan = orphan },
        Fit = (spec, orphan, _) => (orphan, orphan && ModelCatalogue.Find(spec.Model) is { CanBeOrphaned: false } ? NoOrphans(spec.Model) : null),
    });

    /// <summary>Which resource limits the workers set on themselves.</summary>
    public static TextSetting<RunLimits> Limit { get; } = Row(Conditions, new TextSetting<RunLimits>
    {
        Name = "limit",
        Key = "limits",
        Value = "NAME=VALUE[,...]",
        Default = RunLimits.None,
        Summary = "limits of each worker process: cpu (seconds), as, fsize, stack, core (bytes, or with k, m, g), nofile (default none)",
        Meaning = "limits that each worker sets on itself: cpu=1, as=256m, fsize=64k, nofile=64, stack=1m (Enter to type)",
        Place = 12,
        Examples = [RunLimits.NoLimits, .. RunLimits.Examples],
        // Not the word for none: it cannot stand in a list.
        Offered = RunLimits.Examples,
        Read = RunLimits.Parse,
        Write = limits => limits.ToString(),
        Get = spec => spec.Limits,
        Set = (spec, limits) => spec with { Limits = limits },
        Fit = (spec, limits, _) => (limits, limits.Set.Any() && ModelCatalogue.Find(spec.Model) is { } model ? RunLimits.RefusalFor(model) : null),
    });

    /// <summary>Whether the workers of a data race add atomically.</summary>
    public static SwitchSetting Atomic { get; } = Row(Conditions, new SwitchSetting
    {
        Name = "atomic",
        Default = false,
        Summary = "with data-race: add with atomic instructions, and lose nothing (default false)",
        Meaning = "how a data race adds up",
        Place = 14,
        Off = "read, add, write back: updates can be lost where memory is shared",
        On = "one atomic instruction for each update: none is lost",
        Idle = fault => fault?.Actor == FaultActor.AllWorkers ? null : "nothing is added up here: that is for data-race",
        Get = spec => spec.Atomic,
        Set = (spec, atomic) => spec with { Atomic = atomic },
        Fit = (spec, atomic, _) => (atomic && FaultCatalogue.Find(spec.Fault) is { CountsUpdates: true }, null),
    });

    private static string NoOrphans(string model) =>
        $"the workers of the model {model} are no children that could outlive the host and then find their new parent; expected one of the models: "
        + string.Join(", ", ModelCatalogue.All.Where(other => other.CanBeOrphaned).Select(other => other.Id));
}

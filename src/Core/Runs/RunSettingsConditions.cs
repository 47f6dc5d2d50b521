using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <content>Under which conditions: a parent that ends first, limits, locks.</content>
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

    /// <summary>What workers that add to one total do for an update.</summary>
    public static ChoiceSetting<string> Lock { get; } = Row(Conditions, new ChoiceSetting<string>
    {
        Name = "lock",
        Value = "ID",
        Default = LockCatalogue.None,
        Summary = "with data-race: what keeps the workers apart (default none)",
        Meaning = "what keeps workers apart that add to one total",
        Place = 14,
        List = () => SettingRows.Choices(LockCatalogue.All, one => new SettingChoice(one.Id, one.Summary)),
        Find = word => (LockCatalogue.Find(word) is not null, word),
        Word = id => id,
        Idle = NothingIsAdded,
        Get = spec => spec.Lock,
        Set = (spec, id) => spec with { Lock = id },
        Fit = (spec, id, _) => (FaultCatalogue.Find(spec.Fault) is { CountsUpdates: true } ? id : LockCatalogue.None, null),
    });

    /// <summary>How much they do while they hold the lock.</summary>
    public static ChoiceSetting<string> Grain { get; } = Row(Conditions, new ChoiceSetting<string>
    {
        Name = "lock-grain",
        Label = "grain",
        Value = "WORD",
        Default = LockCatalogue.Fine,
        Summary = "fine or coarse: a lock is taken for each update, or once for all of a worker (default fine)",
        Meaning = "how much is done while the lock is held",
        Place = 15,
        List = () => SettingRows.Choices(LockCatalogue.Grains, grain => new SettingChoice(grain.Id, grain.Summary)),
        Find = word => (LockCatalogue.FindGrain(word) is not null, word),
        Word = id => id,
        Idle = NothingIsAdded,
        Needs = (Lock, id => LockCatalogue.Find(id) is { IsHeld: false } ? $"the lock {id} is not held: there is no grain" : null),
        Get = spec => spec.LockGrain,
        Set = (spec, id) => spec with { LockGrain = id },
        Fit = (spec, id, _) => (LockCatalogue.Find(spec.Lock) is { IsHeld: true } ? id : LockCatalogue.Fine, null),
    });

    /// <summary>Another word for one of the locks, from before there were others.</summary>
    public static SwitchSetting Atomic { get; } = new()
    {
        Name = "atomic",
        OtherWordFor = (Lock, LockCatalogue.Atomic),
        Default = false,
        Summary = "another word for --lock atomic",
        Meaning = "another word for the lock atomic",
        Off = "the lock is what it is",
        On = "the lock is atomic",
        Get = spec => spec.Atomic,
        Set = (spec, atomic) => spec with { Atomic = atomic },
    };

    private static string? NothingIsAdded(Fault? fault) =>
        fault is { CountsUpdates: true } ? null : "nothing is added up here: that is for data-race";

    private static string NoOrphans(string model) =>
        $"the workers of the model {model} are no children that could outlive the host and then find their new parent; expected one of the models: "
        + string.Join(", ", ModelCatalogue.All.Where(other => other.CanBeOrphaned).Select(other => other.Id));
}

using System.Collections.Immutable;
using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <summary>
/// Everything that can be set for a run, one row each. To add one: a property of <see cref="RunSpec"/>, its row here, what it means to the
/// host, and its documentation; its C belongs to <c>Export.SettingC</c>.
/// </summary>
/// <remarks>The rows are resolved from the first to the last: one may look at those above it, and not at those below.</remarks>
public static class RunSettings
{
    private const long LongestArray = long.MaxValue / sizeof(int);
    private const double LongestTimeout = 86_400;
    private const double SlowestPace = 3_600;

    /// <summary>Which execution model.</summary>
    public static ChoiceSetting<string> Model { get; } = new()
    {
        Name = "model",
        Value = "ID",
        Default = "processes",
        Summary = "what the workers are (default processes); see sandbox models",
        Meaning = "what the workers are, and whose the array is",
        Place = 0,
        See = "sandbox models",
        List = () => SettingRows.Choices(ModelCatalogue.All, model => new SettingChoice(model.Id, $"{model.Workers}, array: {model.Array}; {model.Summary}")),
        Find = word => (ModelCatalogue.Find(word) is not null, word),
        Word = id => id,
        Get = spec => spec.Model,
        Set = (spec, id) => spec with { Model = id },
    };

    /// <summary>How many workers.</summary>
    public static WholeSetting Workers { get; } = new()
    {
        Name = "workers",
        Value = "N",
        Default = 4,
        Summary = "how many workers share the array (default 4)",
        Meaning = "how many workers share the array",
        Place = 3,
        Least = 1,
        Most = int.MaxValue,
        Cap = caps => (caps.Workers, "caps.workers"),
        Get = spec => spec.Workers,
        Set = (spec, count) => spec with { Workers = (int)count },
        Fit = (spec, count, _) => (ModelCatalogue.Find(spec.Model) is { Single: true } ? 1 : count, null),
    };

    /// <summary>How long the array is.</summary>
    public static WholeSetting Length { get; } = new()
    {
        Name = "length",
        Value = "N",
        Default = 10_000_000,
        Summary = "elements of the array, four bytes each (default 10,000,000)",
        Meaning = "elements of the array, four bytes each",
        Place = 6,
        Step = 1_000_000,
        Most = LongestArray,
        Cap = caps => (caps.ArrayBytes / sizeof(int), "caps.arrayBytes"),
        Get = spec => spec.Length,
        Set = (spec, length) => spec with { Length = length },
    };

    /// <summary>What the elements are made from.</summary>
    public static WholeSetting Seed { get; } = new()
    {
        Name = "seed",
        Value = "N",
        Default = 42,
        Summary = "what the elements are made from (default 42)",
        Meaning = "what the elements are made from: same seed, same sums",
        Place = 7,
        Most = uint.MaxValue,
        Get = spec => spec.Seed,
        Set = (spec, seed) => spec with { Seed = (uint)seed },
    };

    /// <summary>Which fault; its <see cref="Argument"/> may stand behind a colon.</summary>
    public static ChoiceSetting<string> Fault { get; } = new()
    {
        Name = "fault",
        Value = "NAME[:ARG]",
        Default = "none",
        Summary = "what goes wrong (default none); see sandbox faults",
        Meaning = "what goes wrong",
        Place = 1,
        See = "sandbox faults",
        List = () => SettingRows.Choices(FaultCatalogue.All, fault => new SettingChoice(
            fault.Id, fault.Actor == FaultActor.Nobody ? fault.Summary : $"{fault.Summary}; child: {fault.ChildEndsWith}")),
        Offer = () => [.. FaultCatalogue.All.SelectMany(fault =>
            (string[])[fault.Id, .. fault.Argument is { } argument ? argument.Choices.Select(choice => $"{fault.Id}:{choice}") : []])],
        Find = word => (FaultCatalogue.Find(word) is not null, word),
        Word = id => id,
        Get = spec => spec.Fault,
        Set = (spec, id) => spec with { Fault = id },
        Fit = (spec, id, _) => (id, ModelCatalogue.Find(spec.Model) is { } model && FaultCatalogue.Find(id)?.RefusalFor(model, spec.Workers) is { } refusal
            ? $"{id} means nothing here: {refusal}"
            : null),
    };

    /// <summary>The argument of the fault. It has no option: it stands behind the fault's colon.</summary>
    public static TextSetting<string?> Argument { get; } = new()
    {
        Name = "argument",
        Whole = Fault,
        Default = null,
        Meaning = "what the fault takes",
        Place = 5,
        Idle = fault => fault?.Argument is null ? $"{fault?.Id} takes no argument" : null,
        Read = text => (text, null),
        Write = argument => argument ?? "",
        Get = spec => spec.FaultArgument,
        Set = (spec, argument) => spec with { FaultArgument = argument },
        Fit = (spec, argument, _) => FaultCatalogue.Find(spec.Fault) is { } fault ? fault.ArgumentFrom(argument, spec.Length) : (null, null),
    };

    /// <summary>Which workers do the fault.</summary>
    public static TextSetting<FaultySelection> Faulty { get; } = new()
    {
        Name = "faulty",
        Value = "I[,J...]",
        Default = FaultySelection.Default,
        Summary = "which workers do it: indices, last or all (default 2, or the last of fewer than 3)",
        Meaning = "which workers do the fault: 2, or 0,3, or last, or all (Enter to type)",
        Place = 4,
        IsWorkers = true,
        Examples = ["last", "all"],
        Idle = fault => fault?.Actor switch
        {
            FaultActor.FaultyWorker => null,
            FaultActor.AllWorkers => "all workers do this one",
            _ => "no worker is faulty here",
        },
        Read = FaultySelection.Parse,
        Write = selection => selection.ToString(),
        Get = FaultySelection.Of,
        Set = (spec, selection) => spec with { Faulty = selection.Among(spec.Workers) },
        Fit = (spec, selection, caps) => selection.FitTo(spec, caps),
    };

    /// <summary>How the host waits.</summary>
    public static ChoiceSetting<string> Wait { get; } = new()
    {
        Name = "wait",
        Value = "ID",
        Default = "in-order",
        Summary = "how the parent waits for its children (default in-order); see sandbox waits",
        Meaning = "how the parent waits for its children",
        Place = 2,
        See = "sandbox waits",
        List = () => SettingRows.Choices(WaitCatalogue.All, wait => new SettingChoice(wait.Id, $"{wait.Call}; {wait.Summary}")),
        Find = word => (WaitCatalogue.Find(word) is not null, word),
        Word = id => id,
        Get = spec => spec.Wait,
        Set = (spec, id) => spec with { Wait = id },
    };

    /// <summary>Who goes first when an intruder takes part.</summary>
    public static ChoiceSetting<RunOrder> Order { get; } = new()
    {
        Name = "order",
        Value = "WORD",
        Default = RunOrder.IntruderFirst,
        Summary = "intruder-first or race, where an intruder takes part (default intruder-first)",
        Meaning = "who goes first where an intruder takes part",
        Place = 10,
        Idle = fault => fault?.Actor == FaultActor.Intruder ? null : "only an intruder has an order: corrupt-array",
        List = () =>
        [
            new(RunOrder.IntruderFirst.Id, "the intruder is done before the others read: the same lesson every time"),
            new(RunOrder.Race.Id, "all start together, as in the lab"),
        ],
        Find = word => (RunOrder.ParseOrder(word) is not null, RunOrder.ParseOrder(word) ?? default),
        Word = order => order.Id,
        Get = spec => spec.Order,
        Set = (spec, order) => spec with { Order = order },
    };

    /// <summary>The size of the array's pages.</summary>
    public static ChoiceSetting<PageSize> Pages { get; } = new()
    {
        Name = "pages",
        Value = "SIZE",
        Default = PageSize.Small,
        Summary = "4k or 2m, the array's pages (default 4k)",
        Meaning = "the size of the array's pages",
        Place = 11,
        List = () => [new(PageSize.Small.Id, "pages of 4 KiB only"), new(PageSize.Huge.Id, "pages of 2 MiB where the kernel grants them")],
        Find = word => (PageSize.ParsePages(word) is not null, PageSize.ParsePages(word) ?? default),
        Word = pages => pages.Id,
        Get = spec => spec.Pages,
        Set = (spec, pages) => spec with { Pages = pages },
    };

    /// <summary>How slowly the workers go.</summary>
    public static SecondsSetting Pace { get; } = new()
    {
        Name = "pace",
        Value = "SECONDS",
        Default = 0,
        Summary = "at least how long each worker takes (default 0, full speed)",
        Meaning = "at least how many seconds a worker takes; 0 is full speed",
        Place = 9,
        Step = 0.5m,
        CanBeZero = true,
        Most = SlowestPace,
        Get = spec => spec.Pace,
        Set = (spec, pace) => spec with { Pace = pace },
    };

    /// <summary>When a run is ended.</summary>
    public static SecondsSetting Timeout { get; } = new()
    {
        Name = "timeout",
        Value = "SECONDS",
        Default = 10,
        Summary = "when a run that hangs is ended (default 10)",
        Meaning = "after how many seconds a run that hangs is ended",
        Place = 8,
        Most = LongestTimeout,
        Get = spec => spec.Timeout,
        Set = (spec, timeout) => spec with { Timeout = timeout },
    };

    /// <summary>Whether the host ends before its children.</summary>
    public static SwitchSetting Orphan { get; } = new()
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
        Fit = (spec, orphan, _) => (orphan, orphan && ModelCatalogue.Find(spec.Model) is { Waitable: false } ? NoOrphans(spec.Model) : null),
    };

    /// <summary>Which resource limits the workers set on themselves.</summary>
    public static TextSetting<RunLimits> Limit { get; } = new()
    {
        Name = "limit",
        Key = "limits",
        Value = "NAME=VALUE[,...]",
        Default = RunLimits.None,
        Summary = "limits of each worker process: cpu (seconds), as, fsize, stack (bytes, or with k, m, g), nofile (default none)",
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
    };

    /// <summary>Whether the workers of a data race add atomically.</summary>
    public static SwitchSetting Atomic { get; } = new()
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
    };

    /// <summary>All rows, in the order in which they are listed to people and resolved.</summary>
    internal static ImmutableArray<RunSetting> Rows { get; } =
        [Model, Workers, Length, Seed, Fault, Argument, Faulty, Wait, Order, Pages, Pace, Timeout, Orphan, Limit, Atomic];

    /// <summary>All that have an option, in the order in which they are listed to people.</summary>
    public static ImmutableArray<RunSetting> All { get; } = Rows.RemoveAll(setting => setting.Whole is not null);

    /// <summary>All that have a field on the form, which is all, in the order of Tab.</summary>
    public static ImmutableArray<RunSetting> OnForm { get; } = SettingRows.InPlace(Rows);

    /// <summary>The one with a name, or <c>null</c>.</summary>
    public static RunSetting? Find(string name) => SettingRows.Find(Rows, name);

    /// <summary>What the form has fields for: a setting, and the last part of its text by itself, where that is a setting of its own.</summary>
    public static ImmutableArray<Setting> Parts(Setting given) => SettingRows.Parts(Rows, given);

    private static string NoOrphans(string model) =>
        $"the workers of the model {model} are no children that could outlive the host; expected a model with processes: "
        + string.Join(", ", ModelCatalogue.All.Where(other => other.Waitable).Select(other => other.Id));
}

using Sandbox.Core.Catalogue;

namespace Sandbox.Core.Runs;

/// <content>How it goes: how the parent waits, who goes first, and in which time.</content>
public static partial class RunSettings
{
    private const double LongestTimeout = 86_400;
    private const double SlowestPace = 3_600;

    // Before the rows: they enter themselves here, in the order in which they stand.
    private static readonly List<RunSetting> Course = [];

    /// <summary>How the host waits.</summary>
    public static ChoiceSetting<string> Wait { get; } = Row(Course, new ChoiceSetting<string>
    {
        Name = "wait",
        Value = "ID",
        Default = "in-order",
        Summary = "how the parent waits for its children (default in-order); see sandbox waits",
        Meaning = "how the parent waits for its children",
        Place = 3,
        See = "sandbox waits",
        List = () => SettingRows.Choices(WaitCatalogue.All, wait => new SettingChoice(wait.Id, $"{wait.Call}; {wait.Summary}")),
        Find = word => (WaitCatalogue.Find(word) is not null, word),
        Word = id => id,
        Get = spec => spec.Wait,
        Set = (spec, id) => spec with { Wait = id },
    });

    /// <summary>Who goes first when an intruder takes part.</summary>
    public static ChoiceSetting<RunOrder> Order { get; } = Row(Course, new ChoiceSetting<RunOrder>
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
    });

    /// <summary>The size of the array's pages.</summary>
    public static ChoiceSetting<PageSize> Pages { get; } = Row(Course, new ChoiceSetting<PageSize>
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
    });

    /// <summary>How slowly the workers go.</summary>
    public static SecondsSetting Pace { get; } = Row(Course, new SecondsSetting
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
    });

    /// <summary>When a run is ended.</summary>
    public static SecondsSetting Timeout { get; } = Row(Course, new SecondsSetting
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
    });
}

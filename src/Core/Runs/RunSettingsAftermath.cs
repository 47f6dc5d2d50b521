namespace Sandbox.Core.Runs;

/// <content>What the parent does about a death: it starts the worker again, or leaves it at that.</content>
public static partial class RunSettings
{
    private const int MostRestarts = 100;

    // Before the rows: they enter themselves here, in the order in which they stand.
    private static readonly List<RunSetting> Aftermath = [];

    /// <summary>How often a worker that failed is started again.</summary>
    public static WholeSetting Restart { get; } = Row(Aftermath, new WholeSetting
    {
        Name = "restart",
        Value = "N",
        Place = 16,
        Default = 0,
        Summary = "start a worker again that failed, at most N times, as a service manager does (default 0)",
        Meaning = "how often a worker is started again that a signal ended or that exited with another code than 0",
        Most = MostRestarts,
        Get = spec => spec.Restart,
        Set = (spec, restarts) => spec with { Restart = (int)restarts },
        Fit = (spec, restarts, _) => (restarts, restarts > 0 ? Restarts.RefusalFor(spec) : null),
    });

    /// <summary>In how many of its lives a worker does the fault.</summary>
    public static WholeSetting FaultyLives { get; } = Row(Aftermath, new WholeSetting
    {
        Name = "faulty-lives",
        Label = "lives",
        Value = "K",
        Place = 17,
        Default = 0,
        Summary = "with --restart: only the first K lives of a worker do the fault, so that a restart heals (default 0, all)",
        Meaning = "with restarts: only so many lives of a worker do the fault, the first ones; 0 is all",
        Most = MostRestarts,
        Needs = (Restart, restarts => restarts is "" or "0" ? "nobody is started again here: restart is 0" : null),
        Get = spec => spec.FaultyLives,
        Set = (spec, lives) => spec with { FaultyLives = (int)lives },
        // What a spec says is in effect: who has no more lives than these does the fault in all.
        Fit = (spec, lives, _) => (lives <= spec.Restart ? lives : 0, null),
    });

    /// <summary>Whether workers leave core files.</summary>
    public static SwitchSetting Core { get; } = Row(Aftermath, new SwitchSetting
    {
        Name = "core",
        Place = 18,
        Default = false,
        Summary = "let workers dump core, where the machine allows it: into a folder of the run's own, which is removed",
        Meaning = "whether a worker that a signal ends leaves a core file",
        Off = "no core file is written: workers have a limit of 1 byte",
        On = "cores are written as core_pattern says; those in the run's own folder are removed when they have been seen",
        Get = spec => spec.Core,
        Set = (spec, core) => spec with { Core = core },
        Fit = (spec, core, _) => (core, core ? CoreWords.RefusalFor(spec) : null),
    });

    /// <summary>Whether the core files stay.</summary>
    public static SwitchSetting KeepCore { get; } = Row(Aftermath, new SwitchSetting
    {
        Name = "keep-core",
        Label = "keep",
        Place = 19,
        Default = false,
        Summary = "with --core: leave the core files in the run's folder, and say where they are",
        Meaning = "with core files: whether they stay when the run is over",
        InLessons = false,
        Needs = (Core, core => core == SwitchSetting.OnWord ? null : "no core files are written here: core is off"),
        Off = "the run's core files are removed",
        On = "the run's core files stay, and the report says where",
        Get = spec => spec.KeepCore,
        Set = (spec, keep) => spec with { KeepCore = keep },
        Fit = (spec, keep, _) => (keep && spec.Core, null),
    });
}

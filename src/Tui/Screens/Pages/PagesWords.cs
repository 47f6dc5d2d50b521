using Sandbox.Core.Runs;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Pages;

/// <summary>What the view of the page map says in words.</summary>
internal static class PagesWords
{
    /// <summary>Where a worker's map comes from, and how far it can be relied on.</summary>
    public static string Source(RunModel run, WorkerPages? pages) => pages?.Reading.Source switch
    {
        PageMapSource.Live => "live, from /proc",
        PageMapSource.LastAct => "as it saw them itself right before its last act: exact",
        PageMapSource.LastSample => "the last sample from outside: it may have written since",
        _ when run.Past is not null => "a run of the past: its counts were kept, its cells were not",
        _ when run.Live => run.Phase < RunPhase.Running ? "not started yet" : "nobody has looked yet",
        _ => "nobody looked before it ended",
    };

    /// <summary>What a model makes of the pages.</summary>
    public static string Model(RunSpec spec) => (spec.Pages == PageSize.Huge
        ? "Pages of 2 MiB, where the kernel grants them: one fault brings 512 of these pages, and own says so of a whole block; it is no proof of a copy. "
        : "") + spec.ModelRow switch
        {
            { Single: true } => "The loop runs in the host: there is nobody to share a page with.",
            { OneAddressSpace: true } => "One map for all: threads live in their host's address space. Nothing is copied, and everybody reads every write.",
            { BorrowsMemory: true } => "One map for all: a child of vfork() runs in its parent's memory. Nothing is copied, and what it writes stays when it has ended.",
            { SharesFrames: true } => "MAP_SHARED: one frame a page for all, always. A write copies nothing, and everybody reads it.",
            { UsesLauncher: true } => "Each rank has made its own slice in its own memory: pages of its own, and none that another rank could see. Nothing is copied.",
            { MapsFile: true } => "Each program maps the array's memfd privately: a read maps the file's frame, which all share; the first write to a page copies it for the writer alone.",
            _ => "fork() copied page tables, not frames: a page is shared until somebody writes to it; then the kernel copies its frame for the writer alone.",
        };

    /// <summary>What was seen of a worker's map; where there is one for all, whoever saw it.</summary>
    public static WorkerPages? Seen(RunModel run, int worker) =>
        OneMap(run) && run.Pages[worker] is not { Reading.Source: not PageMapSource.Nowhere } ? run.Pages.Any : run.Pages[worker];

    /// <summary>Whether all workers have one memory, and so one map.</summary>
    public static bool OneMap(RunModel run) => run.Spec.ModelRow.OneMemory;
}

using Sandbox.Core.Status;

namespace Sandbox.Tui.App;

/// <summary>The view of one status word.</summary>
internal sealed record StatusWordModel
{
    /// <summary>How many bits of a status the kernel makes use of.</summary>
    public const int Bits = 16;

    public const int Largest = 0xffff;

    /// <summary>The host, where a worker's index would stand.</summary>
    public const int Host = -1;

    /// <summary>Whether the host's status is shown, and not that of <see cref="AppModel.Chosen"/>.</summary>
    public bool OnHost { get; init; }

    /// <summary>The bit that the cursor is on; 0 is the lowest.</summary>
    public int Bit { get; init; }

    /// <summary>The status that was made by hand; <c>null</c> where the worker's own is shown.</summary>
    public int? Made { get; init; }

    /// <summary>A process of the traced program, and its status, in the place of a worker's; <c>null</c> where a worker's is shown.</summary>
    public TracedStatus? Traced { get; init; }

    /// <summary>The number that is being typed, or <c>null</c>.</summary>
    public string? Typing { get; init; }

    /// <summary>What a wait brought of a worker, or of the host; <c>null</c> where nothing did.</summary>
    public static WaitStatus? Real(RunModel? run, int worker) => run switch
    {
        null => null,
        { Report: { } report } when worker == Host => report.Host.Status,
        { Report: { } report } when worker < report.Workers.Length && report.Workers[worker].Status is { } status => status,
        _ => worker >= 0 && worker < run.Statuses.Length ? run.Statuses[worker] : null,
    };

    /// <summary>The status that is shown: the one made by hand, or the worker's own.</summary>
    public static WaitStatus? Shown(AppModel model) =>
        model.StatusWord.Made is { } raw ? new WaitStatus(raw) : model.StatusWord.Traced?.Status ?? Real(model.Seen, WorkerOf(model));

    /// <summary>The worker that is shown, or <see cref="Host"/>.</summary>
    public static int WorkerOf(AppModel model) =>
        model.StatusWord.OnHost ? Host : Math.Clamp(model.Chosen, 0, Math.Max(0, (model.Seen?.WorkerCount ?? 0) - 1));
}

/// <summary>The status of a process of a traced program.</summary>
/// <param name="Who">What it is called.</param>
/// <param name="Command">The command that made it.</param>
/// <param name="Status">Its status, as the kernel kept it for its parent.</param>
internal sealed record TracedStatus(string Who, string Command, WaitStatus Status);

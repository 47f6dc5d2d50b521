using System.Globalization;
using System.Text.Json.Serialization;
using Sandbox.Core.Headers;

namespace Sandbox.Core.Runs;

/// <summary>A resource limit that the sandbox was started with and that ended a process of a run.</summary>
/// <param name="Name">Its name, as <c>--limit</c> has it: <c>cpu</c>.</param>
/// <param name="Kind"><c>soft</c> or <c>hard</c>.</param>
/// <param name="Value">What it allows: seconds of processor time.</param>
public sealed record LimitReport(string Name, string Kind, long Value)
{
    internal const string Cpu = "cpu", Soft = "soft", Hard = "hard";

    /// <summary>Its name, its number and where it comes from, for a sentence.</summary>
    [JsonIgnore]
    public string Told => string.Create(
        CultureInfo.InvariantCulture, $"the {Kind} limit RLIMIT_CPU (ulimit -t) of {Value:#,0} s of processor time that the sandbox was started with");
}

/// <summary>RLIMIT_CPU as the sandbox was started with it, in seconds of processor time; see setrlimit(2).</summary>
/// <param name="Soft">Who uses so much gets SIGXCPU; <c>null</c> where there is no limit.</param>
/// <param name="Hard">Who uses so much gets SIGKILL; <c>null</c> likewise.</param>
public readonly record struct CpuLimit(long? Soft, long? Hard)
{
    // What the kernel compares with a limit it counts in ticks of its clock; what it tells of a process that has ended is measured, and
    // on a busy machine a tenth less was seen.
    private const double LeastShare = 0.75;

    /// <summary>The limit that a process reached, told by the signal that it got and by what it had used; <c>null</c> where it reached none.</summary>
    /// <param name="signal">The signal that ended it.</param>
    /// <param name="usedMs">Milliseconds of processor time that it had used; <c>null</c> where nobody knows.</param>
    public LimitReport? Reached(int signal, double? usedMs) => signal switch
    {
        SignalH.SIGXCPU => Reached(LimitReport.Soft, Soft, usedMs),
        SignalH.SIGKILL => Reached(LimitReport.Hard, Hard, usedMs),
        _ => null,
    };

    private static LimitReport? Reached(string kind, long? seconds, double? usedMs) =>
        seconds is { } limit && usedMs >= limit * 1e3 * LeastShare ? new LimitReport(LimitReport.Cpu, kind, limit) : null;
}

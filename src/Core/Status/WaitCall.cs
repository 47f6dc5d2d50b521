using System.Text.Json.Serialization;

namespace Sandbox.Core.Status;

/// <summary>One call that the host made to wait: waitpid, waitid, or what comes before it (pidfd_open, poll, read of a signalfd).</summary>
/// <param name="Call">The call, with the values that were passed.</param>
/// <param name="Returned">What it returned: a pid, a descriptor, a count, 0, or -1.</param>
/// <param name="Raw">
/// The status it stored; <c>null</c> where it stored none. waitid stores it in two halves, si_code and si_status: this is both as one.
/// </param>
/// <param name="Error">The name of errno after -1, such as <c>ECHILD</c>; otherwise <c>null</c>.</param>
/// <param name="AtMs">When it returned, in milliseconds since the run began.</param>
public sealed record WaitCall(HostCall Call, long Returned, int? Raw, string? Error, double AtMs)
{
    /// <summary>When it began: the last moment before the call, on the clock of <see cref="AtMs"/>; <c>null</c> in reports of before this was kept.</summary>
    public double? BeganMs { get; init; }

    /// <summary>The status that the call stored, or <c>null</c>.</summary>
    [JsonIgnore]
    public WaitStatus? Status => Raw is { } raw ? new WaitStatus(raw) : null;
}

using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>One life of a worker that its parent may start again.</summary>
/// <param name="Pid">The process that it was.</param>
/// <param name="Status">How it ended; <c>null</c> where nobody waited.</param>
/// <param name="StartedMs">When it began to run; <c>null</c> where it did not live to say so.</param>
/// <param name="EndedMs">When it announced its last act: its exit, or the fault that ended it.</param>
/// <param name="ReapedMs">When its parent's wait returned with it.</param>
/// <param name="BackoffMs">How long its parent waited then before it started the next life; <c>null</c> for the last one.</param>
public sealed record LifeReport(int? Pid, WaitStatus? Status, double? StartedMs, double? EndedMs, double? ReapedMs, int? BackoffMs);

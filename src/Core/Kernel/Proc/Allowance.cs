namespace Sandbox.Core.Kernel.Proc;

/// <summary>How much of something is free, and who says so.</summary>
/// <param name="Free">Bytes, or processes and threads; negative where more is in use than allowed.</param>
/// <param name="Source">The limit in words, with its numbers, for messages.</param>
internal readonly record struct Allowance(long Free, string Source);

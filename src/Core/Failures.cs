namespace Sandbox.Core;

/// <summary>The machine refused a run: limits, memory, a missing kernel feature. The message has the numbers. Exit code 3.</summary>
/// <param name="message">What was asked for, what there is, and what would help.</param>
public sealed class MachineRefusedException(string message) : Exception(message);

/// <summary>A bug in the sandbox itself. Exit code 70.</summary>
/// <param name="message">What broke.</param>
public sealed class SandboxBugException(string message) : Exception(message);

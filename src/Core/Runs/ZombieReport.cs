using Sandbox.Core.Status;

namespace Sandbox.Core.Runs;

/// <summary>What <c>/proc/PID/stat</c> shows of a zombie; see proc_pid_stat(5).</summary>
/// <param name="Parent">Its parent at that moment (field 4).</param>
/// <param name="Status">The raw wait status that a wait would bring (field 52).</param>
/// <param name="UserMs">Processor time in user mode, in the kernel's ticks (field 14).</param>
/// <param name="SystemMs">Processor time in the kernel, likewise (field 15).</param>
/// <param name="MinorFaults">Page faults served without input or output (field 10).</param>
/// <param name="MajorFaults">Page faults that had to read from a disk (field 12).</param>
public sealed record ZombieReading(
    int Parent, WaitStatus Status, double UserMs, double SystemMs, long MinorFaults, long MajorFaults);

/// <summary>
/// A worker between its end and its parent's wait: no memory is left of it, only an entry in the table of processes. Read by the host
/// where it never waits; otherwise sampled from outside some fifty times a second, so that a short one may be missed.
/// </summary>
/// <param name="State">The kernel's letter: <c>Z</c>.</param>
/// <param name="SinceMs">Since when: the moment of its last act on the board, or when it was first seen so.</param>
/// <param name="ForMs">How long: until it was waited for, or until the host ended and left it to the sandbox to reap.</param>
/// <param name="Parent">Its parent at that time.</param>
/// <param name="Status">The status that waits for a wait.</param>
/// <param name="UserMs">Processor time in user mode, in the kernel's ticks.</param>
/// <param name="SystemMs">Processor time in the kernel, likewise.</param>
/// <param name="MinorFaults">Page faults served without input or output.</param>
/// <param name="MajorFaults">Page faults that had to read from a disk.</param>
public sealed record ZombieReport(
    string State,
    double SinceMs,
    double ForMs,
    int Parent,
    WaitStatus Status,
    double UserMs,
    double SystemMs,
    long MinorFaults,
    long MajorFaults);

/// <summary>The parents of a worker whose host ended before it, as the worker itself saw them with getppid(2).</summary>
/// <param name="Old">The host; <c>null</c> where the worker did not run before the host ended.</param>
/// <param name="New">The process that adopted it; <c>null</c> where it did not live to see that.</param>
public sealed record ParentReport(int? Old, int? New);

/// <summary>What came through the signalfd beside what was waited for: standard signals do not queue, so several deaths can be one signal.</summary>
/// <param name="Signals">How many SIGCHLD were read.</param>
/// <param name="Reaped">How many children were waited for.</param>
public sealed record SigchldReport(int Signals, int Reaped);

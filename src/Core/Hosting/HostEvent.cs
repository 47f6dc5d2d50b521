using System.Runtime.InteropServices;
using Sandbox.Core.Native;

namespace Sandbox.Core.Hosting;

/// <summary>What a host's message is about.</summary>
internal enum HostEventKind
{
    /// <summary>A <see cref="Runs.RunPhase"/> was reached: <see cref="HostEvent.Value"/>.</summary>
    Phase = 1,

    /// <summary>A worker was started: <see cref="HostEvent.Worker"/>, <see cref="HostEvent.Value"/> is its pid.</summary>
    Started,

    /// <summary>Starting a worker failed: <see cref="HostEvent.Call"/>, <see cref="HostEvent.Errno"/>.</summary>
    StartFailed,

    /// <summary>A wait call returned: everything.</summary>
    Waited,

    /// <summary>The timeout was over, and the workers left got SIGKILL.</summary>
    TimedOut,

    /// <summary>The host looked at its own array: <see cref="HostEvent.Value"/> is 1 where it was corrupted.</summary>
    Inspected,

    /// <summary>
    /// The host saw that a child is a zombie: <see cref="HostEvent.Value"/> is its parent, <see cref="HostEvent.Status"/> and
    /// <see cref="HostEvent.Usage"/> are what /proc shows of it.
    /// </summary>
    Zombie,
}

/// <summary>The call that a host's message is about.</summary>
internal enum HostCall
{
    None,

    /// <summary>fork(2)</summary>
    Fork,

    /// <summary>posix_spawn(3)</summary>
    Spawn,

    /// <summary>pthread_create(3)</summary>
    Thread,

    /// <summary>waitpid(2) with pid <see cref="HostEvent.Target"/> and options <see cref="HostEvent.Options"/></summary>
    WaitPid,

    /// <summary>waitid(2) with the pidfd <see cref="HostEvent.Target"/> and options <see cref="HostEvent.Options"/></summary>
    WaitId,

    /// <summary>poll(2) of <see cref="HostEvent.Target"/> descriptors without a timeout</summary>
    Poll,

    /// <summary>pidfd_open(2) of the pid <see cref="HostEvent.Target"/></summary>
    PidFdOpen,

    /// <summary>read(2) of the signalfd <see cref="HostEvent.Target"/></summary>
    ReadSignal,
}

/// <summary>One message on the event pipe, shorter than PIPE_BUF, so that it is written whole or not at all.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct HostEvent
{
    public HostEventKind Kind;
    public HostCall Call;

    /// <summary>The worker, or -1.</summary>
    public int Worker;

    public int Target;
    public int Options;

    /// <summary>What the call returned, or what the kind says.</summary>
    public int Value;

    /// <summary>The raw wait status, where <see cref="HasStatus"/> is 1.</summary>
    public int Status;

    public int HasStatus;
    public int Errno;

    /// <summary>Nanoseconds of CLOCK_MONOTONIC.</summary>
    public long At;

    /// <summary>What the child used, where the call brought its end.</summary>
    public RUsage Usage;
}

using System.Runtime.InteropServices;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Host;

/// <summary>What a host's message is about.</summary>
internal enum HostEventKind
{
    /// <summary>A <see cref="Runs.RunPhase"/> was reached: <see cref="HostEvent.Value"/>.</summary>
    Phase = 1,

    /// <summary>A worker was started: <see cref="HostEvent.Worker"/>, <see cref="HostEvent.Value"/> is its pid.</summary>
    Started,

    /// <summary>Starting a worker failed: <see cref="HostEvent.Start"/>, <see cref="HostEvent.Errno"/>.</summary>
    StartFailed,

    /// <summary>A wait call returned: everything.</summary>
    Waited,

    /// <summary>The host is about to make a wait call that blocks: <see cref="HostEvent.Call"/>, its target and options.</summary>
    WaitBegan,

    /// <summary>The timeout was over, and the workers left got SIGKILL.</summary>
    TimedOut,

    /// <summary>The host looked at its own array: <see cref="HostEvent.Value"/> is 1 where it was corrupted.</summary>
    Inspected,

    /// <summary>
    /// The host saw that a child is a zombie: <see cref="HostEvent.Value"/> is its parent, <see cref="HostEvent.Status"/> and
    /// <see cref="HostEvent.Usage"/> are what /proc shows of it.
    /// </summary>
    Zombie,

    /// <summary>
    /// A worker failed and is started again after <see cref="HostEvent.Value"/> milliseconds: <see cref="HostEvent.Status"/>, its pid is
    /// <see cref="HostEvent.Target"/>, and the times of the life that is over.
    /// </summary>
    Restarting,

    /// <summary>
    /// There is a folder of the run's own: <see cref="HostEvent.Options"/> is a <see cref="FolderUse"/>, <see cref="HostEvent.Number"/> is in its name,
    /// <see cref="HostEvent.Value"/> is the process that removes it when the host was killed, or 0.
    /// </summary>
    Folder,

    /// <summary>
    /// A process left a core: <see cref="HostEvent.Worker"/>, <see cref="HostEvent.Target"/> is its pid, <see cref="HostEvent.Number"/> its
    /// bytes or -1, <see cref="HostEvent.Value"/> a <see cref="Runs.CorePlace"/>.
    /// </summary>
    Core,

    /// <summary>mpirun was started: <see cref="HostEvent.Value"/> is its pid.</summary>
    LauncherStarted,

    /// <summary>mpirun was waited for: <see cref="HostEvent.Status"/>; <see cref="HostEvent.Value"/> is 1 where the host had to end it.</summary>
    LauncherEnded,

    /// <summary>
    /// There is news of another machine of the ranks, which is <see cref="HostEvent.Target"/> in their order: <see cref="HostEvent.Options"/> is a
    /// <see cref="Runs.RankHostNews"/>, <see cref="HostEvent.Value"/> the pid of its daemon there, or of the agent here, <see cref="HostEvent.Status"/> how that ended.
    /// </summary>
    RankHost,
}

/// <summary>One message on the event pipe, shorter than PIPE_BUF, so that it is written whole or not at all.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct HostEvent
{
    public HostEventKind Kind;

    /// <summary>How a worker was to be started.</summary>
    public WorkerStart Start;

    /// <summary>The call that returned, with its <see cref="Target"/> and <see cref="Options"/>.</summary>
    public HostCallKind Call;

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

    /// <summary>When the call began that returned, likewise.</summary>
    public long BeganAt;

    /// <summary>Of a life that is over, likewise, and 0 where it did not come to that: when it announced its fault and its exit, and when it was waited for.</summary>
    public long FaultAt, EndedAt, ReapedAt;

    /// <summary>A number, where the kind says what it is.</summary>
    public long Number;

    /// <summary>What the child used, where the call brought its end.</summary>
    public RUsage Usage;
}

using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Doctor;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>Makes run events of what a host sends.</summary>
internal static class HostEvents
{
    /// <summary>The event that a message speaks of.</summary>
    /// <param name="message">The message.</param>
    /// <param name="msAt">Makes milliseconds since the run began of CLOCK_MONOTONIC.</param>
    /// <param name="coreFolder">Where core files are kept; <c>null</c> where they are not.</param>
    public static RunEvent Translate(in HostEvent message, Func<long, double> msAt, string? coreFolder = null)
    {
        double at = msAt(message.At);
        return message.Kind switch
        {
            HostEventKind.Phase => new RunEvent.PhaseReached(at, (RunPhase)message.Value),
            HostEventKind.Started => new RunEvent.WorkerStarted(at, message.Worker, message.Value),
            HostEventKind.StartFailed => new RunEvent.StartFailed(at, message.Worker, NameOf(message.Start), ErrnoH.NameOf(message.Errno))
            {
                Likely = message.Errno == ErrnoH.EAGAIN ? StartLimits.Behind(new FactFiles("/"), message.Start, message.Worker) : null,
            },
            HostEventKind.Waited => Waited(message, at, msAt(message.BeganAt)),
            HostEventKind.WaitBegan => new RunEvent.WaitBegan(at, CallOf(message)),
            HostEventKind.TimedOut => new RunEvent.TimedOut(at),
            HostEventKind.Zombie => new RunEvent.ZombieSeen(at, message.Worker, Zombie(message)),
            HostEventKind.Restarting => Restarting(message, at, msAt),
            HostEventKind.Core => new RunEvent.CoreLeft(at, Core(message, coreFolder)),
            HostEventKind.LauncherStarted => new RunEvent.LauncherStarted(at, message.Value),
            HostEventKind.LauncherEnded => new RunEvent.LauncherEnded(at, new WaitStatus(message.Status), message.Value != 0),
            HostEventKind.RankHost => new RunEvent.RankHostSeen(at, message.Target, (RankHostNews)message.Options, message.Value, message.HasStatus != 0 ? new WaitStatus(message.Status) : null),
            HostEventKind.Inspected => new RunEvent.ParentArrayInspected(at, message.Value != 0),
            _ => throw new SandboxBugException($"the host sent a message of the unknown kind {(int)message.Kind}"),
        };
    }

    private static RunEvent.Waited Waited(in HostEvent message, double at, double began)
    {
        WaitCall call = new(
            CallOf(message),
            message.Value,
            message.HasStatus != 0 ? message.Status : null,
            message.Errno != 0 ? ErrnoH.NameOf(message.Errno) : null,
            at)
        {
            BeganMs = began,
        };
        bool ended = call.Status is { Exited: true } or { Signaled: true };
        return new RunEvent.Waited(at, call, message.Worker >= 0 ? message.Worker : null, ended ? Usage(message.Usage) : null);
    }

    private static RunEvent.Restarting Restarting(in HostEvent message, double at, Func<long, double> msAt)
    {
        double? fault = Known(message.FaultAt);
        LifeReport life = new(message.Target, new WaitStatus(message.Status), Known(message.BeganAt), Known(message.EndedAt) ?? fault, Known(message.ReapedAt), message.Value);
        return new RunEvent.Restarting(at, message.Worker, life, fault);

        double? Known(long moment) => moment != 0 ? msAt(moment) : null;
    }

    private static CoreReport Core(in HostEvent message, string? folder)
    {
        CorePlace place = (CorePlace)message.Value;
        string? path = folder is null || place != CorePlace.Folder ? null
            : Directory.GetFiles($"{folder}/{message.Target.ToString(CultureInfo.InvariantCulture)}") is [var file, ..] ? file : null;
        return new CoreReport(message.Worker, message.Target, CoreWords.WordOf(place), path, message.Number >= 0 ? message.Number : null, Kept: place != CorePlace.Folder || path is not null);
    }

    private static HostCall CallOf(in HostEvent message) => new(message.Call, message.Target, message.Options);

    private static ZombieReading Zombie(in HostEvent message) => new(
        message.Value,
        new WaitStatus(message.Status),
        message.Usage.UserTime.TotalMicroseconds / 1e3,
        message.Usage.SystemTime.TotalMicroseconds / 1e3,
        message.Usage.MinorFaults,
        message.Usage.MajorFaults);

    private static UsageReport Usage(in RUsage usage) => new(
        usage.UserTime.TotalMicroseconds / 1e3,
        usage.SystemTime.TotalMicroseconds / 1e3,
        usage.MaxRss,
        usage.MinorFaults,
        usage.MajorFaults);

    private static string NameOf(WorkerStart start) => start switch
    {
        WorkerStart.Fork or WorkerStart.Program => "fork",
        WorkerStart.VFork => "clone",
        WorkerStart.Ranks => "mpirun",
        WorkerStart.Spawn => "posix_spawn",
        WorkerStart.Thread => "pthread_create",
        _ => throw new SandboxBugException($"the host reported the start of a worker in the way {start}"),
    };
}

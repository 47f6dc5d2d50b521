using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Waits;

namespace Sandbox.Tui.App;

/// <summary>What the screen knows of a run: the one under way, or the last one.</summary>
/// <param name="Spec">What is run.</param>
/// <param name="Command">The command that runs the same.</param>
/// <param name="Phase">How far it has come.</param>
/// <param name="WorkerCount">How many workers take part, an intruder included.</param>
/// <param name="Board">The board as it was read last.</param>
/// <param name="ElapsedMs">How long it has been running.</param>
/// <param name="Pids">The worker's process each, by index; 0 where none is known.</param>
/// <param name="Statuses">The wait status each, by index; <c>null</c> where no wait brought one yet.</param>
/// <param name="Newest">The worker of the newest event.</param>
/// <param name="Stopping">Whether it was asked to end.</param>
/// <param name="Report">The report; <c>null</c> while it is under way.</param>
internal sealed record RunModel(
    RunSpec Spec,
    string Command,
    RunPhase Phase,
    int WorkerCount,
    ReadOnlyMemory<WorkerSnapshot> Board,
    double ElapsedMs,
    ImmutableArray<int> Pids,
    ImmutableArray<WaitStatus?> Statuses,
    int Newest,
    bool Stopping,
    RunReport? Report)
{
    /// <summary>Whether anything of it may still be alive.</summary>
    public bool Live => Report is null;

    public static RunModel Begun(RunSpec spec, string command) =>
        new(spec, command, RunPhase.Starting, spec.Workers, default, 0, Of<int>(spec.Workers), Of<WaitStatus?>(spec.Workers), Newest: 0, Stopping: false, Report: null);

    public RunModel WithWorkers(int count) =>
        this with { WorkerCount = count, Pids = Of<int>(count), Statuses = Of<WaitStatus?>(count) };

    /// <summary>The run after some events more.</summary>
    public RunModel After(ImmutableArray<RunEvent> events)
    {
        var pids = Pids.ToBuilder();
        var statuses = Statuses.ToBuilder();
        RunPhase phase = Phase;
        int newest = Newest;
        foreach (RunEvent happened in events)
        {
            switch (happened)
            {
                case RunEvent.PhaseReached reached:
                    phase = reached.Phase;
                    break;
                case RunEvent.WorkerStarted started when started.Index < pids.Count:
                    pids[started.Index] = started.Pid;
                    newest = started.Index;
                    break;
                case RunEvent.Waited { Worker: { } worker, Call.Status: { } status } when worker < statuses.Count:
                    statuses[worker] = status;
                    newest = worker;
                    break;
            }
        }
        return this with { Phase = phase, Newest = newest, Pids = pids.DrainToImmutable(), Statuses = statuses.DrainToImmutable() };
    }

    private static ImmutableArray<T> Of<T>(int count) => ImmutableArray.Create(new T[count]);
}

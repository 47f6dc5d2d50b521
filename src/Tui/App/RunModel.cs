using System.Collections.Immutable;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

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
    /// <summary>What a command of a stepped run has at its end.</summary>
    public const string StepOption = " --step";

    /// <summary>Every wait call that is known of, in order.</summary>
    public AppendLog<RunEvent.Waited> Waits { get; init; } = AppendLog<RunEvent.Waited>.Empty;

    /// <summary>The call that blocks and has not returned yet; <c>null</c> where the host told of none.</summary>
    public RunEvent.WaitBegan? Waiting { get; init; }

    /// <summary>When each worker was seen as a zombie that was seen so, by index.</summary>
    public ImmutableDictionary<int, double> ZombiesSeen { get; init; } = ImmutableDictionary<int, double>.Empty;

    /// <summary>When workers were seen standing still, because a signal had stopped them, in order; without an end where one has not been seen going on.</summary>
    public ImmutableList<Stand> StandsSeen { get; init; } = [];

    /// <summary>The lives of workers after which they were to be started again, in order.</summary>
    public ImmutableList<RunEvent.Restarting> LivesOver { get; init; } = [];

    /// <summary>When a poll for any child brought nobody, in order: nobody was a zombie then.</summary>
    public AppendLog<double> EmptyPolls { get; init; } = AppendLog<double>.Empty;

    /// <summary>When the first worker was about to be started; <c>null</c> before.</summary>
    public double? RunningMs { get; init; }

    /// <summary>When the last worker had been started, as far as it has come.</summary>
    public double? StartedMs { get; init; }

    /// <summary>When the timeout was over; <c>null</c> where it was not.</summary>
    public double? TimedOutMs { get; init; }

    /// <summary>When and how it took place, where it is a run of the past; <c>null</c> for the session's own latest run.</summary>
    public string? Past { get; init; }

    /// <summary>Whether a person steps it, and has not let it go on for good.</summary>
    public bool Stepped { get; init; }

    /// <summary>The step that it stands before; <c>null</c> where it does not stand, or has not come so far that it could.</summary>
    public StepStop? Step { get; init; }

    /// <summary>The page maps of its workers.</summary>
    public PagesSeen Pages { get; init; } = PagesSeen.None;

    /// <summary>Whether its workers are processes that their parent can wait for.</summary>
    public bool HasChildren => ModelCatalogue.Find(Spec.Model) is { Kind: WorkerKind.Process };

    /// <summary>Until when its times reach: now, or its end.</summary>
    public double UntilMs => Report?.Timing.TotalMs ?? ElapsedMs;

    /// <summary>Its run time, or what that is until now; <c>null</c> before its first worker.</summary>
    public double? RunMs => Report is { } over ? over.Timing.RunMs : RunningMs is { } began ? Math.Max(ElapsedMs - began, 0) : null;

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
        AppendLog<RunEvent.Waited> waits = Waits;
        RunEvent.WaitBegan? waiting = Waiting;
        ImmutableDictionary<int, double> zombies = ZombiesSeen;
        ImmutableList<Stand> stands = StandsSeen;
        AppendLog<double> polls = EmptyPolls;
        ImmutableList<RunEvent.Restarting> lives = LivesOver;
        double? running = RunningMs, started = StartedMs, timedOut = TimedOutMs;
        foreach (RunEvent happened in events)
        {
            switch (happened)
            {
                case RunEvent.PhaseReached reached:
                    phase = reached.Phase;
                    running = phase == RunPhase.Running ? reached.AtMs : running;
                    break;
                case RunEvent.WorkerStarted born when born.Index < pids.Count:
                    pids[born.Index] = born.Pid;
                    // Where it is started again, what was known of its end was that of a life before.
                    statuses[born.Index] = null;
                    zombies = zombies.Remove(born.Index);
                    started = born.AtMs;
                    newest = born.Index;
                    break;
                case RunEvent.Restarting over:
                    lives = lives.Add(over);
                    break;
                case RunEvent.WaitBegan began:
                    waiting = began;
                    break;
                case RunEvent.ZombieSeen seen:
                    zombies = zombies.ContainsKey(seen.Worker) ? zombies : zombies.Add(seen.Worker, seen.AtMs);
                    break;
                case RunEvent.StandSeen { Stands: true } seen:
                    stands = stands.Add(new Stand(seen.Worker, seen.AtMs, null));
                    break;
                case RunEvent.StandSeen seen when stands.FindLastIndex(stand => stand.Worker == seen.Worker) is >= 0 and int at:
                    stands = stands.SetItem(at, stands[at] with { UntilMs = seen.AtMs });
                    break;
                case RunEvent.Waited waited:
                    waiting = null;
                    waits = waits.With(waited);
                    polls = WithPoll(polls, waited);
                    if (waited is { Worker: { } worker, Call.Status: { } status } && worker < statuses.Count)
                        (statuses[worker], newest) = (status, worker);
                    break;
                case RunEvent.TimedOut late:
                    timedOut = late.AtMs;
                    break;
            }
        }
        return this with
        {
            Phase = phase,
            Newest = newest,
            Pids = pids.DrainToImmutable(),
            Statuses = statuses.DrainToImmutable(),
            Waits = waits,
            Waiting = waiting,
            ZombiesSeen = zombies,
            StandsSeen = stands,
            EmptyPolls = polls,
            LivesOver = lives,
            RunningMs = running,
            StartedMs = started,
            TimedOutMs = timedOut,
        };
    }

    /// <summary>A run that is over, from its report alone.</summary>
    /// <param name="report">The report.</param>
    /// <param name="past">When and how it took place.</param>
    public static RunModel OfPast(RunReport report, string past)
    {
        var pids = new int[report.Workers.Length];
        var statuses = new WaitStatus?[report.Workers.Length];
        double? first = null, last = null;
        var workers = new Dictionary<int, int>();
        var ends = new List<RunEvent.Restarting>();
        ImmutableList<RunEvent.Restarting> over = [];
        foreach (WorkerReport worker in report.Workers)
        {
            pids[worker.Index] = worker.Pid ?? 0;
            statuses[worker.Index] = worker.Status;
            if (worker is { Kind: WorkerKind.Process, Pid: { } pid })
                workers[pid] = worker.Index;
            foreach (LifeReport life in worker.Lives)
            {
                workers[life.Pid ?? 0] = worker.Index;
                ends.Add(new RunEvent.Restarting(life.ReapedMs ?? double.MaxValue, worker.Index, life, null));
                if (life != worker.Lives[^1])
                    over = over.Add(ends[^1]);
            }
            if (worker.Lives.IsEmpty)
                ends.Add(new RunEvent.Restarting(worker.ReapedMs ?? double.MaxValue, worker.Index, new LifeReport(null, null, null, null, null, null), null));
            first = worker.StartedMs < (first ?? double.MaxValue) ? worker.StartedMs : first;
            last = worker.StartedMs > (last ?? double.MinValue) ? worker.StartedMs : last;
        }
        AppendLog<RunEvent.Waited> waits = AppendLog<RunEvent.Waited>.Empty;
        AppendLog<double> polls = AppendLog<double>.Empty;
        // waitid(2) returns 0 and no pid: its calls brought the children in the order in which they were reaped.
        var reaped = new Queue<RunEvent.Restarting>(ends.OrderBy(end => end.AtMs));
        foreach (WaitCall call in report.Waits)
        {
            int? worker = call.Returned > 0 && workers.TryGetValue((int)call.Returned, out int index) ? index : null;
            if (call is { Returned: 0, Status: not null } && reaped.TryDequeue(out RunEvent.Restarting? next))
                worker = next.Worker;
            waits = waits.With(new RunEvent.Waited(call.AtMs, call, worker, null));
            polls = WithPoll(polls, waits[waits.Count - 1]);
        }
        return new RunModel(
            report.Spec, RunSpecs.CommandLine(report.Spec), RunPhase.Ended, report.Workers.Length, default, report.Timing.TotalMs,
            ImmutableArray.Create(pids), ImmutableArray.Create(statuses), Newest: 0, Stopping: false, report)
        {
            Waits = waits,
            EmptyPolls = polls,
            LivesOver = over,
            RunningMs = first,
            StartedMs = last,
            Past = past,
        };
    }

    /// <summary>Whether a worker was seen standing still, and has not been seen going on.</summary>
    public bool Stands(int worker)
    {
        // It is asked for every row of every frame.
        for (int at = StandsSeen.Count - 1; at >= 0; at--)
        {
            if (StandsSeen[at].Worker == worker)
                return StandsSeen[at].UntilMs is null;
        }
        return false;
    }

    private static AppendLog<double> WithPoll(AppendLog<double> polls, RunEvent.Waited waited) =>
        waited.Call is { Call: { Kind: HostCallKind.WaitPid, Target: -1, Blocks: false }, Returned: 0 } call ? polls.With(call.BeganMs ?? call.AtMs) : polls;

    private static ImmutableArray<T> Of<T>(int count) => ImmutableArray.Create(new T[count]);
}

/// <summary>A time for which a worker was seen standing still.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="FromMs">When it was seen so first.</param>
/// <param name="UntilMs">When it was seen going on; <c>null</c> where it was not.</param>
internal sealed record Stand(int Worker, double FromMs, double? UntilMs);

using System.Collections.Immutable;
using System.Threading.Channels;
using Sandbox.Core.Arrays;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Doctor;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Boards;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// A run seen from outside: a thread of its own starts the host, listens to the event pipe, ends what outlasts the timeout, and reaps
/// the host and what the host left behind. The thread lives as long as the host, because PR_SET_PDEATHSIG follows the thread
/// that started a process, not the process.
/// </summary>
internal sealed partial class SupervisedRun : IRun
{
    /// <summary>How long a host gets beyond the run's own timeout to end its children by itself.</summary>
    private const double GraceSeconds = 2;

    /// <summary>How long a host may take until its workers run: starting, mapping and filling.</summary>
    private const double SetupSeconds = 120;

    /// <summary>How often, in nanoseconds, it is seen whether a stepped run was let go on, and whether a host that is no longer heard of was stopped.</summary>
    private const long SteppedTick = 200_000_000;

    /// <summary>So many pages all workers together look through unasked: some milliseconds.</summary>
    private const long MostPagesCounted = 1 << 18;

    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>(new() { SingleWriter = true });
    private readonly TaskCompletionSource<RunReport> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableArray<RunEvent>.Builder _record = ImmutableArray.CreateBuilder<RunEvent>();
    private readonly Lock _stopping = new();
    private readonly string _program;
    private readonly ExecutionModel _model;
    private readonly long _beganAt = Clock.Now;
    private readonly long? _oomKillsBefore = OomKills.Count();
    private readonly PageWatch _watch;
    private readonly bool _stepped;
    private readonly Task<ImmutableArray<long>> _expectedSums;

    private readonly PageMaps _pageMaps;
    private readonly ZombieWatch? _zombies;
    private readonly StandWatch _stands;
    private readonly int[] _pids;

    /// <summary>Made once: the screen reads the board for every frame.</summary>
    private readonly Func<long, double> _msAt;

    private Board? _board;
    private HostChannel? _host;
    private ImmutableArray<WorkerSnapshot> _lastBoard = [];
    private bool _stopped;
    private bool _filled;
    private bool _running;
    private bool _left;
    private bool _timedOut;
    private bool _borrowerEnded;
    private SentSignals _hostSent;
    private long _deadline;
    private long _standsUntil = long.MaxValue;

    private SupervisedRun(string program, RunSpec spec, RunControl control)
    {
        (_program, Spec) = (program, spec);
        _msAt = MsAt;
        Pages = PageGrid.For(SampleArray.BytesOf(spec.Length));
        _model = spec.ModelRow;
        WorkerCount = spec.WorkerCount;
        _pids = new int[WorkerCount];
        _stands = new StandWatch(WorkerCount);
        _zombies = spec.WaitInUse is { Waits: true, LeavesZombies: true } ? new ZombieWatch(WorkerCount, _model.RunsProgram) : null;
        _pageMaps = new PageMaps(WorkerCount, Pages, _model.Mapping, new FaultWrites(spec));
        _stepped = control.Stepped;
        _watch = control.Pages ?? (Pages.Pages * WorkerCount > MostPagesCounted ? PageWatch.Nothing : control.Shown ? PageWatch.Cells : PageWatch.Counts);
        _expectedSums = Task.Run(() => SampleArray.SumsOf(spec.Workers, spec.Length, spec.Seed));
    }

    /// <inheritdoc/>
    public RunSpec Spec { get; }

    /// <inheritdoc/>
    public ChannelReader<RunEvent> Events => _events.Reader;

    /// <inheritdoc/>
    public Task<RunReport> Completion => _completion.Task;

    /// <inheritdoc/>
    public int WorkerCount { get; }

    /// <inheritdoc/>
    public PageGrid Pages { get; }

    /// <summary>Starts a run that the machine has room for.</summary>
    /// <param name="program">Where <c>sandbox-host</c> is.</param>
    /// <param name="spec">What to run.</param>
    /// <param name="control">How it is watched.</param>
    public static SupervisedRun Launch(string program, RunSpec spec, RunControl control)
    {
        SupervisedRun run = new(program, spec, control);
        new Thread(run.Supervise) { IsBackground = true, Name = "run" }.Start();
        return run;
    }

    private void Supervise()
    {
        try
        {
            RunReport report = Watch();
            _events.Writer.Complete();
            _completion.SetResult(report);
        }
        catch (Exception problem)
        {
            _events.Writer.TryComplete();
            _completion.SetException(problem);
        }
    }

    private RunReport Watch()
    {
        using Board board = Board.Create(Spec, Pages, _watch, _stepped);
        NoteLauncher(board);
        using HostChannel host = HostChannel.Open(_program, Spec, board);
        try
        {
            return Watch(board, host);
        }
        finally
        {
            // Whatever went wrong: no process is left, and nobody looks at the board any more.
            lock (_stopping)
            {
                _host?.Reap();
                if (_host is not null)
                    EndStrays(board, host);
                RemoveFolder();
                (_host, _board) = (null, null);
            }
        }
    }

    private RunReport Watch(Board board, HostChannel host)
    {
        lock (_stopping)
        {
            (_board, _host) = (board, host);
            if (_stopped)
                EndAll(EndedBy.Sandbox);
        }
        Add(new RunEvent.PhaseReached(MsAt(Clock.Now), RunPhase.Starting));
        using (FaultSender? sender = FaultSender.For(Spec, board))
        using (Timer? continuing = ContinueInTime())
        {
            Listen(host);
            if (_left)
                Adopt(host);
        }
        // Before it is waited for: a wait tells what its children used too.
        double? hostCpuMs = ProcStat.Read(host.Pid) is { } stat ? ProcStat.Microseconds(stat.UserTicks + stat.SystemTicks) / 1e3 : null;
        WaitStatus status;
        lock (_stopping)
        {
            status = host.Reap();
            EndStrays(board, host);
            RemoveFolder();
            _host = null;
        }
        Add(new RunEvent.PhaseReached(MsAt(Clock.Now), RunPhase.Ended));
        Add(new RunEvent.HostEnded(MsAt(Clock.Now), status));
        ImmutableArray<WorkerTrace> traces = [.. Enumerable.Range(0, WorkerCount).Select(index => BoardTrace.Of(board, index, MsAt))];
        long totalOfHost = board.TotalOfHost;
        (long?, long?) parentFaults = board.ParentFaults;
        (long? reduced, bool? ulfm) = (board.Reduced, board.HasUlfm);
        ImmutableArray<SectionReport> sections = BoardTrace.SectionsOf(board);
        string complaint = host.TakeComplaint();
        lock (_stopping)
        {
            _lastBoard = [.. Enumerable.Range(0, WorkerCount).Select(index => Snapshot(board, index))];
            _pageMaps.KeepAll(board);
            _board = null;
        }
        // Its memory goes before a report is made of the run.
        board.Dispose();
        HostComplaint.Check(complaint, status);
        if (!_filled)
            HostComplaint.CheckStarted(_program, complaint, status);
        return RunReports.Of(new RunRecord(Spec, Machine.Describe(), host.Pid, _record.ToImmutable(), traces, _expectedSums.GetAwaiter().GetResult())
        {
            TotalOfHost = totalOfHost,
            Launcher = _model.UsesLauncher ? new LauncherRecord(_launcher?.Version, HostComplaint.SaidByLauncher(complaint), reduced, ulfm) : null,
            ParentFaults = parentFaults,
            Sections = sections,
            HostSent = _hostSent,
            HostCpuMs = hostCpuMs,
            CpuLimit = OwnLimits.Cpu,
            OomKills = OomKills.Count() - _oomKillsBefore,
        });
    }

    /// <summary>Takes the host's messages until it has ended, and ends it when its time is over.</summary>
    private void Listen(HostChannel host)
    {
        _deadline = _beganAt + Nanoseconds(SetupSeconds);
        while (!host.HasEnded)
        {
            host.Wait(NextLook() - Clock.Now);
            while (host.TryTake(out HostEvent message))
                Take(message);
            if (_running)
            {
                _stands.Look(_board!, host.Pid, (index, stands) => Add(new RunEvent.StandSeen(MsAt(Clock.Now), index, stands)));
                _zombies?.Look(_board!, host.Pid, (index, reading) => Add(new RunEvent.ZombieSeen(MsAt(Clock.Now), index, reading)));
            }
            if (_stepped && !_borrowerEnded)
                _deadline = SteppedDeadline(GraceSeconds);
            else if (!_running)
                SeeWhetherItStands(host.Pid);
            if (host.HasEnded || Clock.Now < Math.Min(_deadline, _standsUntil))
                continue;
            TimedOut();
            (_deadline, _standsUntil) = (long.MaxValue, long.MaxValue);
            lock (_stopping)
            {
                if (EndBorrower())
                    _deadline = Clock.Now + Nanoseconds(GraceSeconds);
                else
                    EndAll(EndedBy.Timeout);
            }
        }
    }

    private void Take(HostEvent message)
    {
        _deadline = DeadlineAfter(message) ?? _deadline;
        // Its host may see that itself when the worker that we ended is gone.
        if (message.Kind == HostEventKind.TimedOut && _timedOut)
            return;
        _timedOut |= message.Kind == HostEventKind.TimedOut;
        if (message.Kind == HostEventKind.Phase)
        {
            _filled = true;
            _running = (RunPhase)message.Value == RunPhase.Running;
            _left = (RunPhase)message.Value == RunPhase.Leaving;
        }
        else if (message.Kind == HostEventKind.Started)
        {
            _pids[message.Worker] = message.Options == 0 ? message.Value : 0; // A number of another machine's is nobody's here.
            _zombies?.Forget(message.Worker);
        }
        else if (message.Kind == HostEventKind.Folder)
        {
            _folderWatcher = message.Value;
            _folder = RunFolder.PathOf((FolderUse)message.Options, _host!.Pid, message.Number);
            return;
        }
        Add(HostEvents.Translate(message, MsAt, Spec.KeepCore ? _folder : null));
    }

    private void Add(RunEvent happened)
    {
        _record.Add(happened);
        _events.Writer.TryWrite(happened);
    }

    private double MsAt(long at) => Math.Round((at - _beganAt) / 1e6, 3);
}

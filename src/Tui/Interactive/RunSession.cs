using System.Collections.Immutable;
using Sandbox.Core;
using Sandbox.Core.Runs;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Interactive;

/// <summary>Carries the effects out that concern runs: starts one, ends it, tells the loop what happens. One run at a time.</summary>
internal sealed class RunSession(Func<IRunner> runner, Inbox inbox, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);

    private const int FewWorkers = 64;
    private const int SeldomLook = 10;

    private CancellationTokenSource _stop = new();
    private volatile IRun? _run;
    private Task _following = Task.CompletedTask;
    private long _startedAt;
    private WorkerSnapshot[]? _board;
    private WorkerSnapshot[]? _other;
    private readonly PageReader _pages = new();
    private bool _stepped;
    private StepStop? _step;
    private int _boardsRead;

    public void Start(RunSpec spec, bool stepped)
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _startedAt = clock.GetTimestamp();
        (_stepped, _step, _boardsRead) = (stepped, null, 0);
        _following = Task.Run(() => Follow(spec, stepped, _stop.Token));
    }

    /// <summary>Lets one worker take the next step, or everybody.</summary>
    public void Advance(int? worker)
    {
        if (worker is { } one)
            _run?.Advance(one);
        else
            _run?.Advance();
    }

    /// <summary>Lets a stepped run go on for good.</summary>
    public void RunOn() => _run?.RunOn();

    public void Stop() => _stop.Cancel();

    /// <summary>Sends a signal to whom it is for, and tells how many it reached.</summary>
    public void Send(Effect.SendSignal send)
    {
        int reached = 0;
        if (_run is { } run)
        {
            switch (send.Target)
            {
                case SignalTarget.Host:
                    reached += run.SignalHost(send.Number) ? 1 : 0;
                    break;
                case SignalTarget.Worker:
                    reached += run.Signal(send.Worker, send.Number) ? 1 : 0;
                    break;
                default:
                    for (int worker = 0; worker < run.WorkerCount; worker++)
                        reached += run.Signal(worker, send.Number) ? 1 : 0;
                    break;
            }
        }
        inbox.Post(new Message.SignalSent(new SentSignal(send.Number, send.Target, send.Worker, reached)));
    }

    /// <summary>The board now, or <c>null</c> where no run is under way.</summary>
    public Message? ReadBoard()
    {
        if (_run is not { } run)
            return null;
        // Two arrays take turns: the model holds one while the other is filled, and a thousand workers leave no garbage.
        (_board, _other) = (_other, _board);
        if (_board is null || _board.Length < run.WorkerCount)
            _board = new WorkerSnapshot[run.WorkerCount];
        int count = run.ReadBoard(_board);
        // Whether thousands of workers have come to a step is a question for thousands of files.
        if (_stepped && (run.WorkerCount <= FewWorkers || _boardsRead++ % SeldomLook == 0))
            _step = run.ReadStep();
        return new Message.BoardRead(_board.AsMemory(0, count), clock.GetElapsedTime(_startedAt).TotalMilliseconds, _step);
    }

    /// <summary>The page maps of some workers now, as many as can be read in a few milliseconds; or <c>null</c> where no run is under way.</summary>
    /// <param name="workers">Whose; the first one's is read every time, the others' in turn.</param>
    public Message? ReadPages(ImmutableArray<int> workers) => _run is { } run ? _pages.Read(run, workers) : null;

    /// <summary>Ends the run under way and waits until nothing of it is left, but not for ever.</summary>
    public void Dispose()
    {
        Stop();
        _following.Wait(EndPatience);
        _stop.Dispose();
    }

    private async Task Follow(RunSpec spec, bool stepped, CancellationToken stop)
    {
        try
        {
            IRun run = runner().Start(spec, new RunControl(Stepped: stepped, Shown: true));
            _run = run;
            using CancellationTokenRegistration stopping = stop.Register(run.Stop);
            inbox.Post(new Message.RunStarted(run.WorkerCount));
            while (await run.Events.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
                Tell(run);
            RunReport report = await run.Completion.ConfigureAwait(false);
            var last = new WorkerSnapshot[run.WorkerCount];
            int count = run.ReadBoard(last);
            inbox.Post(new Message.BoardRead(last.AsMemory(0, count), report.Timing.TotalMs));
            inbox.Post(PageReader.Last(run));
            inbox.Post(new Message.RunEnded(report));
        }
        catch (Exception refused) when (refused is MachineRefusedException or ProgramRefusedException)
        {
            inbox.Post(new Message.RunRefused(refused.Message));
        }
        catch (Exception bug)
        {
            // Whatever it was: the screen lives on, and says so.
            inbox.Post(new Message.RunBroke(bug is SandboxBugException ? bug.Message : $"{bug.GetType().Name}: {bug.Message}"));
        }
        finally
        {
            _run = null;
        }
    }

    private void Tell(IRun run)
    {
        var events = ImmutableArray.CreateBuilder<RunEvent>();
        while (run.Events.TryRead(out RunEvent? happened))
            events.Add(happened);
        inbox.Post(new Message.RunHappened(events.DrainToImmutable()));
    }
}

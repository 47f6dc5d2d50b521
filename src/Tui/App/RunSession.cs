using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Tui.Screens.Signals;

namespace Sandbox.Tui.App;

/// <summary>Carries the effects out that concern runs: starts one, ends it, tells the loop what happens. One run at a time.</summary>
internal sealed class RunSession(Func<IRunner> runner, Inbox inbox, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);

    private CancellationTokenSource _stop = new();
    private volatile IRun? _run;
    private Task _following = Task.CompletedTask;
    private long _startedAt;
    private WorkerSnapshot[]? _board;
    private WorkerSnapshot[]? _other;

    public void Start(RunSpec spec)
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _startedAt = clock.GetTimestamp();
        _following = Task.Run(() => Follow(spec, _stop.Token));
    }

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
        return new Message.BoardRead(_board.AsMemory(0, count), clock.GetElapsedTime(_startedAt).TotalMilliseconds);
    }

    /// <summary>Ends the run under way and waits until nothing of it is left, but not for ever.</summary>
    public void Dispose()
    {
        Stop();
        _following.Wait(EndPatience);
        _stop.Dispose();
    }

    private async Task Follow(RunSpec spec, CancellationToken stop)
    {
        try
        {
            IRun run = runner().Start(spec);
            _run = run;
            using CancellationTokenRegistration stopping = stop.Register(run.Stop);
            inbox.Post(new Message.RunStarted(run.WorkerCount));
            while (await run.Events.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
                Tell(run);
            RunReport report = await run.Completion.ConfigureAwait(false);
            var last = new WorkerSnapshot[run.WorkerCount];
            int count = run.ReadBoard(last);
            inbox.Post(new Message.BoardRead(last.AsMemory(0, count), report.Timing.TotalMs));
            inbox.Post(new Message.RunEnded(report));
        }
        catch (MachineRefusedException refused)
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

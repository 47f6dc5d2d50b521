using System.Diagnostics;
using System.Runtime.InteropServices;
using Sandbox.Core.Tracing;

namespace Sandbox.Tui.Commands.Tracing;

/// <summary>
/// What a signal to the sandbox does to a trace: it goes to the program first, which may have a use for it. The terminal sends its signals
/// to both; one that came to the sandbox alone is passed on. A second one ends all, and so does time after a SIGTERM or SIGHUP.
/// </summary>
internal sealed class TraceSignals : IDisposable
{
    private const int Hangup = 1, Terminate = 15;

    /// <summary>How long it may take until the tracer has seen that the terminal sent the program the same.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.2);

    /// <summary>How long a program has to end by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<PosixSignal, int> Numbers = new()
    {
        [PosixSignal.SIGHUP] = Hangup,
        [PosixSignal.SIGINT] = 2,
        [PosixSignal.SIGQUIT] = 3,
        [PosixSignal.SIGTERM] = Terminate,
    };

    private readonly Lock _turn = new();
    private readonly Dictionary<int, long> _seen = [];
    private readonly List<Timer> _timers = [];
    private readonly PosixSignalRegistration[] _registrations;
    private ITrace? _trace;
    private bool _attached;
    private int? _first;
    private bool _stopped;

    public TraceSignals() => _registrations = [.. Numbers.Keys.Select(signal => PosixSignalRegistration.Create(signal, Arrived))];

    /// <summary>Says which trace it is about.</summary>
    public void Watch(ITrace trace, bool attached)
    {
        int? early;
        lock (_turn)
            (_trace, _attached, early) = (trace, attached, _first);
        if (early is { } signal)
            Take(signal, again: false);
    }

    /// <summary>Takes what happened in the trace: whether the program got what came here too.</summary>
    public void Saw(TraceEvent happened)
    {
        if (happened is TraceEvent.SignalTaken taken)
        {
            lock (_turn)
                _seen[taken.Signal] = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>The signal that the trace ended by: the program died of it, or all were ended because of it; otherwise <c>null</c>.</summary>
    public int? EndedBy(TraceTree tree)
    {
        lock (_turn)
            return _first is { } signal && (_stopped || tree.First?.End?.Signal == signal) ? signal : null;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        lock (_turn)
            _timers.ForEach(timer => timer.Dispose());
    }

    private void Arrived(PosixSignalContext context)
    {
        context.Cancel = true;
        int signal = Numbers[context.Signal];
        bool again;
        lock (_turn)
        {
            again = _first is not null;
            _first ??= signal;
        }
        Take(signal, again);
    }

    private void Take(int signal, bool again)
    {
        if (_trace is not { } trace)
            return;
        // One that is attached to has no part in this: it is let go.
        if (again || _attached)
        {
            Stop(trace);
            return;
        }
        long at = Stopwatch.GetTimestamp();
        After(signal == Terminate ? TimeSpan.Zero : Moment, () =>
        {
            bool had;
            lock (_turn)
                had = _seen.TryGetValue(signal, out long seen) && Stopwatch.GetElapsedTime(seen, at) < Moment;
            if (!had)
                trace.Signal(signal);
        });
        if (signal is Terminate or Hangup)
            After(Grace, () => Stop(trace));
    }

    private void Stop(ITrace trace)
    {
        lock (_turn)
            _stopped = true;
        trace.Stop();
    }

    private void After(TimeSpan time, Action what)
    {
        lock (_turn)
            _timers.Add(new Timer(_ => what(), null, time, Timeout.InfiniteTimeSpan));
    }
}

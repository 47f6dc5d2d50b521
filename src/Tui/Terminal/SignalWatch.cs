using System.Runtime.InteropServices;
using static Sandbox.Core.Headers.SignalH;

namespace Sandbox.Tui.Terminal;

/// <summary>Turns the signals of a terminal's life into events. Those that end the program restore the terminal before anything else.</summary>
internal sealed class SignalWatch : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _wake;
    private int _endedBy;
    private int _resized;
    private int _continued;
    private int _suspend;

    /// <param name="restore">Gives the terminal back; called on the signal's own thread.</param>
    /// <param name="wake">Wakes the thread that calls <see cref="Drain"/>.</param>
    public SignalWatch(Action restore, Action wake)
    {
        _wake = wake;
        End(PosixSignal.SIGTERM, SIGTERM, restore);
        End(PosixSignal.SIGHUP, SIGHUP, restore);
        End(PosixSignal.SIGINT, SIGINT, restore);
        End(PosixSignal.SIGQUIT, SIGQUIT, restore);
        Watch(PosixSignal.SIGWINCH, () => Volatile.Write(ref _resized, 1));
        // Cancelled like the others: left to itself, the runtime would set the modes that it found at its start, behind our back.
        Watch(PosixSignal.SIGCONT, () => Volatile.Write(ref _continued, 1));
        // The default would stop the program with the terminal as it is: the screen leaves first, then stops itself.
        Watch(PosixSignal.SIGTSTP, () => Volatile.Write(ref _suspend, 1));
    }

    /// <summary>Takes what came since the last call.</summary>
    public void Drain(List<TerminalEvent> into)
    {
        if (Volatile.Read(ref _endedBy) is > 0 and int signal)
            into.Add(new TerminalEvent.EndAsked(signal));
        if (TakeContinued())
            into.Add(new TerminalEvent.Continued());
        if (Interlocked.Exchange(ref _suspend, 0) != 0)
            into.Add(new TerminalEvent.SuspendAsked());
        if (Interlocked.Exchange(ref _resized, 0) != 0)
            into.Add(new TerminalEvent.Resized());
    }

    /// <summary>Whether SIGCONT came since it was last asked for.</summary>
    public bool TakeContinued() => Interlocked.Exchange(ref _continued, 0) != 0;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }

    private void End(PosixSignal signal, int number, Action restore) => Watch(
        signal,
        () =>
        {
            restore();
            Volatile.Write(ref _endedBy, number);
        });

    private void Watch(PosixSignal signal, Action act) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        act();
        _wake();
    }));
}

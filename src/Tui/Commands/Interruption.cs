using System.Runtime.InteropServices;

namespace Sandbox.Tui.Commands;

/// <summary>Turns the first SIGINT, SIGTERM, SIGHUP or SIGQUIT into a stop of the run; the command then ends by its own way out.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly Dictionary<PosixSignal, int> Numbers = new()
    {
        [PosixSignal.SIGHUP] = 1,
        [PosixSignal.SIGINT] = 2,
        [PosixSignal.SIGQUIT] = 3,
        [PosixSignal.SIGTERM] = 15,
    };

    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _came = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Action? _stop;
    private int? _number;

    /// <summary>Begins to listen.</summary>
    public Interruption() => _registrations = [.. Numbers.Keys.Select(signal => PosixSignalRegistration.Create(signal, Arrived))];

    /// <summary>The number of the signal that came first, or <c>null</c>.</summary>
    public int? Signal
    {
        get
        {
            lock (_turn)
                return _number;
        }
    }

    /// <summary>Is cancelled when a signal has come: for whoever waits for something else.</summary>
    public CancellationToken Came => _came.Token;

    /// <summary>Says what to stop; at once, where a signal has come already.</summary>
    public void Stops(Action action)
    {
        bool late;
        lock (_turn)
        {
            _stop = action;
            late = _number is not null;
        }

        if (late)
            action();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _came.Dispose();
    }

    private void Arrived(PosixSignalContext context)
    {
        // The default action would end us before the children are reaped.
        context.Cancel = true;
        Action? action;
        lock (_turn)
        {
            _number ??= Numbers[context.Signal];
            action = _stop;
        }

        action?.Invoke();
        _came.Cancel();
    }
}

using System.Runtime.InteropServices;

namespace Sandbox.Tui.Commands;

/// <summary>Turns the first SIGINT, SIGTERM or SIGHUP into a stop of the run; the command then ends by its own way out.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly Dictionary<PosixSignal, int> Numbers = new()
    {
        [PosixSignal.SIGHUP] = 1,
        [PosixSignal.SIGINT] = 2,
        [PosixSignal.SIGTERM] = 15,
    };

    private readonly Lock turn = new();
    private readonly PosixSignalRegistration[] registrations;
    private Action? stop;
    private int? number;

    /// <summary>Begins to listen.</summary>
    public Interruption() =>
        registrations = [.. Numbers.Keys.Select(signal => PosixSignalRegistration.Create(signal, Arrived))];

    /// <summary>The number of the signal that came first, or <c>null</c>.</summary>
    public int? Signal
    {
        get
        {
            lock (turn)
                return number;
        }
    }

    /// <summary>Says what to stop; at once, where a signal has come already.</summary>
    public void Stops(Action action)
    {
        bool late;
        lock (turn)
        {
            stop = action;
            late = number is not null;
        }

        if (late)
            action();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
            registration.Dispose();
    }

    private void Arrived(PosixSignalContext context)
    {
        // The default action would end us before the children are reaped.
        context.Cancel = true;
        Action? action;
        lock (turn)
        {
            number ??= Numbers[context.Signal];
            action = stop;
        }

        action?.Invoke();
    }
}

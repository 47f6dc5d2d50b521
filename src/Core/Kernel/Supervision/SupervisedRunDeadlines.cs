using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Proc;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

// How long the host of a run may take, and when to look at it again.
internal sealed partial class SupervisedRun
{
    /// <summary>How long a host gets beyond the run's own timeout that has to see mpirun to its end too.</summary>
    private const double LauncherGraceSeconds = 12;

    /// <summary>A host that works is given time to fill the array and to look at it; one that somebody has stopped gets the run's timeout.</summary>
    private void SeeWhetherItStands(int host)
    {
        bool stands = _deadline != long.MaxValue && StoppedChild.Is(host, ProcStat.Read(host));
        _standsUntil = stands ? Math.Min(_standsUntil, Clock.Now + Nanoseconds(Spec.Timeout)) : long.MaxValue;
    }

    /// <summary>When to look at the run again, whether or not its host has sent something.</summary>
    private long NextLook()
    {
        long next = _stepped || !_running ? Math.Min(Math.Min(_deadline, _standsUntil), Clock.Now + SteppedTick) : _deadline;
        return _running ? Math.Min(next, Math.Min(_stands.NextLook, _zombies?.NextLook ?? long.MaxValue)) : next;
    }

    private long SteppedDeadline(double grace) =>
        Stepping.OpenedAt(_board!) is { } opened ? opened + Nanoseconds(Spec.Timeout + grace) : long.MaxValue;

    /// <summary>Until when a host may take, from the message on that it has come to a new phase; <c>null</c> for other messages.</summary>
    private long? DeadlineAfter(HostEvent message) => (message.Kind, (RunPhase)message.Value) switch
    {
        // A host that has to end its children gets the time to do so; one that is itself what hangs does not.
        (HostEventKind.Phase, RunPhase.Running) => message.At + Nanoseconds(Spec.Timeout + (_model.UsesLauncher ? LauncherGraceSeconds : _model.Waitable && !_model.BorrowsMemory && !Spec.Orphan ? GraceSeconds : 0)),
        (HostEventKind.Phase, RunPhase.Inspecting) => message.At + Nanoseconds(SetupSeconds),
        _ => null,
    };

    private static long Nanoseconds(double seconds) => (long)(seconds * 1e9);

    /// <summary>Waits for the workers that the host left to us; what outlasts the timeout gets SIGKILL.</summary>
    private void Adopt(HostChannel host)
    {
        bool late = false;
        using Timer timer = new(_ => EndIfLate(), null, 0, TickMs);
        Adoption.WaitForAll(_board!, _pids, message =>
        {
            if (Volatile.Read(ref late))
                TimedOut();
            Add(HostEvents.Translate(message, MsAt));
        });

        void EndIfLate()
        {
            // A wait that blocks returns when its child is killed.
            lock (_stopping)
            {
                if (_host is null || late || Clock.Now < (_stepped ? SteppedDeadline(0) : _deadline))
                    return;
                Volatile.Write(ref late, true);
                EndAll(EndedBy.Timeout);
            }
        }
    }

    private void TimedOut()
    {
        if (!_timedOut)
            Add(new RunEvent.TimedOut(MsAt(Clock.Now)));
        _timedOut = true;
    }
}

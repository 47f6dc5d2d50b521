using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Tracing;

// What is done to tracees from outside, because it was asked for.
internal sealed partial class Tracer
{
    /// <summary>Does what was asked for at a moment.</summary>
    public void InjectAtMoment(Injection.AtMoment moment)
    {
        if (!_groups.ContainsKey(First))
            return;
        Tell(new TraceEvent.Injected(Now, First, First, moment.Asked, null));
        Raw.Kill(First, moment.Signal);
    }

    /// <summary>Continues what was stopped so.</summary>
    public void ContinueAfterMoment(Injection.AtMoment moment)
    {
        if (!_groups.ContainsKey(First))
            return;
        Tell(new TraceEvent.Injected(Now, First, First, $"{moment.Asked} (SIGCONT)", null));
        Raw.Kill(First, SignalH.SIGCONT);
    }

    private void InjectAtBirth(int child)
    {
        foreach (Injection.AtBirth birth in HasStarted ? _injections.AtBirth() : [])
        {
            Tell(new TraceEvent.Injected(Now, child, child, birth.Asked, null));
            Raw.Kill(child, birth.Signal);
        }
    }

    private void Inject(Tracee tracee, Injection.AtCall injection)
    {
        Tell(new TraceEvent.Injected(Now, tracee.Group.Pid, tracee.Tid, injection.Asked, CallNames.Of((long)tracee.Call.Number)));
        if (injection.Returned is { } returned)
            Registers.SkipCall(tracee.Tid, returned);
        if (injection.Signal is { } signal)
            Raw.Syscall(SyscallH.SYS_tgkill, tracee.Group.Pid, tracee.Tid, signal, 0, 0, 0);
    }

    /// <summary>Lets a tracee go on, one that is to be slow after a while. It stands still until then, and the others do not.</summary>
    private void ResumeSlowly(Tracee tracee)
    {
        if (_injections.Slowness is not { } milliseconds || tracee.Group.Pid == First || _ending)
        {
            Resume(tracee);
            return;
        }
        // A timer counts in ticks, and may come one early.
        _later((milliseconds + 2) / 1e3, () =>
        {
            if (_tracees.GetValueOrDefault(tracee.Tid) == tracee)
                Resume(tracee);
        });
    }
}

using Sandbox.Core.Native;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Hosting;

/// <summary>
/// Starts runs for a screen or a command: each in a host process of its own. The process that uses it becomes a subreaper, so that
/// workers whose host died come to it and are reaped (PR_SET_CHILD_SUBREAPER, prctl(2)).
/// </summary>
public sealed class Runner : IRunner
{
    /// <summary>A runner; from now on this process adopts orphans.</summary>
    public Runner()
    {
        unsafe
        {
            Raw.PrCtl(PrCtlH.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
        }
    }

    /// <inheritdoc/>
    public IRun Start(RunSpec spec, RunControl? control = null)
    {
        Preflight.Check(spec, MachineRoom.Now());
        HardLimits.Check(spec.Limits);
        return SupervisedRun.Launch(spec, control ?? new RunControl());
    }
}

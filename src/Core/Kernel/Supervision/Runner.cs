using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// Starts runs for a screen or a command: each in a host process of its own. The process that uses it becomes a subreaper, so that
/// workers whose host died come to it and are reaped (PR_SET_CHILD_SUBREAPER, prctl(2)).
/// </summary>
public sealed class Runner : IRunner
{
    private readonly string _program;

    /// <summary>A runner; from now on this process adopts orphans.</summary>
    /// <param name="program">Where <c>sandbox-host</c> is; <c>null</c> for the one that lies beside the running program.</param>
    public Runner(string? program = null)
    {
        _program = program ?? HostProgram.Beside;
        unsafe
        {
            Raw.PrCtl(PrCtlH.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
        }
    }

    /// <inheritdoc/>
    public IRun Start(RunSpec spec, RunControl? control = null)
    {
        Preflight.Check(spec, MachineRoom.Now());
        Preflight.CheckAddressSpace(spec, OwnLimits.Of(ResourceH.RLIMIT_AS));
        Preflight.CheckData(spec, OwnLimits.Of(ResourceH.RLIMIT_DATA));
        HardLimits.Check(spec.Limits);
        return SupervisedRun.Launch(_program, spec, control ?? new RunControl());
    }
}

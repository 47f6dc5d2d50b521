using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Host;
using Sandbox.Core.Kernel.Programs;
using Sandbox.Core.Runs;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>
/// Starts runs for a screen or a command: each in a host process of its own. The process that uses it becomes a subreaper, so that
/// workers whose host died come to it and are reaped (PR_SET_CHILD_SUBREAPER, prctl(2)).
/// </summary>
public sealed class Runner : IRunner
{
    private readonly string _program;
    private readonly bool _asksFirst;

    /// <summary>A runner; from now on this process adopts orphans.</summary>
    /// <param name="program">Where <c>sandbox-host</c> is; <c>null</c> for the one that lies beside the running program.</param>
    /// <param name="asksFirst">
    /// Whether it is asked before a run if somebody else's program can be executed; the C that can ask is in the native programs alone.
    /// </param>
    public Runner(string? program = null, bool asksFirst = true)
    {
        _asksFirst = asksFirst;
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
        HardLimits.CheckCore(spec);
        if (spec.ModelRow.UsesLauncher)
            Launching.Check(spec);
        if (_asksFirst && spec.ModelRow.RunsProgram)
            ProgramTrial.Check(spec.Program ?? throw new ProgramRefusedException("no program is named; expected --program FILE", 127));
        return SupervisedRun.Launch(_program, spec, control ?? new RunControl());
    }
}

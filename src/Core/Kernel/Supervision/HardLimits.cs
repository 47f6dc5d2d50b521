using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Supervision;

/// <summary>Nobody but root may set a limit above the hard one, so a run that asks for that is refused before it starts.</summary>
internal static unsafe class HardLimits
{
    /// <summary>Refuses limits that the workers could not set.</summary>
    /// <exception cref="MachineRefusedException">One is above the hard limit; the message has both numbers.</exception>
    public static void Check(RunLimits limits)
    {
        foreach ((string name, long value) in limits.Set)
        {
            RLimit limit;
            Raw.GetRLimit(NumberOf(name), &limit);
            if ((ulong)value > limit.Hard)
                throw new MachineRefusedException($"--limit {name}={value} is above the hard limit of {limit.Hard} that this machine sets (RLIMIT_{name.ToUpperInvariant()}, ulimit -H); use that or less");
        }
    }

    /// <summary>Refuses a run that is to leave cores where no process may.</summary>
    /// <exception cref="MachineRefusedException">The hard limit is 0.</exception>
    public static void CheckCore(RunSpec spec)
    {
        if (spec.Core && OwnLimits.Hard(ResourceH.RLIMIT_CORE) == 0)
            throw new MachineRefusedException("--core: the hard limit RLIMIT_CORE (ulimit -Hc) of 0 lets no process leave a core file; raise it where the session is started, or leave out --core");
    }

    private static int NumberOf(string name) => name switch
    {
        "cpu" => ResourceH.RLIMIT_CPU,
        "as" => ResourceH.RLIMIT_AS,
        "fsize" => ResourceH.RLIMIT_FSIZE,
        "nofile" => ResourceH.RLIMIT_NOFILE,
        "core" => ResourceH.RLIMIT_CORE,
        _ => ResourceH.RLIMIT_STACK,
    };
}

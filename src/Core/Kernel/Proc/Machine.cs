using Sandbox.Core.Runs;

namespace Sandbox.Core.Kernel.Proc;

/// <summary>The machine that runs take place on.</summary>
public static class Machine
{
    /// <summary>What a report says of it.</summary>
    public static MachineReport Describe() => new(
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(), Environment.ProcessorCount, Environment.SystemPageSize);
}

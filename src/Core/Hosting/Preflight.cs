using Sandbox.Core.Runs;

namespace Sandbox.Core.Hosting;

/// <summary>Whether the machine has room for a run, asked before anything is started.</summary>
internal static class Preflight
{
    /// <summary>Refuses a run that the machine has no room for.</summary>
    /// <exception cref="MachineRefusedException">It has not; the message has the numbers.</exception>
    public static void Check(RunSpec spec)
    {
    }
}

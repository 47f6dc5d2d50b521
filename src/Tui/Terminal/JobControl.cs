using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Tui.Terminal;

/// <summary>Stopping the program, so that its shell takes over.</summary>
internal static class JobControl
{
    private const int MostAncestors = 32;

    /// <summary>
    /// Whether some shell would continue us. In an orphaned process group nobody does (setpgid(2)), and a stopped program
    /// would hold its terminal for ever: SIGSTOP, unlike SIGTSTP, stops it even there.
    /// </summary>
    public static bool HasShell()
    {
        int session = Terminals.GetSession(0), group = Terminals.GetGroup(0), ancestor = Raw.GetParentPid();
        for (int i = 0; i < MostAncestors && ancestor > 0 && Terminals.GetSession(ancestor) == session; i++)
        {
            if (Terminals.GetGroup(ancestor) != group)
                return true;
            ancestor = ProcStat.Read(ancestor)?.Parent ?? 0;
        }
        return false;
    }

    /// <summary>Stops the whole process group: whatever the shell sees as one job.</summary>
    public static void StopGroup() => _ = Raw.Kill(0, SignalH.SIGSTOP);
}

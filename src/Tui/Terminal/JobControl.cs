using System.Globalization;
using static Sandbox.Tui.Terminal.LibC;

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
        int session = GetSession(0), group = GetGroup(0), ancestor = GetParent();
        for (int i = 0; i < MostAncestors && ancestor > 0 && GetSession(ancestor) == session; i++)
        {
            if (GetGroup(ancestor) != group)
                return true;
            ancestor = ParentOf(ancestor);
        }
        return false;
    }

    /// <summary>Stops the whole process group: whatever the shell sees as one job.</summary>
    public static void StopGroup() => _ = Kill(0, Signals.SIGSTOP);

    /// <summary>The parent's id, the second field behind the name in parentheses; see proc_pid_stat(5). 0 where nobody can tell.</summary>
    private static int ParentOf(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

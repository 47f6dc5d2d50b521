using System.Globalization;
using Sandbox.Core.Headers;
using Sandbox.Core.Kernel.Bindings;
using Sandbox.Core.Kernel.Proc;

namespace Sandbox.Core.Kernel.Programs;

/// <summary>
/// What programs that were workers have started themselves, seen from outside the run: their own children, wherever those have gone. As long
/// as the host lives they are below it, for it adopts them; when it was killed they are known by a variable that each of them inherits.
/// </summary>
internal static class ProgramStrays
{
    /// <summary>The variable; its value is the host's pid.</summary>
    public const string Mark = "WORKER_HOST";

    /// <summary>Who cannot be ended within so many looks sleeps in the kernel, and gets its SIGKILL when it wakes.</summary>
    private const int MostLooks = 1000;

    /// <summary>Ends all that is below a host, and all that has its mark.</summary>
    /// <param name="host">The host's pid, which was not waited for yet, or was just now.</param>
    public static void End(int host)
    {
        HashSet<int> ended = [];
        for (int look = 0; look < MostLooks && Find(host) is { Count: > 0 } found; look++)
        {
            foreach (int pid in found)
            {
                Raw.Kill(pid, SignalH.SIGKILL);
                ended.Add(pid);
            }
            LibC.Poll([], 1);
        }
        // Those that came to us: a zombie of ours would stay as long as we do.
        foreach (int pid in ended)
            LibC.Wait(pid, WaitH.WNOHANG, out _, out _, out _);
    }

    private static List<int> Find(int host)
    {
        Dictionary<int, ProcStat> all = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && ProcStat.Read(pid) is { IsAlive: true } stat)
                all[pid] = stat;
        }
        string mark = $"{Mark}={host.ToString(CultureInfo.InvariantCulture)}";
        return [.. all.Keys.Where(pid => pid != host && pid != Environment.ProcessId && (IsBelow(pid, host, all) || IsMarked(pid, mark)))];
    }

    private static bool IsBelow(int pid, int host, Dictionary<int, ProcStat> all)
    {
        // Not more steps than there are processes: pids are used again while we look.
        for (int step = 0; step < all.Count && all.TryGetValue(pid, out ProcStat? stat); step++)
        {
            if (stat.Parent == host)
                return true;
            pid = stat.Parent;
        }
        return false;
    }

    private static bool IsMarked(int pid, string mark)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ")).Split('\0').Contains(mark);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

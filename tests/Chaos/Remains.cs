using System.Globalization;

namespace Sandbox.Chaos;

/// <summary>What a round has left behind. It is right when there is nothing.</summary>
internal static class Remains
{
    /// <summary>How long after its end all must be gone.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Looks until nothing is left or the grace is over; what is still there then, in words. Processes among it are killed.</summary>
    /// <param name="root">The process that was started, which has ended.</param>
    /// <param name="token">What stands in the environment of all that it started.</param>
    /// <param name="place">Its folders.</param>
    /// <param name="terminal">Its terminal, and the modes that it had; <c>null</c> where it had none.</param>
    public static async Task<IReadOnlyList<string>> Of(int root, string token, Place place, (PtyTerminal Terminal, string Modes)? terminal)
    {
        List<ProcessEntry> processes = [];
        List<string> left = [];
        await Eventually.Is(
            () =>
            {
                processes = Leaks.LeftOf(root, token);
                left = [.. processes.Select(entry => $"process {entry}"), .. Files(place), .. terminal is { } its ? OfTerminal(its.Terminal, its.Modes) : []];
                // What was written last may not have been read yet.
                return left.Count == 0 && terminal?.Terminal.IsRead != false;
            },
            Grace);
        foreach (ProcessEntry entry in processes)
            _ = LibC.kill(entry.Pid, LibC.SIGKILL);
        return left;
    }

    /// <summary>Reaps the zombies that came to us from programs that have all ended, as process 1 does; those that live are named.</summary>
    public static IEnumerable<string> Orphaned()
    {
        foreach (ProcessEntry entry in ProcessEntry.All().Where(entry => entry.Parent == Environment.ProcessId))
        {
            Orphans.Reap(entry);
            if (entry.State != 'Z')
                yield return $"process {entry}";
        }
    }

    private static IEnumerable<string> Files(Place place)
    {
        try
        {
            return
            [
                .. place.Strangers(),
                .. Directory.Exists("/sys/fs/cgroup") ? Directory.EnumerateDirectories("/sys/fs/cgroup", "*sandbox*").Select(path => $"control group {path}") : [],
            ];
        }
        catch (Exception goes) when (goes is DirectoryNotFoundException or FileNotFoundException)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"something goes just now: {goes.Message}")];
        }
    }

    private static IEnumerable<string> OfTerminal(PtyTerminal terminal, string modes)
    {
        if (terminal.Modes != modes)
            yield return $"terminal: its modes are {terminal.Modes}, and were {modes}";
        foreach (string difference in TerminalState.After(terminal.Written).Differences())
            yield return $"terminal: {difference}";
    }
}

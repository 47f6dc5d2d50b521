namespace Sandbox.Tests.Support.Harness;

/// <summary>What a program must not leave behind.</summary>
internal static class Leaks
{
    /// <summary>The variable that marks what a test started, whatever session it moves to.</summary>
    public const string Marker = "STARTED_BY_TEST";

    /// <summary>
    /// Fails unless nothing is left of a program that has ended: no process of its session or group, none that was started with
    /// its mark, no zombie, no shared-memory file. Stragglers get a moment; who outstays it is killed, so that no test hurts another.
    /// </summary>
    /// <param name="session">The program's process id, which is that of its session, its group or both.</param>
    /// <param name="mark">The value of <see cref="Marker"/> that it was started with; <c>null</c> where it had none.</param>
    /// <param name="within">How long stragglers may take.</param>
    /// <param name="since">When it was started, as <see cref="ProcessEntry.Started"/> counts: nobody older has its mark.</param>
    public static async Task AssertNone(int session, string? mark = null, TimeSpan? within = null, long since = 0)
    {
        List<ProcessEntry> left = [];
        bool none = await Eventually.Is(() => (left = LeftOf(session, mark, since)).Count == 0, within ?? TimeSpan.FromSeconds(1));
        foreach (ProcessEntry entry in left)
            _ = LibC.kill(entry.Pid, LibC.SIGKILL);
        Assert.True(none, $"still there: {string.Join("; ", left)}");
        Assert.Empty(SharedMemory());
    }

    /// <summary>What is left of a program now: every process of its session or group, or with its mark. Zombies that were orphans are reaped.</summary>
    public static List<ProcessEntry> LeftOf(int session, string? mark, long since = 0)
    {
        List<ProcessEntry> left = [.. ProcessEntry.All().Where(entry =>
            entry.Pid != Environment.ProcessId
            && (entry.Session == session || entry.Group == session || (mark is not null && entry.Started >= since && entry.WasStartedWith($"{Marker}={mark}"))))];
        left.ForEach(Orphans.Reap);
        return left;
    }

    private static IEnumerable<string> SharedMemory() =>
        Directory.Exists("/dev/shm") ? Directory.EnumerateFileSystemEntries("/dev/shm", "*sandbox*") : [];
}

using System.Globalization;

namespace Sandbox.Tests.Support.Harness;

/// <summary>One process as <c>/proc</c> shows it; see proc_pid_stat(5).</summary>
internal sealed record ProcessEntry(int Pid, string Name, char State, int Parent, int Group, int Session)
{
    /// <summary>When it was started, in clock ticks since the machine was; with its id it names one process and no later one.</summary>
    public long Started { get; init; }

    /// <summary>Every process that there is at this moment.</summary>
    public static IReadOnlyList<ProcessEntry> All() =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Select(Find)
            .OfType<ProcessEntry>()];

    /// <summary>The process with an id, or <c>null</c>.</summary>
    public static ProcessEntry? Find(int pid)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{pid}/stat");
            // The name may hold spaces and parentheses: the last parenthesis ends it.
            int open = text.IndexOf('('), close = text.LastIndexOf(')');
            string[] fields = text[(close + 2)..].Split(' ');
            return new ProcessEntry(pid, text[(open + 1)..close], fields[0][0], Number(fields[1]), Number(fields[2]), Number(fields[3]))
            {
                Started = long.Parse(fields[19], CultureInfo.InvariantCulture),
            };
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a text stands in the environment that the process was started with.</summary>
    public bool WasStartedWith(string variable)
    {
        try
        {
            return File.ReadAllText($"/proc/{Pid}/environ").Split('\0').Contains(variable);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public override string ToString() => $"{Pid} ({Name}) state {State}, parent {Parent}, group {Group}, session {Session}";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

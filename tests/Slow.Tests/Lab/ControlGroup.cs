using System.Globalization;

namespace Sandbox.Slow.Tests.Lab;

/// <summary>A control group of the test's own, below the one that it is in or at the root, with one limit. It goes with the test.</summary>
internal sealed class ControlGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup";
    private static int _count;

    private readonly string _folder;

    private ControlGroup(string folder) => _folder = folder;

    /// <summary>Words of a command that enters the group and becomes what follows it.</summary>
    public IReadOnlyList<string> Enter => ["sh", "-c", "echo $$ >\"$0/cgroup.procs\" && exec \"$@\"", _folder];

    /// <summary>The processes in it.</summary>
    public string[] Processes => File.ReadAllLines(Path.Combine(_folder, "cgroup.procs"));

    /// <summary>A group that allows so many processes and threads; <c>null</c> where this machine makes none.</summary>
    public static ControlGroup? OfTasks(int most) => Make("pids", "pids.max", "pids.max", most);

    /// <summary>A group that allows so many bytes of memory; <c>null</c> where this machine makes none.</summary>
    public static ControlGroup? OfMemory(long most) => Make("memory", "memory.limit_in_bytes", "memory.max", most);

    public void Dispose() => Directory.Delete(_folder);

    private static ControlGroup? Make(string controller, string fileOfVersion1, string fileOfVersion2, long most)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"full-lab-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        foreach ((string above, string file) in Places(controller, fileOfVersion1, fileOfVersion2))
        {
            string folder = Path.Combine(above, name);
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            try
            {
                if (File.Exists(Path.Combine(folder, file)))
                {
                    File.WriteAllText(Path.Combine(folder, file), most.ToString(CultureInfo.InvariantCulture));
                    return new ControlGroup(folder);
                }
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // The next place may do.
            }
            Directory.Delete(folder);
        }
        return null;
    }

    /// <summary>Where a group may be made: below this process's own first, so that what limits the tests limits it too.</summary>
    private static IEnumerable<(string Above, string File)> Places(string controller, string fileOfVersion1, string fileOfVersion2)
    {
        foreach (string line in File.ReadAllLines("/proc/self/cgroup"))
        {
            string[] parts = line.Split(':', 3);
            if (parts[1].Split(',').Contains(controller))
            {
                yield return ($"{Root}/{parts[1]}{parts[2]}", fileOfVersion1);
            }
            else if (parts[0] == "0")
            {
                yield return (Root + parts[2], fileOfVersion2);
                // In version 2 a group with processes in it gives its controllers to none below it.
                yield return (Root, fileOfVersion2);
            }
        }
    }
}

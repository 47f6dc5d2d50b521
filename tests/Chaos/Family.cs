namespace Sandbox.Chaos;

/// <summary>What a process is to a round.</summary>
internal enum Part
{
    /// <summary>What was started: a command, or the screen.</summary>
    Root,

    /// <summary>The quiet process in which a run takes place.</summary>
    Host,

    /// <summary>Who gives the terminal back when the screen cannot.</summary>
    Watchdog,

    /// <summary>A worker, or a process of a program that is traced, or a compiler.</summary>
    Worker,

    /// <summary>Who removes a folder of a run when the others are gone.</summary>
    Remover,
}

/// <summary>The processes of a round, found by who started whom from the one that we started.</summary>
internal static class Family
{
    /// <summary>Those of a part that live at this moment.</summary>
    /// <param name="root">The process that we started.</param>
    /// <param name="part">What is looked for.</param>
    public static IReadOnlyList<ProcessEntry> Of(int root, Part part)
    {
        IReadOnlyList<ProcessEntry> all = ProcessEntry.All();
        // Before that it is the shell that becomes it, and what that starts is ours.
        ProcessEntry? itself = all.FirstOrDefault(entry => entry.Pid == root && entry.Name == "sandbox");
        if (itself is null || part == Part.Root)
            return itself is { State: not 'Z' } ? [itself] : [];
        ILookup<int, ProcessEntry> children = all.ToLookup(entry => entry.Parent);
        List<ProcessEntry> found = [];
        Collect(root, Part.Root);
        // Its parent is gone by design, and it is in a session of its own.
        found.AddRange(part == Part.Remover ? children[Environment.ProcessId].Where(entry => entry is { State: not 'Z', Name: "sandbox-cores" } && entry.Pid != root && Shares(entry, root)) : []);
        return found;

        void Collect(int parent, Part its)
        {
            foreach (ProcessEntry child in children[parent])
            {
                Part own = PartOf(child, its);
                if (own == part && child.State != 'Z')
                    found.Add(child);
                Collect(child.Pid, own);
            }
        }
    }

    private static Part PartOf(ProcessEntry child, Part parent) => child.Name switch
    {
        "sandbox-cores" => Part.Remover,
        "sandbox-host" when parent == Part.Root => Part.Host,
        "sh" when parent == Part.Root && Says(child.Pid, "cmdline", "sandbox-watchdog") => Part.Watchdog,
        _ => Part.Worker,
    };

    private static bool Shares(ProcessEntry entry, int root) =>
        Read(root, "environ").Split('\0').FirstOrDefault(line => line.StartsWith(Leaks.Marker, StringComparison.Ordinal)) is { } mark && entry.WasStartedWith(mark);

    private static bool Says(int pid, string file, string word) => Read(pid, file).Split('\0').Contains(word);

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>The machines of a Slurm allocation, as its variables name them (salloc(1)): <c>node[01-03,7],login</c> and <c>4(x2),2,1</c>.</summary>
public static class SlurmHosts
{
    /// <summary>The variable with the names, and the one that says how many tasks each of them takes.</summary>
    public const string Nodes = "SLURM_JOB_NODELIST", Tasks = "SLURM_TASKS_PER_NODE";

    /// <summary>The list that they stand for, <c>node01:4,node02:4,...</c>, or what is wrong with them.</summary>
    /// <param name="nodes">The names; each bracket is a list of numbers and ranges, and keeps their leading zeros.</param>
    /// <param name="tasks">How many tasks each takes, in their order; <c>null</c> or empty where nobody says.</param>
    public static (string? Hosts, string? Problem) Read(string nodes, string? tasks)
    {
        List<string> names = [];
        for (int at = 0; at < nodes.Length && names.Count <= RankHosts.Most; at++)
        {
            int end = EndOfWord(nodes, at);
            if (!Expand(nodes[at..end], names))
                return (null, $"{Nodes}: {Quoted.Of(nodes[at..end])} is no list of nodes; expected node[01-04,7]");
            at = end;
        }
        string list = "";
        int next = 0;
        foreach (string group in tasks is { Length: > 0 } ? tasks.Split(',') : [])
        {
            string[] parts = group.TrimEnd(')').Split("(x");
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int slots) || !int.TryParse(parts.Length == 2 ? parts[1] : "1", NumberStyles.None, CultureInfo.InvariantCulture, out int times))
                return (null, $"{Tasks}: {Quoted.Of(group)} is no number of tasks; expected 4 or 4(x2)");
            for (int time = 0; time < times && next < names.Count; time++)
                list += $"{names[next++]}:{slots.ToString(CultureInfo.InvariantCulture)},";
        }
        while (next < names.Count)
            list += $"{names[next++]},";
        (string? hosts, string? problem) = RankHosts.Read(list.TrimEnd(','));
        return (hosts, hosts is null && problem is null ? $"{Nodes} is empty; expected names of nodes" : problem);
    }

    /// <summary>Where the name ends that begins here: a comma within brackets does not end it.</summary>
    private static int EndOfWord(string nodes, int at)
    {
        for (bool within = false; at < nodes.Length && (within || nodes[at] != ','); at++)
            within = nodes[at] == '[' || (within && nodes[at] != ']');
        return at;
    }

    private static bool Expand(string word, List<string> names)
    {
        int open = word.IndexOf('['), close = word.IndexOf(']');
        if (open < 0 && close < 0)
        {
            names.Add(word);
            return word.Length > 0;
        }
        if (open < 0 || close < open)
            return false;
        foreach (string range in word[(open + 1)..close].Split(','))
        {
            string[] ends = range.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first) || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last) || last < first)
                return false;
            // One more than there may be is refused as too many.
            for (int number = first; number <= last && names.Count <= RankHosts.Most; number++)
            {
                if (!Expand($"{word[..open]}{number.ToString(CultureInfo.InvariantCulture).PadLeft(ends[0].Length, '0')}{word[(close + 1)..]}", names))
                    return false;
            }
        }
        return true;
    }
}

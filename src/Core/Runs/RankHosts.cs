using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>A machine on which ranks run, and how many of them.</summary>
/// <param name="Name">Its name, as it was given.</param>
/// <param name="Ranks">How many ranks.</param>
public sealed record RankHost(string Name, int Ranks);

/// <summary>The machines of a run of ranks, as they are written: <c>a,b:4</c>.</summary>
public static class RankHosts
{
    /// <summary>How many there may be: Open MPI starts the daemons of so many itself, and those of more by way of other daemons, out of our reach.</summary>
    public const int Most = 64;

    /// <summary>The agent that starts the daemon of a host on this machine: hosts are names only. src/Start/relay.c has the same.</summary>
    public const string Here = "here";

    private const int LongestName = 253, LongestText = 1000, MostSlots = 100_000;
    private const string Expected = "expected names with commas between them, and behind a colon how many ranks one takes: a,b:4";

    /// <summary>The one way to write a list of hosts, or what is wrong with it; nothing where the text is empty.</summary>
    public static (string? Hosts, string? Problem) Read(string text)
    {
        if (text.Length == 0)
            return (null, null);
        string[] words = text.Split(',');
        if (words.Length > Most)
            return (null, $"{words.Length} hosts; expected at most {Most}");
        string[] names = new string[words.Length];
        for (int at = 0; at < words.Length; at++)
        {
            (string name, int? slots, string? problem) = Word(words[at]);
            if (problem is not null)
                return (null, problem);
            if (Array.IndexOf(names, name) >= 0)
                return (null, $"the host {name} is named twice; expected each host once, with how many ranks it takes: {name}:4");
            names[at] = name;
            words[at] = slots is { } number ? $"{name}:{number.ToString(CultureInfo.InvariantCulture)}" : name;
        }
        return (string.Join(',', words), null);
    }

    /// <summary>How many hosts a list names; 1, this machine, where there is none.</summary>
    public static int Count(string? hosts) => hosts is null ? 1 : hosts.Split(',').Length;

    /// <summary>What is wrong with a list for so many ranks; <c>null</c> where there is room for them.</summary>
    public static string? Problem(string hosts, int workers)
    {
        long room = 0;
        foreach (string word in hosts.Split(','))
        {
            if (SlotsIn(word) is not { } slots)
                return null;
            room += slots;
        }
        return room >= workers ? null
            : $"{hosts} takes {room.ToString(CultureInfo.InvariantCulture)} ranks, and there are {workers.ToString(CultureInfo.InvariantCulture)} workers; expected room for all, or a host without a number, which takes the rest";
    }

    /// <summary>
    /// Which host takes how many ranks: those with a number as many, in their order, and those without share the rest evenly. Ranks go to them in
    /// that order. A host for which none is left is not among them.
    /// </summary>
    public static ImmutableArray<RankHost> Plan(string? hosts, int workers)
    {
        if (hosts is null)
            return [];
        string[] words = hosts.Split(',');
        int open = 0, left = workers, rest = workers;
        foreach (string word in words)
        {
            int? slots = SlotsIn(word);
            open += slots is null ? 1 : 0;
            rest -= Math.Min(rest, slots ?? 0);
        }
        var plan = ImmutableArray.CreateBuilder<RankHost>();
        foreach (string word in words)
        {
            int? slots = SlotsIn(word);
            int share = slots ?? (rest + open - 1) / open;
            if (slots is null)
            {
                rest -= share;
                open--;
            }
            share = Math.Min(share, left);
            left -= share;
            if (share > 0)
                plan.Add(new RankHost(word.Split(':')[0], share));
        }
        return plan.DrainToImmutable();
    }

    /// <summary>Why a lesson may not run this: what it names must be no other machine, and no program.</summary>
    public static string? NotInLessons(RunSpec spec) => spec.Hosts is null || spec.MpiAgent == Here ? null
        : $"a scenario reaches no other machine; expected \"{RunSettings.MpiAgent.Name}\": \"{Here}\" beside \"{RunSettings.Hosts.Name}\", with which hosts are names on this machine";

    /// <summary>What stands in a path that a shell of another machine would not leave as it is, or Open MPI would take apart; <c>null</c> where nothing.</summary>
    public static char? NotForShells(string path)
    {
        foreach (char one in path)
        {
            if (!char.IsAsciiLetterOrDigit(one) && one is not ('/' or '.' or '_' or '-' or '+' or '@' or '%' or ','))
                return one;
        }
        return null;
    }

    /// <summary>The place in a plan of the host that a rank is on; -1 where there is none.</summary>
    public static int Of(ImmutableArray<RankHost> plan, int rank)
    {
        for (int at = 0; at < plan.Length; at++)
        {
            if (rank < plan[at].Ranks)
                return at;
            rank -= plan[at].Ranks;
        }
        return -1;
    }

    /// <summary>A command for Open MPI, which knows no quotes, and takes a colon for the end of one.</summary>
    public static (string? Agent, string? Problem) ReadAgent(string text) => text.Length == 0 ? (null, null)
        : text.Length > LongestText || text.Contains(':', StringComparison.Ordinal) || text.Contains("*/", StringComparison.Ordinal) || text.Trim() != text || Quoted.Bare(text) != text
        ? (null, $"{Quoted.Of(text)} is no command for Open MPI, which takes words with blanks between them, and no colon; expected one such as ssh")
        : (text, null);

    /// <summary>Names or networks of interfaces.</summary>
    public static (string? Interfaces, string? Problem) ReadInterfaces(string text) => text.Length == 0 ? (null, null)
        : text.Length > LongestText || Array.Exists(text.Split(','), word => word.Length == 0 || !char.IsAsciiLetterOrDigit(word[0]) || !word.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_' or '/'))
        ? (null, $"{Quoted.Of(text)} names no interfaces; expected names or networks with commas between them: eth0,10.0.0.0/24")
        : (text, null);

    /// <summary>How many ranks a host takes in a list that is right; <c>null</c> where it does not say.</summary>
    private static int? SlotsIn(string word) => word.Split(':') is [_, var slots] ? int.Parse(slots, CultureInfo.InvariantCulture) : null;

    private static (string Name, int? Slots, string? Problem) Word(string word)
    {
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? word : word[..colon];
        if (name.Length is 0 or > LongestName || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' or '_'))
            return ("", null, $"{Quoted.Of(name)} is no name of a host, which has letters, digits, '.', '-' and '_', and begins with a letter or a digit; {Expected}");
        if (colon < 0)
            return (name, null, null);
        (long slots, string? problem) = WrittenNumber.Whole(word[(colon + 1)..], 1, MostSlots);
        return problem is null ? (name, (int)slots, null) : ("", null, $"how many ranks the host {name} takes: {problem}");
    }
}

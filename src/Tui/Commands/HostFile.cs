using System.Text;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands;

/// <summary>
/// Hosts that are named elsewhere. <c>--hosts @FILE</c>: a host a line, with <c>slots=4</c> behind it or <c>:4</c>; what is behind # is for people. That is as much of
/// Open MPI's hostfile as is needed. <c>--hosts slurm</c>: what the variables of an allocation name.
/// </summary>
internal static class HostFile
{
    /// <summary>What stands for the machines of the Slurm allocation in which the sandbox runs.</summary>
    private const string Slurm = "slurm";

    private const char Mark = '@';
    private const int MostBytes = 64 * 1024;
    private const string Slots = "slots=";

    /// <summary>What a setting of hosts says: the list, that of the file which it names, or that of the allocation.</summary>
    /// <exception cref="UsageException">The file cannot be read, has what is no host, or there is no allocation.</exception>
    public static Setting Expand(Setting given, IReadOnlyDictionary<string, string> environment)
    {
        if (given.Name != RunSettings.Hosts.Name)
            return given;
        if (given.Value == Slurm)
            return given with { Value = OfAllocation(given.Origin, environment) };
        if (given.Value is not [Mark, .. var path])
            return given;
        byte[] bytes;
        try
        {
            bytes = SmallFile.Read(path, MostBytes);
        }
        catch (FileRefusedException refused)
        {
            throw new UsageException($"{given.Origin}: {refused.Message}");
        }
        if (bytes.Length > MostBytes)
            throw new UsageException($"{given.Origin}: {Quoted.Bare(path)} has more than {MostBytes:#,0} bytes; expected a host a line");
        return given with { Value = Read(Quoted.Bare(path), Encoding.UTF8.GetString(bytes)) };
    }

    private static string OfAllocation(string origin, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault(SlurmHosts.Nodes) is not { Length: > 0 } nodes)
            throw new UsageException($"{origin}: {Slurm}: {SlurmHosts.Nodes} is not set; expected to be in an allocation of Slurm (salloc, sbatch)");
        (string? hosts, string? problem) = SlurmHosts.Read(nodes, environment.GetValueOrDefault(SlurmHosts.Tasks));
        return hosts ?? throw new UsageException($"{origin}: {Slurm}: {problem}");
    }

    /// <summary>The list that a file's text stands for.</summary>
    /// <param name="name">The file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="UsageException">It has what is no host; the message has the line and the column.</exception>
    public static string Read(string name, string text)
    {
        string list = "";
        string[] lines = text.Split('\n');
        for (int line = 0; line < lines.Length; line++)
        {
            string said = lines[line].Split('#')[0].TrimEnd();
            string[] words = said.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            string host = words is [var only] ? only : words is [var first, var second] && second.StartsWith(Slots, StringComparison.Ordinal) ? $"{first}:{second[Slots.Length..]}" : "";
            string? problem = host.Length == 0 ? $"{Quoted.Of(said)} is no host; expected a name, and behind it slots=N or nothing" : host.Contains(',') ? "a comma; expected a host a line" : RankHosts.Read($"{list}{host}").Problem;
            if (problem is not null)
                throw new UsageException($"{name}:{line + 1}:{said.Length - said.TrimStart().Length + 1}: {problem}");
            list += $"{host},";
        }
        return list.Length > 0 ? list[..^1] : throw new UsageException($"{name}:1:1: no host; expected a host a line");
    }
}

using System.Collections.Immutable;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>One value that somebody set for a run, as text, and where.</summary>
/// <param name="Name">The setting's name, as the option without dashes: <c>workers</c>.</param>
/// <param name="Value">The text that was given.</param>
/// <param name="Origin">How messages name the place: <c>--workers</c>, <c>SANDBOX_WORKERS</c>, <c>appsettings.json:4:16</c>.</param>
public sealed record Setting(string Name, string Value, string Origin);

/// <summary>Something wrong with what was asked for.</summary>
/// <param name="Origin">The option, variable or place in a file.</param>
/// <param name="Message">What was found and what is allowed.</param>
public sealed record SpecProblem(string Origin, string Message)
{
    /// <summary>For how many it stands: one, or all that are not told in words.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The problem with its origin.</summary>
    public string Line => Origin.Length > 0 ? $"{Origin}: {Message}" : Message;
}

/// <summary>What became of what a person asked for: a spec, or everything that is wrong with it.</summary>
/// <param name="Spec">The spec; <c>null</c> where there are problems.</param>
/// <param name="Problems">Every problem, in the order of <see cref="RunSettings.All"/>; empty where there is a spec.</param>
public sealed record SpecResolution(RunSpec? Spec, ImmutableArray<SpecProblem> Problems)
{
    /// <summary>The first problem with its origin, in one line; <c>null</c> where there is none.</summary>
    public string? Problem => Problems is [var first, ..] ? first.Line : null;

    /// <summary>The command that runs the spec; empty where there is none.</summary>
    public string Command { get => field ??= Spec is null ? "" : RunSpecs.CommandLine(Spec); init; }
}

/// <summary>From what a person asks for to a complete spec, and back to the shortest command line.</summary>
public static class RunSpecs
{
    /// <summary>Where a value comes from that nobody gave.</summary>
    public const string BuiltIn = "built-in default";

    /// <summary>
    /// Makes a spec of settings. What nobody set has its default. A spec says what is in effect: no worker is faulty without a fault or
    /// where an intruder does it, and a model with one worker has one.
    /// </summary>
    /// <param name="settings">Files, then environment, then options: of those with one name the last one counts.</param>
    /// <param name="caps">The most that a run may take.</param>
    /// <exception cref="MachineRefusedException">Everything asked for is well-formed, and it is above a cap.</exception>
    public static SpecResolution Resolve(IEnumerable<Setting> settings, RunCaps caps)
    {
        List<SpecProblem> problems = [];
        Dictionary<string, Setting> given = Taken(settings, problems);
        RunSpec spec = RunSpec.Blank;
        foreach (RunSetting setting in RunSettings.Rows)
        {
            Setting? text = given.GetValueOrDefault(setting.Name);
            (spec, string? problem) = setting.Resolve(spec, text?.Value, caps);
            if (problem is not null)
                problems.Add(new SpecProblem((text ?? given.GetValueOrDefault(setting.Whole?.Name ?? ""))?.Origin ?? BuiltIn, problem));
        }
        problems.AddRange(ProblemsOfOtherWords(settings));
        if (problems.Count > 0)
            return new SpecResolution(null, [.. problems]);
        CheckCaps(spec, caps);
        return new SpecResolution(spec, []);
    }

    /// <summary>Checks a spec against the caps.</summary>
    /// <exception cref="MachineRefusedException">It is above one; the message has both numbers.</exception>
    public static void CheckCaps(RunSpec spec, RunCaps caps)
    {
        if (spec.Workers > caps.Workers)
            throw new MachineRefusedException($"{spec.Workers:#,0} workers are above the cap of {caps.Workers:#,0} (appsettings.json: caps.workers)");
        if (ModelCatalogue.Find(spec.Model) is { UsesLauncher: true } && spec.Workers > caps.Ranks)
        {
            throw new MachineRefusedException(
                $"{spec.Workers:#,0} ranks are above the cap of {caps.Ranks:#,0} (appsettings.json: caps.ranks; where that is 0 it is {RunCaps.RanksPerProcessor} for each processor); "
                + "ranks that wait spin, and Open MPI 4.1 itself fails where far more of them share a processor");
        }
        if (spec.Length > caps.ArrayBytes / sizeof(int))
        {
            throw new MachineRefusedException(
                $"an array of {spec.Length:#,0} elements takes {(Int128)spec.Length * sizeof(int):#,0} bytes, above the cap of {caps.ArrayBytes:#,0}"
                + " (appsettings.json: caps.arrayBytes)");
        }
    }

    /// <summary>
    /// The shortest command that runs exactly this spec, such as <c>sandbox run --fault segfault</c>: only what differs from the defaults is
    /// said. A word that a shell would take apart, the file of a program, stands in quotes.
    /// </summary>
    public static string CommandLine(RunSpec spec)
    {
        string line = "sandbox run";
        foreach (Setting setting in SettingsOf(spec))
        {
            line += $" {setting.Origin}";
            if (RunSettings.Find(setting.Name) is not { IsSwitch: true })
                line += $" {ShellWord(setting.Value)}";
        }
        return line;
    }

    /// <summary>A word as a shell takes it for one, and for nothing else.</summary>
    internal static string ShellWord(string word) => word.All(one => char.IsAsciiLetterOrDigit(one) || "_-+=:,./@%".Contains(one, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The settings that make exactly this spec: only what differs from the defaults, in the order of <see cref="RunSettings.All"/>.</summary>
    public static ImmutableArray<Setting> SettingsOf(RunSpec spec)
    {
        var settings = ImmutableArray.CreateBuilder<Setting>();
        foreach (RunSetting setting in RunSettings.Rows)
        {
            string text = setting.TextIn(spec);
            if (text == setting.ImpliedTextIn(spec))
                continue;
            if (setting.Whole is not { } whole)
                settings.Add(new Setting(setting.Name, text, setting.Option));
            else if (settings is [.., var last] && last.Name == whole.Name)
                settings[^1] = last with { Value = $"{last.Value}:{text}" };
        }
        return settings.DrainToImmutable();
    }

    /// <summary>Other words that are neither on nor off, or are on where the setting that they speak of says something else.</summary>
    private static IEnumerable<SpecProblem> ProblemsOfOtherWords(IEnumerable<Setting> settings)
    {
        foreach (RunSetting other in RunSettings.OtherWords)
        {
            if (settings.LastOrDefault(setting => setting.Name == other.Name) is not { } given || other.OtherWordFor is not var (spokenOf, word))
                continue;
            if (given.Value is not (SwitchSetting.OnWord or SwitchSetting.OffWord))
                yield return new SpecProblem(given.Origin, UnknownWord.Message(other.Name, given.Value, other.Words, see: null));
            else if (given.Value == SwitchSetting.OnWord && settings.LastOrDefault(setting => setting.Name == spokenOf.Name) is { } said && said.Value != word)
                yield return new SpecProblem(given.Origin, $"{other.Name} means {spokenOf.Name} {word}, and {said.Origin} says {Quoted.Of(said.Value)}; expected one of them");
        }
    }

    /// <summary>The last text of each name; a whole that has a part is taken apart.</summary>
    private static Dictionary<string, Setting> Taken(IEnumerable<Setting> settings, List<SpecProblem> problems)
    {
        Dictionary<string, Setting> given = [];
        foreach (Setting setting in settings)
        {
            if (RunSettings.Find(setting.Name) is not { } known)
            {
                problems.Add(new SpecProblem(setting.Origin, UnknownWord.Message("setting", setting.Name, [.. RunSettings.All.Select(one => one.Name)], "sandbox run --help")));
                continue;
            }
            // An argument belongs to the fault that it came with.
            foreach (RunSetting part in RunSettings.Rows)
            {
                if (part.Whole == known)
                    given.Remove(part.Name);
            }
            foreach (Setting part in RunSettings.Parts(setting))
                given[part.Name] = part;
        }
        return given;
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Commands;

/// <summary>The options that say what is run, for every command that takes a spec.</summary>
internal sealed class RunOptions
{
    private readonly ImmutableArray<(RunSetting Setting, Option Option)> _options =
        [.. RunSettings.All.Select(setting => (setting, OptionFor(setting)))];

    /// <summary>Gives a command these options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="hidden">Whether its help does not list them.</param>
    public RunOptions(Command command, bool hidden = false)
    {
        foreach ((_, Option option) in _options)
        {
            option.Hidden = hidden;
            command.Options.Add(option);
        }
    }

    /// <summary>The first of them that a command line has; <c>null</c> where it has none.</summary>
    public string? FirstOf(ParseResult parsed) =>
        _options.Select(pair => pair.Option).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>All settings, with those of the command line on top.</summary>
    /// <param name="context">Where the others are read from.</param>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UsageException">Two of them exclude each other.</exception>
    public SettingsReading Read(CommandContext context, ParseResult parsed)
    {
        List<Setting> given =
        [
            .. _options
                // A flag that is not there has a result too: the library's own false.
                .Where(pair => parsed.GetResult(pair.Option) is { Implicit: false })
                .Select(pair => HostFile.Expand(new Setting(pair.Setting.Name, ValueOf(parsed, pair.Option), pair.Setting.Option), context.Environment)),
        ];
        if (given.Exists(setting => setting.Name == RunSettings.Program.Name))
            ChooseModelOfProgram(given);
        return KeyChoices.Read(context.Settings, given);
    }

    /// <summary>The spec that the settings stand for.</summary>
    /// <exception cref="UsageException">Something is wrong with them.</exception>
    /// <exception cref="MachineRefusedException">It is above a cap.</exception>
    public static RunSpec Resolve(SettingsReading reading)
    {
        SpecResolution resolution = RunSpecs.Resolve(reading.Settings, reading.Caps);
        return reading.Problems.IsEmpty && resolution.Spec is { } spec
            ? spec
            : throw new UsageException(reading.Problems.Concat(resolution.Problems));
    }

    /// <summary>A program is run by one model, and no other.</summary>
    private static void ChooseModelOfProgram(List<Setting> given)
    {
        string model = ModelCatalogue.All.First(row => row.RunsProgram).Id;
        if (given.Find(setting => setting.Name == RunSettings.Model.Name) is not { } chosen)
            given.Insert(0, new Setting(RunSettings.Model.Name, model, RunSettings.Program.Option));
        else if (ModelCatalogue.Find(chosen.Value) is { RunsProgram: false })
            throw new UsageException([$"{RunSettings.Program.Option} goes with the model {model}, and {chosen.Origin} says {chosen.Value}; expected one of them"]);
    }

    private static string ValueOf(ParseResult parsed, Option option) => option switch
    {
        Option<bool> onOrOff => parsed.GetValue(onOrOff) ? SwitchSetting.OnWord : SwitchSetting.OffWord,
        Option<string> text => parsed.GetValue(text) ?? "",
        _ => throw new SandboxBugException($"{option.Name} is an option of an unknown type"),
    };

    private static Option OptionFor(RunSetting setting)
    {
        if (setting.IsSwitch)
            return new Option<bool>(setting.Option) { Description = setting.Summary };
        Option<string> option = new(setting.Option) { HelpName = setting.Value, Description = setting.Summary };
        option.CompletionSources.Add([.. setting.Completions]);
        return option;
    }
}

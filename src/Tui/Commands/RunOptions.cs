using System.Collections.Immutable;
using System.CommandLine;
using Sandbox.Core;
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
    public SettingsReading Read(CommandContext context, ParseResult parsed) => KeyChoices.Read(
        context.Settings,
        _options
            // A flag that is not there has a result too: the library's own false.
            .Where(pair => parsed.GetResult(pair.Option) is { Implicit: false })
            .Select(pair => new Setting(pair.Setting.Name, ValueOf(parsed, pair.Option), pair.Setting.Option)));

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

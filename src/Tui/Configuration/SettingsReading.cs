using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Configuration;

/// <summary>A setting with the value that counts, and who gave it.</summary>
/// <param name="Row">The setting.</param>
/// <param name="Value">What was said of it.</param>
/// <param name="Layer">Who said it.</param>
internal sealed record SettingInForce(SettingRow Row, PlacedText Value, LayerKind Layer)
{
    /// <summary>The value, with the built-in default where a file asks for it; <c>null</c> where that depends on other settings.</summary>
    public PlacedText InEffect => Value.Text is null ? Value with { Text = Row.Default } : Value;

    /// <summary>Whether the built-in default counts.</summary>
    public bool IsDefault => Layer == LayerKind.BuiltIn || Value.Text is null;
}

/// <summary>What all settings together say.</summary>
/// <param name="Settings">What is set for a run, each with its place; what has its built-in default is left out.</param>
/// <param name="Caps">The most that a run may take.</param>
/// <param name="Problems">Everything wrong with the settings; nothing may be started while there is one.</param>
internal sealed record SettingsReading(ImmutableArray<Setting> Settings, RunCaps Caps, ImmutableArray<SpecProblem> Problems)
{
    /// <summary>Whether runs are kept in the history.</summary>
    public bool History { get; init; } = true;

    /// <summary>Folders of lessons beside the program's own.</summary>
    public ImmutableArray<LessonsFolder> LessonFolders { get; init; } = [];

    /// <summary>The colours of the screen.</summary>
    public PaletteId Palette { get; init; }

    /// <summary>Whether the screen takes clicks and the wheel.</summary>
    public bool Mouse { get; init; }

    /// <summary>Every setting, in the order in which they are listed; of the keys those that somebody gave.</summary>
    public ImmutableArray<SettingInForce> All { get; init; } = [];

    /// <summary>The keys that were given to actions. Who knows the views has to check that none asks for two things.</summary>
    public IEnumerable<SettingInForce> Keys => All.Where(setting => setting.Row.Section == SettingTable.Keys && !setting.IsDefault);

    /// <summary>The files that were looked for, the weakest first, and whether each was there.</summary>
    public ImmutableArray<(SettingsPlace Place, bool Found)> Files { get; init; } = [];

    /// <summary>Reads the files, the variables and the options that set something.</summary>
    /// <param name="sources">Where from.</param>
    /// <param name="options">Settings of a run that a command line has.</param>
    public static SettingsReading Read(SettingsSources sources, IEnumerable<Setting>? options = null)
    {
        ProblemList problems = new();
        FileLayer[] files = [.. sources.Files.Select(place => new FileLayer(place.Kind, place.Path, sources.Actions, problems))];
        return Of([.. files, new VariableLayer(sources.Environment, problems), new OptionLayer(options ?? [])], problems) with
        {
            Files = [.. sources.Files.Zip(files, (place, file) => (place, file.Found))],
        };
    }

    /// <summary>What layers together say, the weakest first; below them are the built-in defaults.</summary>
    /// <param name="layers">The layers, which were not loaded yet.</param>
    /// <param name="problems">Where the layers say what is wrong.</param>
    public static SettingsReading Of(IEnumerable<Layer> layers, ProblemList problems)
    {
        ConfigurationBuilder builder = new();
        builder.Add(new BuiltInLayer());
        foreach (Layer layer in layers)
            builder.Add(layer);
        IConfigurationRoot root = builder.Build();
        Dictionary<SettingRow, SettingInForce> inForce = SettingTable.Fixed.ToDictionary(row => row, row => InForce(root, row)!);
        return new SettingsReading(
            [
                .. from setting in inForce.Values
                   where setting.Row.Section == SettingTable.Run && !setting.IsDefault && !IsOverruled(setting, inForce)
                   select new Setting(setting.Row.Member, setting.Value.Text!, setting.Value.Place),
            ],
            new RunCaps((int)Whole(inForce[SettingTable.CapWorkers]), Whole(inForce[SettingTable.CapBytes]))
            {
                Ranks = (int)Whole(inForce[SettingTable.CapRanks]) is > 0 and var ranks ? ranks : RunCaps.RanksPerProcessor * Environment.ProcessorCount,
            },
            problems.ToImmutable())
        {
            History = IsOn(inForce[SettingTable.History]),
            LessonFolders = [.. inForce[SettingTable.LessonFolders].Value.Items.Select(folder => new LessonsFolder(folder.Text!, folder.Place))],
            Palette = Terminal.Palette.Find(inForce[SettingTable.Palette].InEffect.Text!) ?? PaletteId.Default,
            Mouse = IsOn(inForce[SettingTable.Mouse]),
            All =
            [
                .. inForce.Values,
                .. root.GetSection(SettingTable.Keys).GetChildren().Select(action => InForce(root, SettingTable.OfKeys(action.Key))).OfType<SettingInForce>(),
            ],
        };
    }

    /// <summary>Whether a stronger layer says of the same thing something else, in another word for it.</summary>
    private static bool IsOverruled(SettingInForce setting, Dictionary<SettingRow, SettingInForce> inForce)
    {
        (RunSetting Setting, string Word)? own = RunSettings.Find(setting.Row.Member)?.OtherWordFor;
        return inForce.Values.Any(other => other.Layer > setting.Layer && !other.IsDefault && other.Row.Section == SettingTable.Run
            && (other.Row.Member == own?.Setting.Name
                || (RunSettings.Find(other.Row.Member)?.OtherWordFor is var (spokenOf, word) && spokenOf.Name == setting.Row.Member
                    && (other.Value.Text == SwitchSetting.OnWord || setting.Value.Text == word))));
    }

    /// <summary>What the strongest layer says that says anything.</summary>
    private static SettingInForce? InForce(IConfigurationRoot root, SettingRow row)
    {
        foreach (Layer layer in root.Providers.Reverse().Cast<Layer>())
        {
            if (layer.Find(row.Key) is { } value)
                return new SettingInForce(row, value, layer.Kind);
        }
        return null;
    }

    private static bool IsOn(SettingInForce setting) => setting.InEffect.Text == SwitchSetting.OnWord;

    private static long Whole(SettingInForce setting) => WrittenNumber.Whole(setting.InEffect.Text!, long.MinValue, long.MaxValue).Value;
}

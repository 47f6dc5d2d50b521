using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Configuration;

/// <summary>One thing that can be set.</summary>
/// <param name="Name">What people call it: <c>run.workers</c>; in a file <c>workers</c> stands in the object <c>run</c>.</param>
/// <param name="Form">What its value looks like.</param>
/// <param name="Default">Its value where nobody says anything, as text; <c>null</c> where that depends on other settings.</param>
/// <param name="Variable">The variable that sets it, where there is one.</param>
/// <param name="Summary">What it is, in one line.</param>
internal sealed record SettingRow(string Name, ValueForm Form, string? Default, string? Variable, string Summary)
{
    /// <summary>The key as the library writes it: <c>run:workers</c>.</summary>
    public string Key => Name.Replace('.', ':');

    /// <summary>The object of the file that it stands in; empty for the file itself.</summary>
    public string Section => Name.Contains('.') ? Name[..Name.IndexOf('.')] : "";

    /// <summary>What it is, with all that it can be where that is a list of words.</summary>
    public string Meaning => Form.Words.IsEmpty ? Summary : $"{Summary}: {string.Join(", ", Form.Words)}";

    /// <summary>What it is called there.</summary>
    public string Member => Name[(Name.IndexOf('.') + 1)..];
}

/// <summary>Everything that can be set: one table for the files, the variables, <c>sandbox config</c> and the schema of a settings file.</summary>
internal static class SettingTable
{
    /// <summary>The object of a file that has the defaults of a run.</summary>
    public const string Run = "run";

    /// <summary>The object of a file that gives keys to actions: its members are not in the table, for only the views know them.</summary>
    public const string Keys = "keys";

    /// <summary>The object of a file that has the most that a run may take.</summary>
    public const string Caps = "caps";

    /// <summary>The most workers.</summary>
    public static SettingRow CapWorkers { get; } = new(
        $"{Caps}.workers", new WholeForm(1, int.MaxValue), Text(RunCaps.Default.Workers), null, "the most workers that a run may have");

    /// <summary>The largest array.</summary>
    public static SettingRow CapBytes { get; } = new(
        $"{Caps}.arrayBytes", new WholeForm(0, long.MaxValue), Text(RunCaps.Default.ArrayBytes), null, "the largest array that a run may have, in bytes");

    /// <summary>The most ranks; 0 is so many for each processor.</summary>
    public static SettingRow CapRanks { get; } = new(
        $"{Caps}.ranks", new WholeForm(0, int.MaxValue), "0", null, $"the most ranks that a run of the model mpi may have; 0 is {RunCaps.RanksPerProcessor} for each processor");

    /// <summary>Whether runs are kept.</summary>
    public static SettingRow History { get; } = new("history", new SwitchForm(), SwitchSetting.OnWord, VariableLayer.History, "whether runs are kept in the history");

    /// <summary>Folders of lessons.</summary>
    public static SettingRow LessonFolders { get; } = new("scenarios", new FoldersForm(), "", VariableLayer.LessonFolders, "folders of lessons, and courses, beside the program's own");

    /// <summary>The colours.</summary>
    public static SettingRow Palette { get; } = new("palette", new WordForm([.. Terminal.Palette.Names]), Terminal.Palette.Names[0], null, "the colours of the screen");

    /// <summary>Whether the mouse is used.</summary>
    public static SettingRow Mouse { get; } = new("mouse", new SwitchForm(), SwitchSetting.OffWord, null, "whether the screen takes clicks and the wheel");

    /// <summary>Every row but the keys, in the order in which they are listed.</summary>
    public static ImmutableArray<SettingRow> Fixed { get; } =
    [
        .. RunSettings.All.Select(setting => new SettingRow(
            $"{Run}.{setting.Name}", ValueForm.Of(setting), DefaultOf(setting), setting.Variable, setting.Summary)),
        CapWorkers, CapBytes, CapRanks, History, LessonFolders, Palette, Mouse,
    ];

    /// <summary>The members of the file itself: settings and objects.</summary>
    public static ImmutableArray<string> Top { get; } = [Run, Caps, Keys, .. Fixed.Where(row => row.Section.Length == 0).Select(row => row.Name)];

    /// <summary>The key of a run's setting.</summary>
    public static string KeyOf(string runSetting) => $"{Run}:{runSetting}";

    /// <summary>The row that gives keys to an action.</summary>
    public static SettingRow OfKeys(string action) => new($"{Keys}.{action}", KeysForm.Only, null, null, $"the keys that ask for {action}");

    private static string? DefaultOf(RunSetting setting) => setting.DefaultText is { Length: > 0 } text ? text : null;

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}

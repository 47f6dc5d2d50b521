using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>
/// Everything that can be set for a run, one row each. To add one: a property of <see cref="RunSpec"/>, its row in the group that it belongs
/// to, what it means to the host and in C (<c>Export.SettingC</c>), and its documentation. The groups are the other files of this class.
/// </summary>
/// <remarks>
/// The rows are listed and resolved from the first to the last, group after group: one may look at those above it, and not at those below.
/// </remarks>
public static partial class RunSettings
{
    /// <summary>All rows, in the order in which they are listed to people and resolved.</summary>
    // Made when asked for: the parts of a class begin in no order that could be relied on.
    internal static ImmutableArray<RunSetting> Rows => field.IsDefault ? field = [.. Work, .. Wrong, .. Course, .. Conditions, .. Aftermath] : field;

    /// <summary>All that have an option, in the order in which they are listed to people.</summary>
    public static ImmutableArray<RunSetting> All => field.IsDefault ? field = [.. Rows.RemoveAll(setting => setting.Whole is not null), .. OtherWords] : field;

    /// <summary>Those that are another word for a value of one of <see cref="Rows"/>.</summary>
    internal static ImmutableArray<RunSetting> OtherWords => field.IsDefault ? field = [Atomic] : field;

    /// <summary>All that have a field on the form, which is all but other words for the same, in the order of Tab.</summary>
    public static ImmutableArray<RunSetting> OnForm => field.IsDefault ? field = SettingRows.InPlace(Rows) : field;

    /// <summary>The one with a name, or <c>null</c>.</summary>
    public static RunSetting? Find(string name) => SettingRows.Find(Rows, name) ?? SettingRows.Find(OtherWords, name);

    /// <summary>
    /// What the form has fields for: a setting, and the last part of its text by itself, where that is a setting of its own. Of another word
    /// it is what that stands for, and nothing where the word is off.
    /// </summary>
    public static ImmutableArray<Setting> Parts(Setting given) => SettingRows.Find(OtherWords, given.Name) is { OtherWordFor: var (setting, word) }
        ? given.Value == SwitchSetting.OnWord ? [given with { Name = setting.Name, Value = word }] : []
        : SettingRows.Parts(Rows, given);

    /// <summary>Enters a row in its group.</summary>
    private static T Row<T>(List<RunSetting> group, T row)
        where T : RunSetting
    {
        group.Add(row);
        return row;
    }
}

using System.Collections.Immutable;

namespace Sandbox.Core.Runs;

/// <summary>Looks things up in the rows of <see cref="RunSettings"/>, and puts them in order.</summary>
internal static class SettingRows
{
    /// <summary>The row with a name, or <c>null</c>.</summary>
    public static RunSetting? Find(ImmutableArray<RunSetting> rows, string name)
    {
        foreach (RunSetting setting in rows)
        {
            if (setting.Name == name)
                return setting;
        }
        return null;
    }

    /// <summary>The rows by their place on the form; those with the same place stay in the order that they have.</summary>
    public static ImmutableArray<RunSetting> InPlace(ImmutableArray<RunSetting> rows)
    {
        List<RunSetting> fields = [];
        foreach (RunSetting setting in rows)
        {
            int at = fields.Count;
            while (at > 0 && fields[at - 1].Place > setting.Place)
                at--;
            fields.Insert(at, setting);
        }
        return [.. fields];
    }

    /// <summary>A setting, and the last part of its text by itself, where that is a setting of its own.</summary>
    public static ImmutableArray<Setting> Parts(ImmutableArray<RunSetting> rows, Setting given)
    {
        foreach (RunSetting part in rows)
        {
            if (part.Whole?.Name != given.Name)
                continue;
            string[] texts = given.Value.Split(':', 2);
            Setting whole = given with { Value = texts[0] };
            return texts.Length == 2 ? [whole, given with { Name = part.Name, Value = texts[1] }] : [whole];
        }
        return [given];
    }

    /// <summary>A choice for each entry of a catalogue.</summary>
    public static ImmutableArray<SettingChoice> Choices<T>(ImmutableArray<T> all, Func<T, SettingChoice> choice)
    {
        var choices = ImmutableArray.CreateBuilder<SettingChoice>(all.Length);
        foreach (T one in all)
            choices.Add(choice(one));
        return choices.MoveToImmutable();
    }
}

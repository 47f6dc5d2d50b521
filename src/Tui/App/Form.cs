using System.Collections.Immutable;
using Sandbox.Core;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.App;

/// <summary>One choice of an open list.</summary>
/// <param name="Id">The word.</param>
/// <param name="Meaning">What it means, the most important first.</param>
/// <param name="Problem">Why it cannot be chosen as the rest of the form stands; <c>null</c> where it can.</param>
internal sealed record Choice(string Id, string Meaning, string? Problem = null);

/// <summary>The form has a field for each row of <see cref="RunSettings"/>: where it stands, and what all fields together ask for.</summary>
internal static class Form
{
    /// <summary>How many fields have a row of their own, with their meaning beside them; the others stand three in a row.</summary>
    public const int Wide = 3;
    public const int PerRow = 3;

    /// <summary>The form as it comes up, before anything is resolved: the first frame does not wait for that.</summary>
    public static readonly SpecResolution Pending = new(null, []) { Command = "sandbox run" };

    /// <summary>The fields in the order of Tab.</summary>
    public static ImmutableArray<RunSetting> Fields => RunSettings.OnForm;

    /// <summary>The field that stands beside the model's, in the place of its meaning, and only where the model has a use for it. It is the last one.</summary>
    public static RunSetting Beside => RunSettings.Program;

    /// <summary>How many rows the form has.</summary>
    public static int Rows => Wide + (Fields.Length - 1 - Wide + PerRow - 1) / PerRow;

    /// <summary>The place of a field in the order of Tab.</summary>
    public static int Index(RunSetting field) => Fields.IndexOf(field);

    /// <summary>The row of a field.</summary>
    public static int Row(RunSetting field) => field == Beside ? Row(RunSettings.Model) : IsWide(field) ? Index(field) : Wide + (Index(field) - Wide) / PerRow;

    public static bool IsWide(RunSetting field) => Index(field) < Wide;

    /// <summary>Whether one of a few words is chosen for a field, and nothing typed.</summary>
    public static bool IsChosen(RunSetting field) => field.Form is SettingForm.Choice or SettingForm.Switch;

    /// <summary>What the fields hold at first.</summary>
    public static ImmutableArray<string> Defaults()
    {
        var values = ImmutableArray.CreateBuilder<string>(Fields.Length);
        foreach (RunSetting field in Fields)
            values.Add(field.DefaultText);
        return values.MoveToImmutable();
    }

    /// <summary>Values of the fields with some settings put in.</summary>
    public static ImmutableArray<string> Filled(ImmutableArray<string> values, ImmutableArray<Setting> settings)
    {
        foreach (Setting setting in settings)
        {
            values = WithoutPartsOf(RunSettings.Find(setting.Name), values);
            foreach (Setting part in RunSettings.Parts(setting))
            {
                if (RunSettings.Find(part.Name) is { } field)
                    values = values.SetItem(Index(field), part.Value);
            }
        }
        return values;
    }

    /// <summary>Values of the fields with another one in a field. An argument belongs to the fault that it was typed for.</summary>
    public static ImmutableArray<string> With(ImmutableArray<string> values, RunSetting field, string value) =>
        value == values[Index(field)] ? values : WithoutPartsOf(field, values).SetItem(Index(field), value);

    /// <summary>What the fields ask for: a spec that can be run, or why there is none.</summary>
    /// <param name="values">What stands in the fields; an empty one asks for nothing.</param>
    /// <param name="caps">The most that a run may take.</param>
    public static SpecResolution Resolved(ImmutableArray<string> values, RunCaps caps)
    {
        var settings = ImmutableArray.CreateBuilder<Setting>();
        foreach (RunSetting field in Fields)
        {
            string value = values[Index(field)];
            if (value.Length > 0 && (field.Whole is null || field.Idle(WorkbenchModel.FaultIn(values)) is null))
                settings.Add(new Setting(field.Name, value, field.Name));
        }
        try
        {
            return RunSpecs.Resolve(settings, caps);
        }
        catch (MachineRefusedException refused)
        {
            return new SpecResolution(null, [new SpecProblem("", refused.Message)]);
        }
    }

    private static ImmutableArray<string> WithoutPartsOf(RunSetting? whole, ImmutableArray<string> values)
    {
        foreach (RunSetting field in Fields)
        {
            if (field.Whole is { } of && of == whole)
                values = values.SetItem(Index(field), "");
        }
        return values;
    }
}

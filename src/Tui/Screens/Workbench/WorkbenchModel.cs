using System.Collections.Immutable;
using Sandbox.Core.Faults;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>A value that is being typed.</summary>
/// <param name="Text">What stands there so far.</param>
/// <param name="Free">Whether letters belong to it too; else they are keys.</param>
internal sealed record Typing(string Text, bool Free);

/// <summary>An open list of choices: of a field, or of the presets.</summary>
/// <param name="Field">The field whose choices these are; <c>null</c> for the presets.</param>
/// <param name="Choices">All that can be chosen.</param>
/// <param name="Selected">Where the cursor is among those that are shown.</param>
/// <param name="Find">What was typed to find one.</param>
internal sealed record OpenList(FieldId? Field, ImmutableArray<Choice> Choices, int Selected, string Find = "")
{
    /// <summary>The choices with the text in their word, or where there is none, in their meaning.</summary>
    public ImmutableArray<Choice> Shown
    {
        get
        {
            if (Find.Length == 0)
                return Choices;
            ImmutableArray<Choice> named = Choices.RemoveAll(choice => !choice.Id.Contains(Find, StringComparison.OrdinalIgnoreCase));
            return named.IsEmpty ? Choices.RemoveAll(choice => !choice.Meaning.Contains(Find, StringComparison.OrdinalIgnoreCase)) : named;
        }
    }
}

/// <summary>What stood in the form before a change, and before that.</summary>
internal sealed record Change(ImmutableArray<string> Values, Change? Before);

/// <summary>The workbench: the form that sets a run up, and the table of its workers.</summary>
internal sealed record WorkbenchModel
{
    /// <summary>What stands in each field, by <see cref="FieldId"/>; empty is the default.</summary>
    public required ImmutableArray<string> Values { get; init; }

    public required Draft Draft { get; init; }

    /// <summary>What the settings say; presets begin from there.</summary>
    public required ImmutableArray<string> Base { get; init; }

    /// <summary>The changes that can be taken back.</summary>
    public Change? Past { get; init; }

    /// <summary>The changes that were taken back.</summary>
    public Change? Future { get; init; }

    /// <summary>What a settings file and the environment say that the form has no field for: it counts for the run all the same.</summary>
    public ImmutableArray<Setting> Others { get; init; } = [];

    public FieldId Focus { get; init; } = FieldId.Model;

    /// <summary>Whether the cursor is in the table, and not in the form.</summary>
    public bool OnTable { get; init; }

    public Typing? Typing { get; init; }

    public OpenList? List { get; init; }

    public TableModel Table { get; init; } = new();

    public static WorkbenchModel Start()
    {
        var values = ImmutableArray.CreateBuilder<string>(FormField.All.Length);
        foreach (FormField field in FormField.All)
            values.Add(field.Default);
        ImmutableArray<string> first = values.MoveToImmutable();
        return new WorkbenchModel { Values = first, Base = first, Draft = Draft.Pending };
    }

    /// <summary>The form with its draft resolved.</summary>
    public WorkbenchModel Resolved(RunCaps caps) => Draft == Draft.Pending ? this with { Draft = Draft.Of(Values, Others, caps) } : this;

    public string this[FieldId field] => Values[(int)field];

    /// <summary>The form with another value in a field.</summary>
    public WorkbenchModel With(FieldId field, string value, RunCaps caps)
    {
        ImmutableArray<string> values = Values.SetItem((int)field, value);
        // An argument belongs to the fault that it was typed for.
        if (field == FieldId.Fault && value != this[FieldId.Fault])
            values = values.SetItem((int)FieldId.Argument, "");
        return With(values, caps);
    }

    /// <summary>The form with other values; the change can be taken back.</summary>
    public WorkbenchModel With(ImmutableArray<string> values, RunCaps caps) => values.SequenceEqual(Values)
        ? this
        : this with { Values = values, Draft = Draft.Of(values, Others, caps), Past = new Change(Values, Past), Future = null };

    /// <summary>The form before the last change.</summary>
    public WorkbenchModel Undone(RunCaps caps) => Past is { } past
        ? this with { Values = past.Values, Draft = Draft.Of(past.Values, Others, caps), Past = past.Before, Future = new Change(Values, Future) }
        : this;

    /// <summary>The form after the change that was taken back last.</summary>
    public WorkbenchModel Redone(RunCaps caps) => Future is { } future
        ? this with { Values = future.Values, Draft = Draft.Of(future.Values, Others, caps), Past = new Change(Values, Past), Future = future.Before }
        : this;

    /// <summary>The form with what a settings file and the environment say.</summary>
    public WorkbenchModel WithSettings(ImmutableArray<Setting> settings, RunCaps caps)
    {
        ImmutableArray<string> values = Filled(Values, settings);
        List<Setting> others = [];
        foreach (Setting setting in settings)
        {
            if (!FormField.Holds(setting.Name))
                others.Add(setting);
        }
        return this with { Values = values, Others = [.. others], Base = values, Draft = Draft.Of(values, [.. others], caps) };
    }

    /// <summary>The form with exactly a spec in it; what the form had can be brought back.</summary>
    public WorkbenchModel WithSpec(RunSpec spec, RunCaps caps)
    {
        ImmutableArray<Setting> settings = RunSpecs.SettingsOf(spec);
        ImmutableArray<string> values = Filled(Start().Values, settings);
        ImmutableArray<Setting> others = settings.RemoveAll(setting => FormField.Holds(setting.Name));
        return this with
        {
            Values = values,
            Others = others,
            Draft = Draft.Of(values, others, caps),
            Past = new Change(Values, Past),
            Future = null,
            Typing = null,
            List = null,
            OnTable = false,
        };
    }

    /// <summary>Values with some settings put in.</summary>
    public static ImmutableArray<string> Filled(ImmutableArray<string> values, ImmutableArray<Setting> settings)
    {
        foreach (Setting setting in settings)
        {
            foreach (FormField field in FormField.All)
            {
                if (field.Label != setting.Name)
                    continue;
                string[] parts = field.Id == FieldId.Fault ? setting.Value.Split(':', 2) : [setting.Value];
                values = values.SetItem((int)field.Id, parts[0]);
                if (field.Id == FieldId.Fault)
                    values = values.SetItem((int)FieldId.Argument, parts.Length == 2 ? parts[1] : "");
            }
        }
        return values;
    }

    /// <summary>The fault that is chosen, or <c>null</c>.</summary>
    public Fault? Fault => FaultCatalogue.Find(this[FieldId.Fault]);

    /// <summary>Whether a field has something to say as the others stand.</summary>
    public bool Matters(FieldId field) => field switch
    {
        FieldId.Argument => Fault?.Argument is not null,
        FieldId.Faulty => Fault?.Actor == FaultActor.FaultyWorker,
        FieldId.Order => Fault?.Actor == FaultActor.Intruder,
        FieldId.Atomic => Fault?.Actor == FaultActor.AllWorkers,
        _ => true,
    };

    /// <summary>What a field shows: its value, or the default in force.</summary>
    public string Shown(FieldId field) => this[field] is { Length: > 0 } value ? value : field switch
    {
        FieldId.Argument => Fault?.Argument?.Default ?? "",
        FieldId.Faulty when Draft.Spec is { } spec => string.Join(',', spec.Faulty),
        _ => "",
    };
}

using System.Collections.Immutable;
using Sandbox.Core.Faults;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>A value that is being typed.</summary>
/// <param name="Text">What stands there so far.</param>
/// <param name="Free">Whether letters belong to it too; else they are keys.</param>
internal sealed record Typing(string Text, bool Free);

/// <summary>The open list of a field's choices.</summary>
/// <param name="Choices">What can be chosen.</param>
/// <param name="Selected">Where the cursor is.</param>
internal sealed record OpenList(ImmutableArray<Choice> Choices, int Selected);

/// <summary>The workbench: the form that sets a run up, and the table of its workers.</summary>
internal sealed record WorkbenchModel
{
    /// <summary>What stands in each field, by <see cref="FieldId"/>; empty is the default.</summary>
    public required ImmutableArray<string> Values { get; init; }

    public required Draft Draft { get; init; }

    public FieldId Focus { get; init; } = FieldId.Model;

    /// <summary>Whether the cursor is in the table, and not in the form.</summary>
    public bool OnTable { get; init; }

    public Typing? Typing { get; init; }

    public OpenList? List { get; init; }

    /// <summary>The first row of the table that is seen.</summary>
    public int TopRow { get; init; }

    public static WorkbenchModel Start()
    {
        var values = ImmutableArray.CreateBuilder<string>(FormField.All.Length);
        foreach (FormField field in FormField.All)
            values.Add(field.Default);
        return new WorkbenchModel { Values = values.MoveToImmutable(), Draft = Draft.Pending };
    }

    /// <summary>The form with its draft resolved.</summary>
    public WorkbenchModel Resolved(RunCaps caps) => Draft == Draft.Pending ? this with { Draft = Draft.Of(Values, caps) } : this;

    public string this[FieldId field] => Values[(int)field];

    /// <summary>The form with another value in a field.</summary>
    public WorkbenchModel With(FieldId field, string value, RunCaps caps)
    {
        ImmutableArray<string> values = Values.SetItem((int)field, value);
        // An argument belongs to the fault that it was typed for.
        if (field == FieldId.Fault && value != this[FieldId.Fault])
            values = values.SetItem((int)FieldId.Argument, "");
        return this with { Values = values, Draft = Draft.Of(values, caps) };
    }

    /// <summary>The form with what a settings file and the environment say.</summary>
    public WorkbenchModel WithSettings(ImmutableArray<Setting> settings, RunCaps caps)
    {
        ImmutableArray<string> values = Values;
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
        return this with { Values = values, Draft = Draft.Of(values, caps) };
    }

    /// <summary>The fault that is chosen, or <c>null</c>.</summary>
    public Fault? Fault => FaultCatalogue.Find(this[FieldId.Fault]);

    /// <summary>Whether a field has something to say as the others stand.</summary>
    public bool Matters(FieldId field) => field switch
    {
        FieldId.Argument => Fault?.Argument is not null,
        FieldId.Faulty => Fault?.Actor == FaultActor.FaultyWorker,
        FieldId.Order => Fault?.Actor == FaultActor.Intruder,
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

using System.Collections.Immutable;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.App;

/// <summary>What stood in the form before a change, and before that.</summary>
internal sealed record Change(ImmutableArray<string> Values, Change? Before);

/// <summary>The workbench: the form that sets a run up, and the table of its workers.</summary>
internal sealed record WorkbenchModel
{
    /// <summary>What stands in each field, in the order of <see cref="Form.Fields"/>; empty is the default.</summary>
    public required ImmutableArray<string> Values { get; init; }

    /// <summary>What that asks for.</summary>
    public required SpecResolution Draft { get; init; }

    /// <summary>What the settings say; presets begin from there.</summary>
    public required ImmutableArray<string> Base { get; init; }

    /// <summary>The changes that can be taken back.</summary>
    public Change? Past { get; init; }

    /// <summary>The changes that were taken back.</summary>
    public Change? Future { get; init; }

    /// <summary>The fault that was taken out to run without it, and its argument.</summary>
    public (string Fault, string Argument)? SetAside { get; init; }

    public RunSetting Focus { get; init; } = RunSettings.Model;

    /// <summary>Whether the cursor is in the table, and not in the form.</summary>
    public bool OnTable { get; init; }

    /// <summary>Whether a text is being typed into the field of the focus.</summary>
    public bool Editing { get; init; }

    public TableModel Table { get; init; } = new();

    public static WorkbenchModel Start()
    {
        ImmutableArray<string> first = Form.Defaults();
        return new WorkbenchModel { Values = first, Base = first, Draft = Form.Pending };
    }

    /// <summary>The form with its draft resolved.</summary>
    public WorkbenchModel Resolved(RunCaps caps) => ReferenceEquals(Draft, Form.Pending) ? this with { Draft = Form.Resolved(Values, caps) } : this;

    public string this[RunSetting field] => Values[Form.Index(field)];

    /// <summary>The form with another value in a field.</summary>
    public WorkbenchModel With(RunSetting field, string value, RunCaps caps) => With(Form.With(Values, field, value), caps);

    /// <summary>The form with other values; the change can be taken back.</summary>
    public WorkbenchModel With(ImmutableArray<string> values, RunCaps caps) => values.SequenceEqual(Values)
        ? this
        : this with { Values = values, Draft = Form.Resolved(values, caps), Past = new Change(Values, Past), Future = null };

    /// <summary>The form before the last change.</summary>
    public WorkbenchModel Undone(RunCaps caps) => Past is { } past
        ? this with { Values = past.Values, Draft = Form.Resolved(past.Values, caps), Past = past.Before, Future = new Change(Values, Future) }
        : this;

    /// <summary>The form after the change that was taken back last.</summary>
    public WorkbenchModel Redone(RunCaps caps) => Future is { } future
        ? this with { Values = future.Values, Draft = Form.Resolved(future.Values, caps), Past = new Change(Values, Past), Future = future.Before }
        : this;

    /// <summary>The form with what a settings file and the environment say.</summary>
    public WorkbenchModel WithSettings(ImmutableArray<Setting> settings, RunCaps caps)
    {
        ImmutableArray<string> values = Form.Filled(Values, settings);
        return this with { Values = values, Base = values, Draft = Form.Resolved(values, caps) };
    }

    /// <summary>The form with exactly a spec in it; what the form had can be brought back.</summary>
    public WorkbenchModel WithSpec(RunSpec spec, RunCaps caps)
    {
        ImmutableArray<string> values = Form.Filled(Form.Defaults(), RunSpecs.SettingsOf(spec));
        return this with
        {
            Values = values,
            Draft = Form.Resolved(values, caps),
            Past = new Change(Values, Past),
            Future = null,
            Editing = false,
            OnTable = false,
        };
    }

    /// <summary>The fault that is chosen, or <c>null</c>.</summary>
    public Fault? Fault => FaultIn(Values);

    /// <summary>The fault in the values of a form, or <c>null</c>.</summary>
    public static Fault? FaultIn(ImmutableArray<string> values) => FaultCatalogue.Find(values[Form.Index(RunSettings.Fault)]);

    /// <summary>Whether the model that is chosen runs a program of the learner's.</summary>
    public bool RunsProgram => ModelCatalogue.Find(Values[Form.Index(RunSettings.Model)]) is { RunsProgram: true };

    /// <summary>Whether a field has something to say as the others stand.</summary>
    public bool Matters(RunSetting field) => field == Form.Beside ? RunsProgram : WhyIdle(field) is null;

    /// <summary>Why a field means nothing as the others stand; <c>null</c> where it means something.</summary>
    public string? WhyIdle(RunSetting field) =>
        field.Idle(Fault) ?? (field.Needs is var (needed, idle) ? idle(this[needed]) : null);

    /// <summary>What a field shows: its value, or the default in force.</summary>
    public string Shown(RunSetting field) => this[field] is { Length: > 0 } value ? value
        : Draft.Spec is { } spec ? field.TextIn(spec)
        : field == RunSettings.Argument ? Fault?.Argument?.Default ?? "" : "";
}

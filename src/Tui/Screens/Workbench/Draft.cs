using System.Collections.Immutable;
using Sandbox.Core.Faults;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>What the form amounts to: a spec that can be run, or the reason why there is none.</summary>
/// <param name="Spec">The spec, or <c>null</c>.</param>
/// <param name="Problem">What is wrong; <c>null</c> where there is a spec.</param>
/// <param name="Command">The command that runs the same; empty where there is no spec.</param>
internal sealed record Draft(RunSpec? Spec, string? Problem, string Command)
{
    /// <summary>The form as it comes up, before anything is resolved: the first frame does not wait for that.</summary>
    public static readonly Draft Pending = new(null, null, "sandbox run");

    /// <summary>Resolves the values of the form.</summary>
    /// <param name="values">What stands in the fields.</param>
    /// <param name="others">Settings that have no field.</param>
    /// <param name="caps">The most that a run may take.</param>
    public static Draft Of(ImmutableArray<string> values, ImmutableArray<Setting> others, RunCaps caps)
    {
        try
        {
            SpecResolution resolution = RunSpecs.Resolve(new RunRequest(Settings(values, others)), caps);
            return resolution.Spec is { } spec
                ? new Draft(spec, null, RunSpecs.CommandLine(spec))
                : new Draft(null, $"{resolution.Problems[0].Origin}: {resolution.Problems[0].Message}", "");
        }
        catch (MachineRefusedException refused)
        {
            return new Draft(null, refused.Message, "");
        }
    }

    private static ImmutableArray<Setting> Settings(ImmutableArray<string> values, ImmutableArray<Setting> others)
    {
        var settings = ImmutableArray.CreateBuilder<Setting>();
        settings.AddRange(others);
        foreach (FormField field in FormField.All)
        {
            string value = values[(int)field.Id];
            if (field.Id == FieldId.Argument || value.Length == 0)
                continue;
            string argument = values[(int)FieldId.Argument];
            if (field.Id == FieldId.Fault && argument.Length > 0 && FaultCatalogue.Find(value) is { Argument: not null })
                value = $"{value}:{argument}";
            settings.Add(new Setting(field.Label, value, field.Label));
        }
        return settings.DrainToImmutable();
    }
}

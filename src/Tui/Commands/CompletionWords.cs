using Sandbox.Core.Faults;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;

namespace Sandbox.Tui.Commands;

/// <summary>The words that a shell offers for a setting's value.</summary>
internal static class CompletionWords
{
    /// <summary>The setting's own words; for a fault that takes a signal, each signal too.</summary>
    public static IEnumerable<string> Of(RunSetting setting) =>
        setting == RunSettings.Fault ? FaultCatalogue.All.SelectMany(FaultWords) : setting.Words;

    private static IEnumerable<string> FaultWords(Fault fault)
    {
        bool takesSignal = fault.Argument is { } argument && SignalTable.All.All(signal => argument.Parse(signal.Name) == signal.Number);
        return [fault.Id, .. takesSignal ? SignalTable.All.Select(signal => $"{fault.Id}:{signal.Name}") : []];
    }
}

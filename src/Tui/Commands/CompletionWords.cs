using Sandbox.Core.Faults;
using Sandbox.Core.Runs;

namespace Sandbox.Tui.Commands;

/// <summary>The words that a shell offers for a setting's value.</summary>
internal static class CompletionWords
{
    /// <summary>
    /// The setting's own words; for a fault whose argument can be listed, it with each argument too. Of limits only those that can stand in
    /// a list: none stands alone.
    /// </summary>
    public static IEnumerable<string> Of(RunSetting setting) =>
        setting == RunSettings.Fault ? FaultCatalogue.All.SelectMany(FaultWords)
        : setting == RunSettings.Limit ? setting.Words.Remove(RunDefaults.Limit)
        : setting.Words;

    private static IEnumerable<string> FaultWords(Fault fault) =>
        [fault.Id, .. fault.Argument is { } argument ? argument.Choices.Select(choice => $"{fault.Id}:{choice}") : []];
}

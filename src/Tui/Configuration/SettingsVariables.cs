using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Configuration;

/// <summary>The variables <c>SANDBOX_*</c> of the environment.</summary>
internal static class SettingsVariables
{
    /// <summary>Names a settings file to take in place of the one beside the program.</summary>
    public const string Config = "SANDBOX_CONFIG";

    /// <summary>With the value 1, a bug is reported with its stack.</summary>
    public const string Debug = "SANDBOX_DEBUG";

    /// <summary>Whether runs are kept: <c>true</c> or <c>false</c>.</summary>
    public const string History = "SANDBOX_HISTORY";

    /// <summary>Folders of scenarios, parted by colons.</summary>
    public const string Scenarios = "SANDBOX_SCENARIOS";

    private const string Prefix = "SANDBOX_";

    /// <summary>What the environment says of the history; <c>null</c> where it says nothing.</summary>
    public static (bool? Value, ImmutableArray<SpecProblem> Problems) ReadHistory(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(History, "") switch
        {
            "" => (null, []),
            "true" => (true, []),
            "false" => (false, []),
            var other => (null, [new SpecProblem(History, $"{Quoted.Of(other)} is neither true nor false")]),
        };

    /// <summary>The folders of scenarios that the environment names.</summary>
    public static ImmutableArray<LessonFolder> ReadScenarios(IReadOnlyDictionary<string, string> environment) =>
        [.. environment.GetValueOrDefault(Scenarios, "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => new LessonFolder(folder, Scenarios))];

    /// <summary>
    /// The settings among the variables. An empty one counts as unset; one with our prefix that means nothing is a problem, for
    /// it is a typing error that would otherwise change nothing in silence.
    /// </summary>
    public static (ImmutableArray<Setting> Settings, ImmutableArray<SpecProblem> Problems) Read(
        IReadOnlyDictionary<string, string> environment)
    {
        string[] known = [.. RunSettings.All.Select(setting => setting.Variable), Config, Debug, History, Scenarios];
        string[] unknown =
        [
            .. environment.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(name))
                .Order(StringComparer.Ordinal),
        ];
        return (
            [
                .. RunSettings.All
                    .Where(setting => environment.GetValueOrDefault(setting.Variable, "").Length > 0)
                    .Select(setting => new Setting(setting.Name, environment[setting.Variable], setting.Variable)),
            ],
            [.. unknown.Select(name => new SpecProblem("environment", UnknownWord.Message("variable", name, known)))]);
    }
}

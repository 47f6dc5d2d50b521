using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Configuration;

/// <summary>What the settings file and the environment say.</summary>
/// <param name="Settings">The file's settings, then the environment's: the later one counts.</param>
/// <param name="Caps">The most that a run may take.</param>
/// <param name="Problems">Everything wrong with either; nothing may be started while there is one.</param>
internal sealed record SettingsReading(ImmutableArray<Setting> Settings, RunCaps Caps, ImmutableArray<SpecProblem> Problems)
{
    /// <summary>Whether runs are kept in the history.</summary>
    public bool History { get; init; } = true;

    /// <summary>Folders of scenarios beside the program's own: the file's, then the environment's.</summary>
    public ImmutableArray<LessonFolder> Scenarios { get; init; } = [];

    /// <summary>What the file says of the screen.</summary>
    public ScreenSettings Screen { get; init; } = ScreenSettings.Default;

    /// <summary>Where the settings are that come with the program.</summary>
    public const string FileName = "appsettings.json";

    /// <summary>
    /// Reads the settings file, the one beside the program or the one that <c>SANDBOX_CONFIG</c> names, and the variables
    /// <c>SANDBOX_*</c>. The file beside the program may be missing; a file that was named may not.
    /// </summary>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="programFolder">The folder that the program lies in.</param>
    public static SettingsReading Read(IReadOnlyDictionary<string, string> environment, string programFolder)
    {
        bool named = environment.TryGetValue(SettingsVariables.Config, out string? path) && path.Length > 0;
        SettingsReading file = SettingsFile.Read(named ? path! : Path.Combine(programFolder, FileName), named);
        (ImmutableArray<Setting> settings, ImmutableArray<SpecProblem> problems) = SettingsVariables.Read(environment);
        (bool? history, ImmutableArray<SpecProblem> historyProblems) = SettingsVariables.ReadHistory(environment);
        return file with
        {
            Settings = [.. file.Settings, .. settings],
            Problems = [.. file.Problems, .. problems, .. historyProblems],
            History = history ?? file.History,
            Scenarios = [.. file.Scenarios, .. SettingsVariables.ReadScenarios(environment)],
        };
    }
}

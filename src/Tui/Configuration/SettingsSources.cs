using System.Collections.Immutable;

namespace Sandbox.Tui.Configuration;

/// <summary>A file that settings may be in.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Path">The file.</param>
internal sealed record SettingsPlace(LayerKind Kind, string Path)
{
    /// <summary>Whether it has to be there: only one that was named has.</summary>
    public bool Required => Kind == LayerKind.Named;
}

/// <summary>What the settings are read from.</summary>
/// <param name="Environment">The environment's variables.</param>
/// <param name="ProgramFolder">The folder that the program lies in.</param>
/// <param name="MachineFolder">The folder of the machine's own settings.</param>
/// <param name="Actions">What keys can be given to: asked only where a file gives some.</param>
internal sealed record SettingsSources(
    IReadOnlyDictionary<string, string> Environment, string ProgramFolder, string MachineFolder, Func<IReadOnlyCollection<string>> Actions)
{
    /// <summary>What a settings file is called.</summary>
    public const string FileName = "appsettings.json";

    /// <summary>Where a machine's own settings are.</summary>
    public const string Etc = "/etc/sandbox";

    /// <summary>
    /// The files, the weakest first: the program's, the machine's, the user's. The user's is under <c>XDG_CONFIG_HOME</c>, or under
    /// <c>~/.config</c> where that is not set or, as the specification of base directories has it, not absolute; without a home there is none.
    /// A file that <c>SANDBOX_CONFIG</c> names stands in the place of all three.
    /// </summary>
    public ImmutableArray<SettingsPlace> Files
    {
        get
        {
            if (Environment.GetValueOrDefault(VariableLayer.Config, "") is { Length: > 0 } named)
                return [new SettingsPlace(LayerKind.Named, named)];
            SettingsPlace program = new(LayerKind.Program, Path.Combine(ProgramFolder, FileName)), machine = new(LayerKind.Machine, Path.Combine(MachineFolder, FileName));
            return UsersFolder is { } folder ? [program, machine, new SettingsPlace(LayerKind.User, Path.Combine(folder, "sandbox", FileName))] : [program, machine];
        }
    }

    private string? UsersFolder =>
        Environment.GetValueOrDefault("XDG_CONFIG_HOME", "") is { } folder && folder.StartsWith('/') ? folder
        : Environment.GetValueOrDefault("HOME", "") is { } home && home.StartsWith('/') ? Path.Combine(home, ".config")
        : null;
}

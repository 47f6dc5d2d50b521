using System.Text;
using Sandbox.Tui.Configuration;
using Sandbox.Tui.Interactive;

namespace Sandbox.Tui.Tests.Configuration;

/// <summary>Settings of texts, where files would be.</summary>
internal static class Layers
{
    /// <summary>What one file says.</summary>
    public static SettingsReading Of(string json, string path = "f") => Of(Encoding.UTF8.GetBytes(json), path);

    /// <summary>What one file says.</summary>
    public static SettingsReading Of(byte[] bytes, string path = "f")
    {
        ProblemList problems = new();
        return SettingsReading.Of([new FileLayer(LayerKind.Named, path, bytes, KeyChoices.Actions, problems)], problems);
    }

    /// <summary>A file as a layer.</summary>
    public static FileLayer File(LayerKind kind, string path, string json, ProblemList problems) =>
        new(kind, path, Encoding.UTF8.GetBytes(json), KeyChoices.Actions, problems);

    /// <summary>Folders and variables to read from; what is not named is nowhere.</summary>
    public static SettingsSources Sources(Dictionary<string, string> environment, string program = "/nowhere", string machine = "/nowhere") =>
        new(environment, program, machine, KeyChoices.Actions);
}

using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Configuration;

/// <summary>
/// The variables <c>SANDBOX_*</c> of the environment. An empty one counts as unset; one with our prefix that means nothing is a problem, for it is a
/// typing error that would otherwise change nothing in silence.
/// </summary>
internal sealed class VariableLayer(IReadOnlyDictionary<string, string> environment, ProblemList problems) : Layer(LayerKind.Environment)
{
    /// <summary>Names a settings file to take in place of the program's, the machine's and the user's.</summary>
    public const string Config = $"{Prefix}CONFIG";

    /// <summary>With the value 1, a bug is reported with its stack.</summary>
    public const string Debug = $"{Prefix}DEBUG";

    /// <summary>Whether runs are kept: <c>true</c> or <c>false</c>.</summary>
    public const string History = $"{Prefix}HISTORY";

    /// <summary>Folders of lessons, with colons between them.</summary>
    public const string LessonFolders = $"{Prefix}SCENARIOS";

    /// <summary>The command that lists everything that can be set.</summary>
    public const string See = "sandbox man";

    private const string Prefix = "SANDBOX_";

    /// <inheritdoc/>
    public override void Load()
    {
        foreach (SettingRow row in SettingTable.Fixed)
        {
            if (row.Variable is { } variable && environment.GetValueOrDefault(variable, "") is { Length: > 0 } text)
                Take(row, variable, text);
        }
        string[] known = [.. SettingTable.Fixed.Select(row => row.Variable).OfType<string>(), Config, Debug];
        foreach (string name in environment.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(name)).Order(StringComparer.Ordinal))
            problems.Add(() => new SpecProblem("environment", UnknownWord.Message("variable", name, known, See)));
    }

    private void Take(SettingRow row, string variable, string text)
    {
        (PlacedText? value, string? problem) = row.Form.Read(text, variable);
        if (value is not null)
            Say(row.Key, value);
        else
            problems.Add(() => new SpecProblem(variable, problem!));
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;

namespace Sandbox.Tui.Configuration;

/// <summary>Who says something of a setting, from the weakest to the strongest: of two the later one counts.</summary>
internal enum LayerKind
{
    BuiltIn,
    Program,
    Machine,
    User,
    Named,
    Environment,
    CommandLine,
}

/// <summary>What somebody says of one setting, and where.</summary>
/// <param name="Text">The value; the items of a list with commas between them. <c>null</c> asks for the built-in default.</param>
/// <param name="Place">How messages name the place: <c>appsettings.json:4:16</c>, <c>SANDBOX_WORKERS</c>, <c>--workers</c>.</param>
internal sealed record PlacedText(string? Text, string Place)
{
    /// <summary>A list's items, each with its place.</summary>
    public ImmutableArray<PlacedText> Items { get; init; } = [];
}

/// <summary>
/// One layer of the settings. The library's own providers know neither where a value stands nor of what type it was, and they merge the lists
/// of two layers item by item; here a list is one value.
/// </summary>
internal abstract class Layer(LayerKind kind) : ConfigurationProvider, IConfigurationSource
{
    private readonly Dictionary<string, PlacedText> _placed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Who says it.</summary>
    public LayerKind Kind => kind;

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>What this layer says of a setting; <c>null</c> where it says nothing.</summary>
    /// <param name="key">The key as the library writes it: <c>run:workers</c>.</param>
    public PlacedText? Find(string key) => TryGet(key, out _) ? _placed[key] : null;

    /// <summary>Says something of a setting.</summary>
    protected void Say(string key, PlacedText value)
    {
        _placed[key] = value;
        Set(key, value.Text);
    }
}

/// <summary>The lowest layer: what counts where nobody says anything.</summary>
internal sealed class BuiltInLayer() : Layer(LayerKind.BuiltIn)
{
    /// <summary>How messages name its place.</summary>
    public const string Place = "built-in default";

    /// <inheritdoc/>
    public override void Load()
    {
        foreach (SettingRow row in SettingTable.Fixed)
            Say(row.Key, new PlacedText(row.Default, Place));
    }
}

/// <summary>The options of a command line that set something.</summary>
/// <param name="options">Names of the settings of a run, with values and with the option as the origin.</param>
internal sealed class OptionLayer(IEnumerable<Core.Runs.Setting> options) : Layer(LayerKind.CommandLine)
{
    /// <inheritdoc/>
    public override void Load()
    {
        foreach (Core.Runs.Setting option in options)
            Say(SettingTable.KeyOf(option.Name), new PlacedText(option.Value, option.Origin));
    }
}

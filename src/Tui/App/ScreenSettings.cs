using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.App;

/// <summary>What the settings say of the screen.</summary>
/// <param name="Keys">Which keys ask for what.</param>
/// <param name="Palette">The colours.</param>
/// <param name="Mouse">Whether the mouse is used.</param>
internal sealed record ScreenSettings(KeyMap Keys, PaletteId Palette = PaletteId.Default, bool Mouse = false)
{
    /// <summary>Where nobody says anything.</summary>
    public static ScreenSettings Default { get; } = new(KeyMap.Default);
}

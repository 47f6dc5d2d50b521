namespace Sandbox.Tui.Tests.Tools;

/// <summary>
/// What a view shows, as a golden text of each size: without the tab bar and the footer, which belong to all views and have golden texts
/// of their own (<see cref="Screens.BarsGoldenTests"/>).
/// </summary>
internal static class GoldenView
{
    public static void Check(string name, Screen screen) =>
        Golden.Check($"{name}-{screen.Model.Size.Columns}x{screen.Model.Size.Rows}", screen.Middle);
}

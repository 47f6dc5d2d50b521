using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Views;

/// <summary>What a view knows of the screen that it is on.</summary>
internal interface IScreen
{
    /// <summary>What is shown now.</summary>
    AppModel Model { get; }

    /// <summary>The inks' looks in force.</summary>
    Palette Palette { get; }

    /// <summary>Something was done on the screen. While views are bound it goes nowhere: what a widget says then is an echo.</summary>
    void Send(Message message);
}

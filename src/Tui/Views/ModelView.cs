using Sandbox.Tui.App;
using Sandbox.Tui.Toolkit;
using Sandbox.Tui.Terminal;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Views;

/// <summary>
/// A view of the toolkit that shows a side of the model, and nothing that is not in it. What its widgets tell goes out as messages; it changes when the
/// next model is bound.
/// </summary>
internal abstract class ModelView : View
{
    protected ModelView(IScreen screen)
    {
        Screen = screen;
        (Width, Height, CanFocus, TabStop) = (Dim.Fill(), Dim.Fill(), true, TabBehavior.TabStop);
    }

    protected IScreen Screen { get; }

    /// <summary>Makes the widgets say what the model says. It is called after every message, and so is quick where nothing changed.</summary>
    public abstract void Bind(AppModel model);
}

/// <summary>A part of the screen that is painted, cell by cell, out of the model.</summary>
/// <param name="screen">The screen.</param>
/// <param name="paint">Paints it.</param>
internal sealed class PaintedView(IScreen screen, Action<AppModel, Canvas> paint) : CellView
{
    /// <summary>Whether what it shows is of the past, and looks so.</summary>
    public bool Fades { get; init; }

    protected override Palette Palette => Fades && screen.Model.Seen is { Past: not null } ? screen.Palette.Faded : screen.Palette;

    protected override void Paint(Canvas canvas) => paint(screen.Model, canvas);
}

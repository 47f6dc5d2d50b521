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
/// <param name="of">What of the model it shows, as a value to compare; <c>null</c> where that changes with every model.</param>
internal sealed class PaintedView(IScreen screen, Action<AppModel, Canvas> paint, Func<AppModel, object>? of = null) : CellView
{
    private object? _shown;
    private Palette? _palette;

    /// <summary>Whether what it shows is of the past, and looks so.</summary>
    public bool Fades { get; init; }

    protected override Palette Palette => Fades && screen.Model.Seen is { Past: not null } ? screen.Palette.Faded : screen.Palette;

    /// <summary>Paints it anew where what it shows has changed.</summary>
    public void Bind(AppModel model)
    {
        object? next = of?.Invoke(model);
        if (next is not null && next.Equals(_shown) && _palette == Palette)
            return;
        (_shown, _palette) = (next, Palette);
        Outdate();
    }

    protected override void Paint(Canvas canvas) => paint(screen.Model, canvas);
}

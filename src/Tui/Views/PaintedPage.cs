using Sandbox.Tui.App;
using Sandbox.Tui.Toolkit;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Views;

/// <summary>A view of a run that is live and a picture as a whole: painted cell by cell, for the toolkit has no widget for it. The wheel moves rows, a click chooses.</summary>
internal abstract class PaintedPage : ModelView
{
    private readonly PaintedView _painted;

    protected PaintedPage(IScreen screen) : base(screen)
    {
        _painted = new PaintedView(screen, Draw) { Width = Dim.Fill(), Height = Dim.Fill(), Fades = true };
        _painted.MouseEvent += (_, mouse) =>
        {
            MouseAct? act = mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) ? MouseAct.Click
                : mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? MouseAct.WheelUp
                : mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? MouseAct.WheelDown : null;
            if (act is { } known)
                screen.Send(new Message.MouseUsed(known, mouse.Position?.X ?? 0, (mouse.Position?.Y ?? 0) + 1));
        };
        Add(_painted);
    }

    public override void Bind(AppModel model) => _painted.SetNeedsDraw();

    /// <summary>Draws it.</summary>
    protected abstract void Draw(AppModel model, Canvas canvas);
}

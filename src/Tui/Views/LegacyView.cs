using Sandbox.Tui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Views;

/// <summary>A view that is painted as a whole.</summary>
internal sealed class LegacyView : ModelView
{
    private readonly PaintedView _painted;

    public LegacyView(IView view, IScreen screen) : base(screen)
    {
        _painted = new PaintedView(screen, view.Draw) { Width = Dim.Fill(), Height = Dim.Fill() };
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

    public override void Bind(AppModel model) => _painted.Bind(model);
}

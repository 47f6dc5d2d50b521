using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Sandbox.Tui.Views;

/// <summary>The whole screen: the tab bar, the view that is shown, what is said of a step, the footer; or a text by itself in the place of all.</summary>
internal sealed class RootView : Runnable
{
    private readonly IScreen _screen;
    private readonly Func<IView, IScreen, ModelView> _make;
    private readonly Dictionary<IView, ModelView> _made = [];
    private readonly PaintedView _tabs;
    private readonly PaintedView _intro;
    private readonly PaintedView _step;
    private readonly PaintedView _footer;
    private readonly PaintedView _cover;
    private ModelView? _shown;
    private (bool Covered, int Band, int Intro, int Footer) _laidOut = (false, -1, 0, 1);

    /// <param name="screen">The screen that this is.</param>
    /// <param name="make">Makes the toolkit's side of a view, when it is opened for the first time.</param>
    public RootView(IScreen screen, Func<IView, IScreen, ModelView> make)
    {
        (_screen, _make) = (screen, make);
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        _tabs = new PaintedView(screen, TabBar.Draw) { Width = Dim.Fill(), Height = 1 };
        _intro = new PaintedView(screen, Intro, model => (model.View, model.Size)) { Y = 1, Width = Dim.Fill() };
        _step = new PaintedView(screen, StepBand.Draw) { Width = Dim.Fill() };
        _footer = new PaintedView(screen, FooterView.Draw, FooterView.Of) { Y = Pos.AnchorEnd(1), Width = Dim.Fill(), Height = 1 };
        _cover = new PaintedView(screen, Cover) { Width = Dim.Fill(), Height = Dim.Fill(), Visible = false };
        _tabs.MouseEvent += (_, mouse) =>
        {
            if (mouse.Flags.HasFlag(global::Terminal.Gui.Input.MouseFlags.LeftButtonPressed))
                screen.Send(new Message.MouseUsed(MouseAct.Click, mouse.Position?.X ?? 0, 0));
        };
        Add(_tabs, _intro, _step, _footer, _cover);
    }

    /// <summary>Shows a model.</summary>
    public void Bind(AppModel model)
    {
        bool covered = model.TooSmall || model.Bare is not null;
        int band = covered ? 0 : StepBand.Rows(model), intro = covered ? 0 : model.IntroRows, footer = model.FooterRows;
        ModelView? before = _shown;
        Show(model.View);
        // What is laid out anew is drawn anew, all of it.
        if ((covered, band, intro, footer) != _laidOut || _shown != before)
        {
            _laidOut = (covered, band, intro, footer);
            (_cover.Visible, _tabs.Visible, _footer.Visible, _shown!.Visible) = (covered, !covered, !covered, !covered);
            (_footer.Y, _footer.Height) = (Pos.AnchorEnd(footer), footer);
            (_step.Visible, _step.Y, _step.Height) = (band > 0, Pos.AnchorEnd(footer + band), band);
            (_intro.Visible, _intro.Height) = (intro > 0, intro);
            (_shown.Y, _shown.Height) = (1 + intro, Dim.Fill(footer + band));
        }
        _shown!.Bind(model);
        foreach (PaintedView painted in (ReadOnlySpan<PaintedView>)[_tabs, _intro, _step, _footer, _cover])
        {
            if (painted.Visible)
                painted.Bind(model);
        }
    }

    private void Show(IView view)
    {
        if (!_made.TryGetValue(view, out ModelView? next))
            _made[view] = next = _make(view, _screen);
        if (next == _shown)
            return;
        if (_shown is not null)
            Remove(_shown);
        Add(next);
        _shown = next;
        next.SetFocus();
    }

    private static void Intro(AppModel model, Canvas canvas)
    {
        int width = canvas.Size.Columns - 2;
        Screens.Lines.PutCut(canvas, 1, 0, model.View.Shows, Ink.Plain, width, model.Glyphs);
        Screens.Lines.PutCut(canvas, 1, 1, model.View.Try, Ink.Dim, width, model.Glyphs);
    }

    private static void Cover(AppModel model, Canvas canvas)
    {
        if (!model.TooSmall)
        {
            BareView.Draw(model.Bare ?? "", canvas);
            return;
        }
        Size need = AppModel.Smallest;
        canvas.Put(0, 0, $"too small: {model.Size.Columns}x{model.Size.Rows}", Ink.Strong);
        canvas.Put(0, 1, $"needs {need.Columns}x{need.Rows}", Ink.Plain);
        canvas.Put(0, 2, model.Run is { Live: true } ? "the run goes on" : "waiting for room", Ink.Dim);
        canvas.Put(0, 3, "q quits", Ink.Dim);
    }
}

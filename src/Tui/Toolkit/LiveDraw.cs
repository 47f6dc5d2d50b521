using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Toolkit;

/// <summary>
/// Draws what has changed. The toolkit visits every view of the tree for a single one that changed, and takes the places of all of them out of what
/// may be drawn on: half of what a frame costs. Where only cells of <see cref="CellView"/>s have changed and nothing lies on them, they are drawn alone.
/// One thread.
/// </summary>
internal sealed class LiveDraw(IApplication app)
{
    private readonly List<CellView> _stale = [];

    /// <summary>Lays out and draws.</summary>
    /// <param name="runnables">The screen and the dialogs on it.</param>
    public void Draw(IReadOnlyCollection<View> runnables)
    {
        _stale.Clear();
        bool settled = !app.ClearScreenNextIteration && runnables.Count == 1 && app.Popovers?.GetActivePopover() is not View { Visible: true };
        foreach (View runnable in runnables)
            settled &= !runnable.NeedsLayout & IsDrawn(runnable);
        if (settled && _stale.TrueForAll(view => view.Uncovered))
        {
            app.Driver!.Clip = new Region(app.Screen);
            foreach (CellView view in _stale)
                view.DrawAlone();
            return;
        }
        foreach (CellView view in _stale)
            view.SetNeedsDraw();
        app.LayoutAndDraw();
    }

    // All of the tree is looked at: what is stale is found on the way.
    private bool IsDrawn(View view)
    {
        if (!view.Visible)
            return true;
        if (view is CellView { Stale: true } cells)
            _stale.Add(cells);
        bool drawn = !view.NeedsDraw && (view.Padding.View is not { } padding || IsDrawn(padding));
        foreach (View inner in view.SubViews)
            drawn &= IsDrawn(inner);
        return drawn;
    }
}

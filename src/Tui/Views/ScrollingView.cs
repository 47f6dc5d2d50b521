using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Sandbox.Tui.Views;

/// <summary>A text that is painted and scrolls: by the keys of the key table while it has the focus, by the wheel, by its scroll bars.</summary>
internal abstract class ScrollingView : CellView
{
    private const int WheelRows = 3;
    private readonly IScreen _screen;

    protected ScrollingView(IScreen screen)
    {
        _screen = screen;
        CanFocus = true;
        ViewportSettings |= ViewportSettingsFlags.HasVerticalScrollBar;
        AddCommand(Command.Up, () => ScrollBy(-1));
        AddCommand(Command.Down, () => ScrollBy(1));
        AddCommand(Command.PageUp, () => ScrollBy(-Page));
        AddCommand(Command.PageDown, () => ScrollBy(Page));
        AddCommand(Command.Start, () => ScrollBy(-Rows));
        AddCommand(Command.End, () => ScrollBy(Rows));
        // What Enter does is the view's.
        AddCommand(Command.Accept, () => false);
        MouseEvent += (_, mouse) =>
        {
            int rows = mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? WheelRows : 0;
            mouse.Handled |= rows != 0 && ScrollBy(rows);
        };
    }

    /// <summary>Whether there is more below what is seen.</summary>
    public bool HasMore => Viewport.Y + Viewport.Height < Rows;

    /// <summary>How many rows there are, seen or not.</summary>
    protected abstract int Rows { get; }

    protected IScreen Screen => _screen;

    protected override Palette Palette => _screen.Palette;

    /// <summary>How many rows a page is: one of the last page stays in sight.</summary>
    private int Page => Math.Max(1, Viewport.Height - 1);

    /// <summary>Scrolls so many rows, down where they are positive, and no further than to an end.</summary>
    /// <returns>true: the key is done with.</returns>
    public bool ScrollBy(int rows)
    {
        ScrollTo(Viewport.Y + rows);
        return true;
    }

    /// <summary>Shows the next page.</summary>
    public void TurnPage() => ScrollBy(Page);

    /// <summary>Brings a row to the top, as far as there are rows below it.</summary>
    protected void ScrollTo(int row)
    {
        row = Math.Clamp(row, 0, Math.Max(0, Rows - Viewport.Height));
        if (row == Viewport.Y)
            return;
        Viewport = Viewport with { Y = row };
        SetNeedsDraw();
    }

    /// <summary>Brings rows into sight that are not; one that was far away stands in the middle then.</summary>
    protected void BringIntoSight(int row, int count = 1)
    {
        if (row < Viewport.Y || row + count > Viewport.Y + Viewport.Height)
            ScrollTo(count >= Viewport.Height ? row : row - (Viewport.Height - count) / 2);
    }
}

using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Line = System.Collections.Immutable.ImmutableArray<Sandbox.Tui.App.Piece>;

namespace Sandbox.Tui.Views;

/// <summary>A text of lines in our inks, broken between words, that scrolls by keys, wheel and scroll bar.</summary>
internal sealed class LinesView : CellView
{
    private readonly IScreen _screen;
    private ImmutableArray<Line> _lines = [];
    private List<Line> _broken = [];
    private int _width = -1;

    public LinesView(IScreen screen)
    {
        _screen = screen;
        CanFocus = true;
        ViewportSettings |= ViewportSettingsFlags.HasVerticalScrollBar;
        ViewportChanged += (_, _) => Break();
        MouseEvent += (_, mouse) =>
        {
            int rows = mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -3 : mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 3 : 0;
            mouse.Handled = rows != 0 && Scroll(rows);
        };
    }

    /// <summary>How many rows all of it takes, at a width.</summary>
    public static int RowsOf(ImmutableArray<Line> lines, int width) => lines.Sum(line => Wrapping.Of(line, width).Count());

    /// <summary>Whether there is more below what is seen.</summary>
    public bool HasMore => Viewport.Y + Viewport.Height < _broken.Count;

    protected override Palette Palette => _screen.Palette;

    /// <summary>Shows other lines; the place that is seen stays.</summary>
    public void Show(ImmutableArray<Line> lines)
    {
        if (lines.Length == _lines.Length && lines.Zip(_lines).All(pair => pair.First.SequenceEqual(pair.Second)))
            return;
        (_lines, _width) = (lines, -1);
        Break();
        SetNeedsDraw();
    }

    /// <summary>Does what a key asks for, if it is a move.</summary>
    public bool Take(ScreenAction action) => action switch
    {
        ScreenAction.Up => Scroll(-1),
        ScreenAction.Down => Scroll(1),
        ScreenAction.PageUp => Scroll(-Math.Max(1, Viewport.Height - 1)),
        ScreenAction.PageDown => Scroll(Math.Max(1, Viewport.Height - 1)),
        ScreenAction.First => Scroll(-_broken.Count),
        ScreenAction.Last => Scroll(_broken.Count),
        _ => false,
    };

    protected override void Paint(Canvas canvas)
    {
        for (int y = 0; y < canvas.Size.Rows && Viewport.Y + y < _broken.Count; y++)
        {
            int x = 0;
            foreach (Piece piece in _broken[Viewport.Y + y])
                x = canvas.Put(x, y, piece.Text, piece.Ink);
        }
    }

    private bool Scroll(int rows)
    {
        int top = Math.Clamp(Viewport.Y + rows, 0, Math.Max(0, _broken.Count - Viewport.Height));
        Viewport = Viewport with { Y = top };
        SetNeedsDraw();
        return true;
    }

    private void Break()
    {
        if (Viewport.Width == _width || Viewport.Width <= 0)
            return;
        _width = Viewport.Width;
        _broken = [.. _lines.SelectMany(line => Wrapping.Of(line, _width))];
        SetContentSize(new(_width, Math.Max(1, _broken.Count)));
    }
}

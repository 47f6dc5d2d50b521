using System.Collections.Immutable;
using Sandbox.Tui.App;
using Sandbox.Tui.Toolkit;
using Line = System.Collections.Immutable.ImmutableArray<Sandbox.Tui.App.Piece>;

namespace Sandbox.Tui.Views;

/// <summary>A text of lines in our inks, broken between words, that scrolls by keys, wheel and scroll bar.</summary>
internal sealed class LinesView : ScrollingView
{
    private ImmutableArray<Line> _lines = [];
    private List<Line> _broken = [];
    private int _width = -1;

    public LinesView(IScreen screen) : base(screen) => ViewportChanged += (_, _) => Break();

    /// <summary>How many rows all of it takes, at a width.</summary>
    public static int RowsOf(ImmutableArray<Line> lines, int width) => lines.Sum(line => Wrapping.Of(line, width).Count());

    protected override int Rows => _broken.Count;

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
    public bool Take(ScreenAction action) => WidgetCommands.Of(action) is { } command && InvokeCommand(command) == true;

    protected override void Paint(Canvas canvas)
    {
        for (int y = 0; y < canvas.Size.Rows && Viewport.Y + y < _broken.Count; y++)
        {
            int x = 0;
            foreach (Piece piece in _broken[Viewport.Y + y])
                x = canvas.Put(x, y, piece.Text, piece.Ink);
        }
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

using System.Drawing;
using System.Text;
using Sandbox.Tui.Terminal;
using Terminal.Gui.ViewBase;
using ToolkitCell = Terminal.Gui.Drawing.Cell;

namespace Sandbox.Tui.Toolkit;

/// <summary>Draws a view cell by cell: it gives the toolkit only the cells that differ from what is drawn already. The memory is kept from frame to frame.</summary>
internal sealed class CellPainter
{
    private readonly CanvasCells _cells = new();
    private readonly StringBuilder _run = new();

    /// <summary>Draws all that a view shows.</summary>
    /// <param name="view">The view.</param>
    /// <param name="palette">The inks' looks.</param>
    /// <param name="paint">Draws everything, on cells that are blank.</param>
    public void Draw(View view, Palette palette, Action<Canvas> paint)
    {
        if (view.Viewport.Width <= 0 || view.Viewport.Height <= 0)
            return;
        paint(_cells.Begin(new(view.Viewport.Width, view.Viewport.Height)));
        Point corner = view.ViewportToScreen(Point.Empty);
        ToolkitCell[,] drawn = view.App!.Driver!.Contents!;
        for (int y = 0; y < _cells.Size.Rows; y++)
        {
            int row = corner.Y + y;
            if (row < 0 || row >= drawn.GetLength(0))
                continue;
            for (int x = 0; x < _cells.Size.Columns; x++)
                x = Draw(view, palette, drawn, corner.X, row, x, y);
        }
    }

    /// <summary>Draws the cells from one on that differ and look the same, if it differs.</summary>
    /// <returns>The last column that was done.</returns>
    private int Draw(View view, Palette palette, ToolkitCell[,] drawn, int left, int row, int x, int y)
    {
        Style style = _cells[x, y].Style;
        CellLook look = palette[style];
        if (!Differs(drawn, left, row, x, y, look))
            return x;
        _run.Clear();
        int end = x;
        for (; end < _cells.Size.Columns && _cells[end, y].Style.Equals(style) && Differs(drawn, left, row, end, y, look); end++)
        {
            if (_cells[end, y].Width > 0)
                _run.Append(new Rune(_cells[end, y].Rune));
        }
        view.Move(x, y);
        view.SetAttribute(look);
        view.AddStr(_run.ToString());
        return end - 1;
    }

    private bool Differs(ToolkitCell[,] drawn, int left, int row, int x, int y, CellLook look)
    {
        (int rune, _, byte width) = _cells[x, y];
        if (left + x < 0 || left + x >= drawn.GetLength(1))
            return false;
        // The right half of a wide character is drawn with the left one.
        if (width == 0)
            return x > 0 && Differs(drawn, left, row, x - 1, y, look);
        ref readonly ToolkitCell cell = ref drawn[row, left + x];
        string text = cell.Grapheme;
        bool same = text.Length == 1 ? text[0] == rune : text.Length == 2 && char.IsSurrogatePair(text, 0) && char.ConvertToUtf32(text, 0) == rune;
        return !same || cell.Attribute != look;
    }
}

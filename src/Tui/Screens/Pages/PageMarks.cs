using Sandbox.Core.Arrays;
using Sandbox.Tui.Terminal;
using Sandbox.Tui.Toolkit;

namespace Sandbox.Tui.Screens.Pages;

/// <summary>Draws the cells of a page map as marks: one stands for one cell, or for several where there is no room for all.</summary>
internal static class PageMarks
{
    /// <summary>How many cells one mark stands for.</summary>
    /// <param name="cells">How many cells there are.</param>
    /// <param name="marks">For how many marks there is room.</param>
    public static int CellsPerMark(int cells, int marks) => Math.Max(1, (cells + marks - 1) / Math.Max(1, marks));

    /// <summary>Draws marks in a row.</summary>
    /// <param name="canvas">Takes them.</param>
    /// <param name="x">The first mark's column.</param>
    /// <param name="y">The row.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="perMark">How many cells one mark stands for.</param>
    /// <param name="first">The first mark that is drawn.</param>
    /// <param name="count">How many are drawn.</param>
    /// <param name="glyphs">The characters.</param>
    public static void Draw(Canvas canvas, int x, int y, PageState[] cells, int perMark, int first, int count, Glyphs glyphs)
    {
        int last = Math.Min(first + count, (cells.Length + perMark - 1) / perMark);
        for (int mark = first; mark < last;)
        {
            PageState state = At(cells, perMark, mark);
            int end = mark + 1;
            while (end < last && At(cells, perMark, end) == state)
                end++;
            canvas.Fill(x + mark - first, y, end - mark, glyphs.Pages[(int)state], InkOf(state));
            mark = end;
        }
    }

    public static Ink InkOf(PageState state) => state switch
    {
        PageState.Shared => Ink.Bar,
        PageState.Private => Ink.Warning,
        PageState.Written => Ink.Bad,
        _ => Ink.Dim,
    };

    /// <summary>What stands for several cells: one copied page among shared ones must not be lost.</summary>
    private static PageState At(PageState[] cells, int perMark, int mark)
    {
        PageState most = PageState.Untouched;
        for (int cell = mark * perMark; cell < Math.Min((mark + 1) * perMark, cells.Length); cell++)
            most = cells[cell] > most ? cells[cell] : most;
        return most;
    }
}

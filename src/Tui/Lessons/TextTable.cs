using System.Collections.Immutable;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Lessons;

/// <summary>Lays a table of a text out: columns as wide as what stands in them, the widest ones narrower where there is no room for that. With more columns than there is room for,
/// their cells stand one after the other.</summary>
internal static class TextTable
{
    private const int Narrowest = 4;
    private const string Between = "  ";

    /// <summary>The lines of a table: the head, a rule, the rows; a cell may take several lines.</summary>
    /// <param name="rows">The rows, the head first.</param>
    /// <param name="room">How many columns there are.</param>
    /// <param name="cuts">Whether words that no line has room for go on in the next one.</param>
    public static IEnumerable<TextLine> Lines(ImmutableArray<ImmutableArray<ImmutableArray<Words>>> rows, int room, bool cuts)
    {
        int columns = rows.Max(row => row.Length);
        if (columns * (Narrowest + Between.Length) > room)
        {
            foreach (ImmutableArray<Words> row in rows.SelectMany(row => TextLines.Rows([.. row.SelectMany(cell => cell.Add(new Words(" | ", Ink.Track)))], room, cuts)))
                yield return new TextLine(0, row);
            yield break;
        }
        int[] widths = Widths(rows, columns, room);
        for (int row = 0; row < rows.Length; row++)
        {
            ImmutableArray<Words>[][] cells = [.. widths.Select((width, column) => column < rows[row].Length ? TextLines.Rows(rows[row][column], width, cuts).ToArray() : [])];
            for (int line = 0; line < cells.Max(cell => cell.Length); line++)
                yield return new TextLine(0, [.. cells.SelectMany((cell, column) => Padded(line < cell.Length ? cell[line] : [], widths[column], last: column == widths.Length - 1))]);
            if (row == 0)
                yield return new TextLine(0, [new Words(string.Join(Between, widths.Select(width => new string('-', width))), Ink.Track)]);
        }
    }

    private static int[] Widths(ImmutableArray<ImmutableArray<ImmutableArray<Words>>> rows, int columns, int room)
    {
        int[] widths = new int[columns];
        foreach (ImmutableArray<ImmutableArray<Words>> row in rows)
        {
            for (int column = 0; column < row.Length; column++)
                widths[column] = Math.Clamp(row[column].Sum(words => Cells.Of(words.Text)), Math.Max(1, widths[column]), Math.Max(room, widths[column]));
        }
        int spare = widths.Sum() + Between.Length * (widths.Length - 1) - room;
        for (; spare > 0 && widths.Max() > Narrowest; spare--)
            widths[Array.IndexOf(widths, widths.Max())]--;
        return widths;
    }

    private static ImmutableArray<Words> Padded(ImmutableArray<Words> cell, int width, bool last)
    {
        int used = cell.Sum(words => Cells.Of(words.Text));
        return last ? cell : cell.Add(new Words(new string(' ', Math.Max(0, width - used) + Between.Length), Ink.Plain));
    }
}

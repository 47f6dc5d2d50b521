using Sandbox.Tui.App;
using Sandbox.Tui.Terminal;
using Line = System.Collections.Immutable.ImmutableArray<Sandbox.Tui.App.Piece>;

namespace Sandbox.Tui.Views;

/// <summary>Breaks lines of pieces between words. What goes on in the next row begins where the text behind the line's first column began.</summary>
internal static class Wrapping
{
    /// <summary>The rows of a line at a width; at least one.</summary>
    public static IEnumerable<Line> Of(Line line, int width)
    {
        width = Math.Max(8, width);
        // The column that the last piece begins at: labels stand before it.
        int indent = Math.Min(line[..Math.Max(0, line.Length - 1)].Sum(piece => Cells.Of(piece.Text)), width / 2);
        List<Piece> row = [];
        int x = 0;
        foreach (Piece piece in line)
        {
            foreach (string word in Words(piece.Text))
            {
                string rest = word;
                while (x + Cells.Of(rest.TrimEnd(' ')) > width)
                {
                    // A word that no row has room for is cut; another goes to the next row.
                    int taken = Cells.Of(rest) > width - indent ? Cells.Fitting(rest, width - x) : 0;
                    if (taken > 0)
                        row.Add(piece with { Text = rest[..taken] });
                    yield return [.. row];
                    row = indent > 0 ? [new Piece(new string(' ', indent))] : [];
                    (x, rest) = (indent, rest[taken..]);
                }
                row.Add(piece with { Text = rest });
                x += Cells.Of(rest);
            }
        }
        yield return [.. row];
    }

    /// <summary>The words of a text, each with the blanks behind it.</summary>
    private static IEnumerable<string> Words(string text)
    {
        int from = 0;
        for (int at = 1; at < text.Length; at++)
        {
            if (text[at] != ' ' && text[at - 1] == ' ')
            {
                yield return text[from..at];
                from = at;
            }
        }
        if (from < text.Length)
            yield return text[from..];
    }
}

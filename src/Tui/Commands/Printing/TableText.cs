using Spectre.Console;

namespace Sandbox.Tui.Commands.Printing;

/// <summary>One column of a printed table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Right">Whether it is aligned to the right: numbers.</param>
/// <param name="Wraps">Whether its text may go on in a second line. Ids and numbers never do.</param>
internal sealed record Column(string Title, bool Right = false, bool Wraps = false);

/// <summary>One cell: text, never markup.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Tone">How it is coloured.</param>
internal sealed record Cell(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>What a colour stands for; where there is none the text alone has to say it.</summary>
internal enum Tone
{
    Plain,
    Id,
    Good,
    Bad,
    Faint,
}

/// <summary>A table as text.</summary>
internal static class TableText
{
    /// <summary>The table, as wide as the look says, or wider: where an id or a number would be cut, the terminal may wrap the line.</summary>
    public static string Of(Look look, Column[] columns, IEnumerable<Cell[]> rows)
    {
        Cell[][] all = [.. rows];
        Table table = new Table()
            .Border(look.Lines ? TableBorder.Simple : TableBorder.None)
            .BorderStyle(new Style(Color.Grey));
        foreach (Column column in columns)
            table.AddColumn(Header(column, look));
        foreach (Cell[] row in all)
            table.AddRow(row.Select(cell => new Text(cell.Text, StyleOf(cell.Tone))));
        return SpectreText.Of(table, look with { Width = Math.Max(look.Width, LeastWidth(columns, all)) });
    }

    private static int LeastWidth(Column[] columns, Cell[][] rows)
    {
        const int Edges = 2, Gap = 1;
        return Edges + columns.Select((column, place) => Gap + LeastWidth(column, rows.Select(row => row[place].Text))).Sum();
    }

    private static int LeastWidth(Column column, IEnumerable<string> cells)
    {
        IEnumerable<string> texts = cells.Append(column.Title);
        return (column.Wraps ? texts.SelectMany(text => text.Split(' ')) : texts).Max(text => text.Length);
    }

    private static TableColumn Header(Column column, Look look) => new(new Text(column.Title, new Style(decoration: Decoration.Bold)))
    {
        Alignment = column.Right ? Justify.Right : Justify.Left,
        NoWrap = !column.Wraps,
        Padding = new Padding(0, 0, look.Lines ? 0 : 1, 0),
    };

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Id => new Style(Color.Teal),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Maroon),
        Tone.Faint => new Style(Color.Grey),
        _ => Style.Plain,
    };
}

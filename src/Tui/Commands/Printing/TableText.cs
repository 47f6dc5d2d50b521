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
    public static string Of(Look look, Column[] columns, IEnumerable<Cell[]> rows)
    {
        Table table = new Table()
            .Border(look.Lines ? TableBorder.Simple : TableBorder.None)
            .BorderStyle(new Style(Color.Grey));
        foreach (Column column in columns)
            table.AddColumn(Header(column, look));
        foreach (Cell[] row in rows)
            table.AddRow(row.Select(cell => new Text(cell.Text, StyleOf(cell.Tone))));
        return SpectreText.Of(table, look);
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

using System.Collections.Immutable;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Lessons;

/// <summary>One line as it is shown.</summary>
/// <param name="Indent">Its first column.</param>
/// <param name="Words">What it says.</param>
internal sealed record TextLine(int Indent, ImmutableArray<Words> Words)
{
    public static TextLine Empty { get; } = new(0, []);

    /// <summary>Which of the things to choose from it belongs to; -1 where to none.</summary>
    public int Choice { get; init; } = -1;

    public override string ToString() => new string(' ', Indent) + string.Concat(Words.Select(words => words.Text));
}

/// <summary>Breaks blocks of text into lines.</summary>
internal static class TextLines
{
    private const int Narrowest = 10;

    /// <summary>The lines of some blocks.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="width">How many columns there are.</param>
    /// <param name="cuts">Whether code, and words that no line has room for, go on in the next line: on the screen nothing may stick out.</param>
    public static ImmutableArray<TextLine> Of(IEnumerable<TextBlock> blocks, int width, bool cuts = false)
    {
        var lines = ImmutableArray.CreateBuilder<TextLine>();
        foreach (TextBlock block in blocks)
        {
            if (block.Apart && lines.Count > 0)
                lines.Add(TextLine.Empty);
            // What is nested deeply keeps some room.
            int indent = Math.Max(block.Mark.Length, cuts ? Math.Min(block.Indent, width / 2) : block.Indent), room = Math.Max(Narrowest, width - indent);
            if (!block.Table.IsEmpty)
                lines.AddRange(TextTable.Lines(block.Table, room, cuts).Select(line => line with { Indent = indent }));
            else if (block.Wraps)
                Add(lines, block, indent, Rows(block.Words, room, cuts));
            else
                Add(lines, block, indent, cuts ? Cut(block.Words, room) : [block.Words]);
        }
        return lines.DrainToImmutable();
    }

    /// <summary>Words broken into rows, between blanks.</summary>
    public static IEnumerable<ImmutableArray<Words>> Rows(ImmutableArray<Words> text, int room, bool cuts)
    {
        List<Words> row = [];
        int used = 0;
        foreach (List<Words> atom in Atoms(text))
        {
            int wide = Width(atom);
            if (row.Count > 0 && used + 1 + wide > room)
            {
                yield return [.. row];
                (row, used) = ([], 0);
            }
            if (row.Count > 0)
                atom[0] = atom[0] with { Text = " " + atom[0].Text };
            ImmutableArray<Words>[] parts = cuts && wide > room ? [.. Cut([.. atom], room)] : [[.. atom]];
            foreach (ImmutableArray<Words> part in parts[..^1])
                yield return part;
            row.AddRange(parts[^1]);
            used = Width(row);
        }
        yield return [.. row];
    }

    private static void Add(ImmutableArray<TextLine>.Builder lines, TextBlock block, int indent, IEnumerable<ImmutableArray<Words>> rows)
    {
        bool first = block.Mark.Length > 0;
        foreach (ImmutableArray<Words> row in rows)
        {
            lines.Add((first ? new TextLine(indent - block.Mark.Length, [new Words(block.Mark, Ink.Accent), .. row]) : new TextLine(indent, row)) with { Choice = block.Choice });
            first = false;
        }
    }

    /// <summary>Rows that are full, wherever that cuts.</summary>
    private static IEnumerable<ImmutableArray<Words>> Cut(ImmutableArray<Words> text, int room)
    {
        List<Words> row = [];
        int used = 0;
        foreach (Words words in text)
        {
            int from = 0;
            while (from < words.Text.Length)
            {
                int taken = Cells.Fitting(words.Text.AsSpan(from), room - used);
                if (taken > 0)
                    row.Add(words with { Text = words.Text.Substring(from, taken) });
                used += taken > 0 ? Cells.Of(row[^1].Text) : 0;
                from += taken;
                if (from == words.Text.Length)
                    break;
                yield return [.. row];
                (row, used) = ([], 0);
            }
        }
        yield return [.. row];
    }

    private static int Width(List<Words> words) => words.Sum(one => Cells.Of(one.Text));

    /// <summary>What has no blank in it, though its inks may differ.</summary>
    private static IEnumerable<List<Words>> Atoms(ImmutableArray<Words> text)
    {
        List<Words> atom = [];
        foreach (Words words in text)
        {
            string[] parts = words.Text.Split(' ');
            for (int part = 0; part < parts.Length; part++)
            {
                if (part > 0 && atom.Count > 0)
                {
                    yield return atom;
                    atom = [];
                }
                if (parts[part].Length > 0)
                    atom.Add(words with { Text = parts[part] });
            }
        }
        if (atom.Count > 0)
            yield return atom;
    }
}

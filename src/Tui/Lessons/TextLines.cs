using System.Collections.Immutable;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Lessons;

/// <summary>One line as it is shown.</summary>
/// <param name="Indent">Its first column.</param>
/// <param name="Words">What it says.</param>
internal sealed record TextLine(int Indent, ImmutableArray<Words> Words)
{
    public static TextLine Empty { get; } = new(0, []);

    public override string ToString() => new string(' ', Indent) + string.Concat(Words.Select(words => words.Text));
}

/// <summary>Breaks blocks of text into lines.</summary>
internal static class TextLines
{
    /// <summary>The lines of some blocks.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="width">How many columns there are.</param>
    public static ImmutableArray<TextLine> Of(IEnumerable<TextBlock> blocks, int width)
    {
        var lines = ImmutableArray.CreateBuilder<TextLine>();
        foreach (TextBlock block in blocks)
        {
            if (block.Apart && lines.Count > 0)
                lines.Add(TextLine.Empty);
            if (block.Wraps)
                Wrap(block, width, lines);
            else
                lines.Add(new TextLine(block.Indent, block.Words));
        }
        return lines.DrainToImmutable();
    }

    private static void Wrap(TextBlock block, int width, ImmutableArray<TextLine>.Builder lines)
    {
        int room = Math.Max(10, width - block.Indent), used = 0, begun = lines.Count;
        List<Words> line = [];
        foreach ((string word, Ink ink, bool glued) in Pieces(block))
        {
            int wide = Cells.Of(word), gap = glued || line.Count == 0 ? 0 : 1;
            if (used + gap + wide > room && line.Count > 0 && !glued)
            {
                Flush();
                gap = 0;
            }
            line.Add(new Words(gap == 1 ? " " + word : word, ink));
            used += gap + wide;
        }
        Flush();

        void Flush()
        {
            bool first = lines.Count == begun && block.Mark.Length > 0;
            lines.Add(first
                ? new TextLine(block.Indent - block.Mark.Length, [new Words(block.Mark, Ink.Accent), .. line])
                : new TextLine(block.Indent, [.. line]));
            line = [];
            used = 0;
        }
    }

    /// <summary>The words one by one; what had no blank before it belongs to the one before, though its ink is another.</summary>
    private static IEnumerable<(string Word, Ink Ink, bool Glued)> Pieces(TextBlock block)
    {
        bool blank = true;
        foreach (Words words in block.Words)
        {
            string[] parts = words.Text.Split(' ');
            for (int part = 0; part < parts.Length; part++)
            {
                blank |= part > 0;
                if (parts[part].Length == 0)
                    continue;
                yield return (parts[part], words.Ink, !blank);
                blank = false;
            }
        }
    }
}

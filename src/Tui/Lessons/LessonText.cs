using System.Collections.Immutable;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Sandbox.Core.Text;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Lessons;

/// <summary>Some words of one ink.</summary>
internal readonly record struct Words(string Text, Ink Ink);

/// <summary>A paragraph, a heading, an item of a list, a line of code or a table.</summary>
/// <param name="Mark">What stands before its first line, such as the dash of an item.</param>
/// <param name="Indent">How far it is moved to the right, the mark included.</param>
/// <param name="Words">What it says.</param>
/// <param name="Apart">Whether an empty line stands before it.</param>
/// <param name="Wraps">Whether it may be broken between words; code may not.</param>
internal sealed record TextBlock(string Mark, int Indent, ImmutableArray<Words> Words, bool Apart, bool Wraps = true)
{
    /// <summary>The rows of a table, the head first; empty where this is none.</summary>
    public ImmutableArray<ImmutableArray<ImmutableArray<Words>>> Table { get; init; } = [];

    /// <summary>Which of the things to choose from this is; -1 where it is none.</summary>
    public int Choice { get; init; } = -1;

    /// <summary>A paragraph of one ink.</summary>
    public static TextBlock Of(string text, Ink ink = Ink.Plain, int indent = 0, string mark = "", bool apart = true) =>
        new(mark, indent + mark.Length, [new Words(text, ink)], apart);
}

/// <summary>A lesson's Markdown as blocks of text: headings, paragraphs, lists, code, tables and emphasis.</summary>
internal static class LessonText
{
    private static readonly MarkdownPipeline WithTables = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>Understands a text. One that the library refuses, for it is nested too deeply, comes back as it is written.</summary>
    public static ImmutableArray<TextBlock> Parse(string markdown) => TryParse(markdown) ?? [.. markdown.Split('\n').Select(line => Code(line, 0, false))];

    /// <summary>The blocks, or <c>null</c> where the text is nested too deeply.</summary>
    public static ImmutableArray<TextBlock>? TryParse(string markdown)
    {
        List<TextBlock> blocks = [];
        try
        {
            foreach (Block block in Markdown.Parse(markdown, WithTables))
                Add(blocks, block, "", 0);
        }
        catch (ArgumentException)
        {
            return null;
        }
        return [.. blocks];
    }

    private static void Add(List<TextBlock> blocks, Block block, string mark, int indent, bool tight = false)
    {
        switch (block)
        {
            case HeadingBlock heading:
                blocks.Add(new TextBlock(mark, indent, [.. Inlines(heading.Inline, Ink.Title)], Apart: true));
                break;
            case ParagraphBlock paragraph:
                blocks.Add(new TextBlock(mark, indent, [.. Inlines(paragraph.Inline, Ink.Plain)], Apart: !tight));
                break;
            case Table table:
                blocks.Add(new TextBlock("", indent, [], Apart: true) { Table = [.. table.OfType<TableRow>().Select(row => RowOf(row, row.IsHeader ? Ink.Strong : Ink.Plain))] });
                break;
            case ListBlock list:
                AddList(blocks, list, indent, tight);
                break;
            case LeafBlock { Lines: var lines }:
                for (int line = 0; line < lines.Count; line++)
                    blocks.Add(Code(lines.Lines[line].ToString(), indent, line == 0));
                break;
            case ContainerBlock container:
                foreach (Block part in container)
                    Add(blocks, part, "", indent + 2);
                break;
        }
    }

    private static void AddList(List<TextBlock> blocks, ListBlock list, int indent, bool tight)
    {
        int number = int.TryParse(list.OrderedStart, out int start) ? start : 1;
        bool first = !tight;
        foreach (Block item in list)
        {
            string mark = list.IsOrdered ? $"{number++}. " : "- ";
            int text = indent + 2 + mark.Length;
            foreach (Block part in (ContainerBlock)item)
            {
                Add(blocks, part, mark, part is ListBlock ? text - 2 : text, tight: mark.Length > 0 ? !first : part is ListBlock || !list.IsLoose);
                (mark, first) = (part is ListBlock ? mark : "", false);
            }
        }
    }

    private static ImmutableArray<ImmutableArray<Words>> RowOf(TableRow row, Ink ink) =>
        [.. row.OfType<TableCell>().Select(cell => cell.OfType<LeafBlock>().SelectMany(part => Inlines(part.Inline, ink)).ToImmutableArray())];

    private static TextBlock Code(string line, int indent, bool apart) =>
        new("", indent + 4, [new Words(Quoted.Bare(line.Replace("\t", "    ", StringComparison.Ordinal)), Ink.Accent)], apart, Wraps: false);

    private static IEnumerable<Words> Inlines(ContainerInline? container, Ink ink)
    {
        foreach (Inline inline in container ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LineBreakInline:
                    yield return new Words(" ", ink);
                    break;
                case CodeInline code:
                    yield return Safe(code.Content, Ink.Accent);
                    break;
                case EmphasisInline emphasis:
                    foreach (Words words in Inlines(emphasis, ink == Ink.Plain ? Ink.Strong : ink))
                        yield return words;
                    break;
                case LinkInline link:
                    foreach (Words words in Inlines(link, ink))
                        yield return words;
                    yield return Safe($" ({link.Url})", Ink.Dim);
                    break;
                case DelimiterInline delimiter:
                    // A bracket that opens no link after all.
                    yield return Safe(delimiter.ToLiteral(), ink);
                    foreach (Words words in Inlines(delimiter, ink))
                        yield return words;
                    break;
                case ContainerInline other:
                    foreach (Words words in Inlines(other, ink))
                        yield return words;
                    break;
                default:
                    yield return Safe(inline switch
                    {
                        LiteralInline literal => literal.Content.ToString(),
                        HtmlEntityInline entity => entity.Transcoded.ToString(),
                        AutolinkInline automatic => automatic.Url,
                        HtmlInline html => html.Tag,
                        _ => "",
                    }, ink);
                    break;
            }
        }
    }

    // An entity such as &#27; is a harmless text in the file and a control character here.
    private static Words Safe(string text, Ink ink) => new(Quoted.Bare(text.Replace('\t', ' ')), ink);
}

using System.Collections.Immutable;
using Sandbox.Tui.Lessons;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Lessons;

/// <summary>Markdown as lines of words.</summary>
public class LessonTextTests
{
    [Fact]
    public void Headings_paragraphs_lists_and_code_become_lines() => Assert.Equal(
        """
        Title

        One two three
        four five.

          - a b c d e f
            g
          - h

          1. first
             - in it
          2. second

            int  x;

            y [z] *
        """,
        Text("# Title\n\nOne two\nthree four five.\n\n- a b c d e f g\n- h\n\n1. first\n   - in it\n2. second\n\n```\nint  x;\n\ny [z] *\n```\n", 15));

    [Fact]
    public void Emphasis_and_code_have_inks_of_their_own_and_keep_to_the_word_they_touch()
    {
        TextLine line = Assert.Single(Lines("a **b**, `c d` [e] [f](g)", 60));
        Assert.Equal("a b, c d [e] f (g)", line.ToString());
        Assert.Contains(new Words(" b", Ink.Strong), line.Words);
        Assert.Contains(new Words(" c", Ink.Accent), line.Words);
        Assert.Contains(new Words(",", Ink.Plain), line.Words);
    }

    [Theory]
    [InlineData("a&#27;[2J", "a\\u001b[2J")]
    [InlineData("&#x202e;b", "\\u202eb")]
    public void An_entity_becomes_no_control_character(string markdown, string text) => Assert.Equal(text, Text(markdown, 60));

    private static string Text(string markdown, int width) => string.Join('\n', Lines(markdown, width).Select(line => line.ToString().TrimEnd()));

    private static ImmutableArray<TextLine> Lines(string markdown, int width) => TextLines.Of(LessonText.Parse(markdown), width);
}

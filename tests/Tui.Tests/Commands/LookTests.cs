using Sandbox.Core.Catalogue;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Tests.Commands;

public class LookTests
{
    [Fact]
    public void A_pipe_gets_plain_text_of_80_columns() => Assert.Equal(Look.Plain, Look.For(Terminal(), null));

    [Fact]
    public void A_terminal_gets_colour_and_its_width() =>
        Assert.Equal(new Look(132, Colour: true, Lines: true), Look.For(Terminal(), 132));

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    [InlineData("TERM", "")]
    public void A_terminal_that_wants_no_colour_gets_none(string name, string value)
    {
        Dictionary<string, string> environment = Terminal();
        environment[name] = value;

        Assert.Equal(Look.Plain with { Width = 132 }, Look.For(environment, 132));
    }

    [Theory]
    [InlineData("C", false)]
    [InlineData("de_DE.UTF-8", true)]
    [InlineData("en_US.utf8", true)]
    [InlineData("de_DE@euro", false)]
    public void Lines_are_drawn_only_where_the_locale_is_UTF_8(string locale, bool lines)
    {
        Dictionary<string, string> environment = Terminal();
        environment["LC_ALL"] = locale;

        Assert.Equal(lines, Look.For(environment, 80).Lines);
    }

    [Fact]
    public void Colours_say_nothing_that_the_text_does_not()
    {
        string plain = new Shell().Run("signals").Output;
        string coloured = new Shell { Look = new Look(80, Colour: true, Lines: false) }.Run("signals").Output;

        Assert.Contains("\e[36mSIGSEGV\e[0m", coloured, StringComparison.Ordinal);
        Assert.Equal(plain, WithoutColour(coloured));
    }

    [Fact]
    public void On_a_terminal_a_line_is_drawn_under_the_headings_and_nothing_is_padded()
    {
        string[] lines = [.. new Shell { Look = new Look(80, Colour: true, Lines: true) }.Run("signals segv").Lines.Select(WithoutColour)];

        Assert.Equal(" number name    default action meaning", lines[0]);
        Assert.Matches("^─+$", lines[1]);
        Assert.Equal("     11 SIGSEGV core           invalid memory access", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(30, false)]
    [InlineData(30, true)]
    [InlineData(50, true)]
    public void However_narrow_the_terminal_no_id_and_no_number_is_cut(int width, bool lines)
    {
        Look look = new(width, Colour: false, lines);
        string run = new Shell { Look = look }.Run("run --workers 1000").Output;

        Assert.All(FaultCatalogue.All, fault => Assert.Contains(fault.Id, new Shell { Look = look }.Run("faults").Output, StringComparison.Ordinal));
        Assert.Contains("0 101 exited 0x0000", run, StringComparison.Ordinal);
        Assert.Contains("1000     1000 right", run, StringComparison.Ordinal);
    }

    private static string WithoutColour(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\e\\[[0-9;]*m", "");

    private static Dictionary<string, string> Terminal() => new() { ["TERM"] = "xterm-256color", ["LANG"] = "C.UTF-8" };
}

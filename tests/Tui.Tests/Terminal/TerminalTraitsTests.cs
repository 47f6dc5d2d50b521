using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Terminal;

public class TerminalTraitsTests
{
    [Theory]
    [InlineData("xterm-256color", true)]
    [InlineData("linux", true)]
    [InlineData("vt100", true)]
    [InlineData("screen", true)]
    [InlineData("dumb", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_terminal_without_a_cursor_has_no_screen(string? term, bool paints) =>
        Assert.Equal(paints, Of(("TERM", term)).CanPaint);

    [Theory]
    [InlineData("xterm-256color", null, null, "Many")]
    [InlineData("screen-256color", null, null, "Many")]
    [InlineData("xterm", null, null, "Sixteen")]
    [InlineData("xterm", "truecolor", null, "Many")]
    [InlineData("linux", null, null, "Sixteen")]
    [InlineData("vt100", null, null, "None")]
    [InlineData("xterm-256color", "truecolor", "1", "None")]
    [InlineData("xterm-256color", null, "", "Many")]
    public void Colours_are_those_that_the_terminal_has_and_the_person_wants(string term, string? colours, string? no, string depth) =>
        Assert.Equal(depth, Of(("TERM", term), ("COLORTERM", colours), ("NO_COLOR", no)).Depth.ToString());

    [Theory]
    [InlineData(null, null, "en_US.UTF-8", true)]
    [InlineData(null, null, "C.utf8", true)]
    [InlineData("C", null, "en_US.UTF-8", false)]
    [InlineData("", "C.UTF-8", "C", true)]
    [InlineData(null, "POSIX", "en_US.UTF-8", false)]
    [InlineData("de_DE.UTF-8@euro", null, null, true)]
    [InlineData(null, "de_DE.utf8@euro", null, true)]
    [InlineData(null, null, "de_DE@euro", false)]
    [InlineData(null, null, "de_DE.ISO-8859-15@UTF-8", false)]
    [InlineData(null, null, "zh_CN.GB18030", false)]
    [InlineData(null, "UTF-8", null, true)]
    [InlineData(null, null, "en_US.UTF-81", false)]
    [InlineData("C.utf-8", "C", "C", true)]
    [InlineData("", "", "", false)]
    [InlineData(null, null, null, false)]
    public void The_first_locale_variable_that_is_set_says_whether_there_is_more_than_ASCII(string? all, string? type, string? lang, bool unicode) =>
        Assert.Equal(unicode, Of(("TERM", "xterm"), ("LC_ALL", all), ("LC_CTYPE", type), ("LANG", lang)).Unicode);

    [Fact]
    public void The_Linux_console_is_drawn_in_ASCII() => Assert.False(Of(("TERM", "linux"), ("LANG", "C.UTF-8")).Unicode);

    private static TerminalTraits Of(params (string Name, string? Value)[] variables) =>
        TerminalTraits.From(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}

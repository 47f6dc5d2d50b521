using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tests.Text;

public class QuotedTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("größe 日本", "\"größe 日本\"")]
    [InlineData("\u001b[31m", "\"\\u001b[31m\"")]
    [InlineData("a\nb\0", "\"a\\u000ab\\u0000\"")]
    [InlineData("\u202egnp.exe", "\"\\u202egnp.exe\"")]
    [InlineData("\u009b2J", "\"\\u009b2J\"")]
    public void Foreign_text_is_shown_so_that_no_terminal_obeys_it(string text, string shown) => Assert.Equal(shown, Quoted.Of(text));

    [Fact]
    public void What_goes_on_for_too_long_is_cut() => Assert.Equal($"\"{new string('x', 60)}...\"", Quoted.Of(new string('x', 5000)));

    [Fact]
    public void No_text_at_all_brings_a_control_character_through() => Prop.ForAll<string>(text =>
        Assert.DoesNotContain(Quoted.Bare(text ?? ""), char.IsControl)).QuickCheckThrowOnFailure();
}

using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tests.Text;

public class NearestTests
{
    [Theory]
    [InlineData("threds", "threads")]
    [InlineData("trheads", "threads")]
    [InlineData("THREADS", "threads")]
    [InlineData("share", "shared")]
    [InlineData("spwan", "spawn")]
    public void The_nearest_word_is_the_one_with_the_fewest_edits(string text, string nearest) =>
        Assert.Equal(nearest, Nearest.To(text, RunSettings.Model.Words));

    [Theory]
    [InlineData("sevg", "SIGSEGV")]
    [InlineData("SIGSEVG", "SIGSEGV")]
    [InlineData("kil", "SIGKILL")]
    public void What_all_words_begin_with_may_be_left_out(string text, string nearest) =>
        Assert.Equal(nearest, Nearest.To(text, [.. SignalTable.All.Select(signal => signal.Name)]));

    [Fact]
    public void Of_no_words_none_is_nearest() => Assert.Null(Nearest.To("x", []));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("32")]
    [InlineData("qwerty")]
    [InlineData("sh")]
    public void Where_none_is_near_none_is_offered(string text) => Assert.Null(Nearest.To(text, RunSettings.Model.Words));

    [Fact]
    public void A_text_of_a_million_characters_is_near_to_no_word_and_costs_nothing() =>
        Assert.Null(Nearest.To(new string('x', 1_000_000), RunSettings.Model.Words));
}

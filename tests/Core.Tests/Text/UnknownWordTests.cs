using Sandbox.Core.Text;

namespace Sandbox.Core.Tests.Text;

public class UnknownWordTests
{
    private static readonly string[] Few = ["intruder-first", "race"];
    private static readonly string[] Many = [.. Enumerable.Range(10, 14).Select(number => $"--option-{number}")];

    [Fact]
    public void Few_words_are_listed_with_the_nearest_where_one_is_near()
    {
        Assert.Equal("there is no order \"races\"; the nearest is race (there are: intruder-first, race)", UnknownWord.Message("order", "races", Few, null));
        Assert.Equal("there is no order \"q\" (there are: intruder-first, race)", UnknownWord.Message("order", "q", Few, "sandbox orders"));
    }

    [Fact]
    public void Many_words_are_never_listed_but_where_they_are_is_said()
    {
        Assert.Equal("there is no option \"-x\"; see sandbox run --help", UnknownWord.Message("option", "-x", Many, "sandbox run --help"));
        Assert.Equal(
            "there is no option \"--option-1\"; the nearest is --option-10 (see sandbox run --help)",
            UnknownWord.Message("option", "--option-1", Many, "sandbox run --help"));
    }

    [Fact]
    public void Many_short_words_fit_one_line_and_are_listed()
    {
        string[] letters = [.. "abcdefghijkl".Select(letter => $"{letter}")];
        Assert.Equal("there is no letter \"?\" (there are: a, b, c, d, e, f, g, h, i, j, k, l)", UnknownWord.Message("letter", "?", letters, "see"));
    }

    [Fact]
    public void Without_a_place_to_look_at_eight_of_many_stand_for_all() => Assert.Equal(
        $"there is no option \"-x\" (there are 14, such as {string.Join(", ", Many.Take(8))})", UnknownWord.Message("option", "-x", Many, null));
}

using System.Text;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>A text that is longer than a field takes ends with a whole character, where there is a field in a view.</summary>
public class WholeCharactersTests
{
    [Theory]
    [InlineData("5 /")]
    [InlineData("6 /")]
    [InlineData("2 Enter")]
    public void No_character_is_taken_apart_that_is_pasted(string keys)
    {
        for (int before = 0; before < 2; before++)
        {
            Screen screen = new Screen().Press(keys).Paste(new string('x', before) + string.Concat(Enumerable.Repeat("\U0001F600", 200)));
            string?[] typed = [screen.Model.Signals.Filter, screen.Model.Code.Sought, screen.Model.StatusWord.Typing];
            Assert.Contains(typed, text => text is { Length: > 10 });
            Assert.All(typed, text => Assert.DoesNotContain(Rune.ReplacementChar, (text ?? "").EnumerateRunes()));
        }
    }
}

using System.Text;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Tests.Text;

/// <summary>Wherever a text is cut, it is cut between characters.</summary>
public class CutTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void No_character_is_taken_apart_whatever_stands_before_it(int before)
    {
        string text = new string('x', before) + string.Concat(Enumerable.Repeat("\U0001F600", 3000));
        string[] cut = [Cut.Beginning(text, 100), Cut.To(text, 100), MpirunWords.Gist(text), TraceWords.Command([text]), Quoted.Of(text)];
        Assert.All(cut, part =>
        {
            Assert.InRange(part.Length, 50, 2000);
            Assert.DoesNotContain(Rune.ReplacementChar, part.EnumerateRunes());
        });
        Assert.Equal(text, Cut.Beginning(text, text.Length));
    }
}

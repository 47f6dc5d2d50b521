using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core.Text;

namespace Sandbox.Core.Tests.Text;

public class JsonMistakeTests
{
    [Theory]
    [InlineData("", "it ends here; expected a value")]
    [InlineData("x", "found \"x\"; expected a value")]
    [InlineData("{", "it ends here; expected a name in double quotes, or }")]
    [InlineData("{ a: 1 }", "found \"a\"; expected a name in double quotes, or }")]
    [InlineData("{ \"a\" 1 }", "found \"1\"; expected : and a value")]
    [InlineData("{ \"a\": }", "found \"}\"; expected a value")]
    [InlineData("{ \"a\": yes }", "found \"y\"; expected a value")]
    [InlineData("{ \"a\": 1 \"b\": 2 }", "found \"\"\"; expected a comma, or }")]
    [InlineData("{ \"a\": 1, b }", "found \"b\"; expected a name in double quotes, or }")]
    [InlineData("[ 1 2 ]", "found \"2\"; expected a comma, or ]")]
    [InlineData("[ 1", "it ends here; expected a comma, or ]")]
    [InlineData("[ 1, ä ]", "found \"ä\"; expected a value, or ]")]
    [InlineData("[ ) ]", "found \")\"; expected a value, or ]")]
    [InlineData("{} {}", "found \"{\"; expected nothing more")]
    [InlineData("[ 01 ]", "a number is written wrongly; expected such as 12, -1.5 or 1e6")]
    [InlineData("[ 1. ]", "a number is written wrongly; expected such as 12, -1.5 or 1e6")]
    [InlineData("[ \"a ]", "a text has no closing quote")]
    [InlineData("[ \"a\nb\" ]", "a text goes over the end of its line, or has a tab; expected \\n or \\t")]
    [InlineData("[ \"a\\q\" ]", "\"q\" follows a backslash; expected one of \" \\ / b f n r t u")]
    public void What_is_wrong_with_JSON_is_said_in_our_words(string text, string words)
    {
        PlacedJson.Parse(Encoding.UTF8.GetBytes(text), out JsonException? broken);

        Assert.Equal(words, broken?.Message);
    }

    [Fact]
    public void What_is_nested_too_deeply_is_said_so()
    {
        PlacedJson.Parse(Encoding.UTF8.GetBytes(new string('[', 33)), out JsonException? broken);

        Assert.Equal("it is nested too deeply", broken?.Message);
    }

    [Fact]
    public void Of_any_text_that_is_no_JSON_something_is_said_and_never_with_the_words_of_the_library()
    {
        Gen<string> part = Gen.Elements("{", "}", "[", "]", ":", ",", "\"", "\"a\"", "null", "true", "tru", "1", "-", "1e", "\n", "\\u", "//", "/*", "*/", "ä", " ", "\u0001");
        Prop.ForAll(part.ArrayOf().ToArbitrary(), parts =>
        {
            PlacedJson.Parse(Encoding.UTF8.GetBytes(string.Concat(parts)), out JsonException? broken);
            if (broken is not null)
                Assert.DoesNotMatch("LineNumber|JSON|is an invalid|Expected", broken.Message);
            Assert.NotEqual("", broken?.Message);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}

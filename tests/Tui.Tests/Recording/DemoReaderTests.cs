using System.Collections.Immutable;
using System.Text;
using Sandbox.Core.Runs;
using Sandbox.Tui.Demos;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Recording;

public sealed class DemoReaderTests
{
    [Fact]
    public void A_script_is_a_line_a_step()
    {
        DemoScript script = Read("# for people\ntitle A demo\nsize 100x30\n\nmarker one\ncaption Look here\nkeys Down C-l F5\ntype ab\npause 1.5\nwait contained:\n", out var problems)!;
        Assert.Empty(problems);
        Assert.Equal(("A demo", new Size(100, 30)), (script.Title, script.Size));
        Assert.Equal(
            ["Marker", "Caption", "Press", "Press", "Pause", "WaitFor"],
            script.Steps.Select(step => step.GetType().Name));
        Assert.Equal(["Down", "C-l", "F5"], ((DemoStep.Press)script.Steps[2]).Keys.Select(key => key.ToString()));
        Assert.Equal("demo.txt:10:1", ((DemoStep.WaitFor)script.Steps[5]).Origin);
    }

    [Theory]
    [InlineData("title t\nkyes r", "demo.txt:2:1", "there is no step \"kyes\"; the nearest is keys")]
    [InlineData("title t\n  keys Dwon", "demo.txt:2:3", "\"Dwon\" is no key")]
    [InlineData("title t\npause 31", "demo.txt:2:1", "\"31\" is no pause; expected a number of seconds up to 30")]
    [InlineData("title t\npause -1", "demo.txt:2:1", "\"-1\" is no pause")]
    [InlineData("title t\nsize 10x10", "demo.txt:2:1", "\"10x10\" is no size; 60x18 to 200x60")]
    [InlineData("title t\nwait", "demo.txt:2:1", "`wait` wants something behind it")]
    [InlineData("title t\ncaption \e[2J", "demo.txt:2:1", "control character")]
    [InlineData("keys r", "demo.txt", "there is no line `title TEXT`")]
    [InlineData("title t", "demo.txt", "a demo has 1 to 500 steps; this one has 0")]
    public void What_is_wrong_is_named_with_its_place_and_what_would_be_right(string text, string origin, string message)
    {
        Assert.Null(Read(text, out ImmutableArray<SpecProblem> problems));
        Assert.Contains(problems, problem => problem.Origin == origin && problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_typed_is_taken_apart_by_characters()
    {
        DemoScript script = Read("title t\ntype a\U0001f600e\u0301\n", out _)!;
        Assert.Equal(["a", "\U0001f600", "e", "\u0301"], ((DemoStep.Press)Assert.Single(script.Steps)).Keys.Select(key => key.ToString()));
    }

    [Fact]
    public void A_file_that_is_no_script_is_not_read_out()
    {
        Assert.Null(Read("root:x:0:0\ndaemon:x:1:1\n", out ImmutableArray<SpecProblem> problems));
        Assert.Equal("no line of it is one of a demo script; expected lines that begin with title, size, marker, caption, keys, type, pause, wait", Assert.Single(problems).Message);
    }

    [Fact]
    public void Of_many_mistakes_the_first_are_told_and_the_others_counted()
    {
        Assert.Null(Read("title t\n" + string.Concat(Enumerable.Repeat("kyes r\n", 1_000)), out ImmutableArray<SpecProblem> problems));
        Assert.Equal(21, problems.Length);
        Assert.Equal("and 981 more problems", problems[^1].Message);
    }

    [Fact]
    public void A_script_that_is_too_long_is_not_looked_into()
    {
        Assert.Null(Read(new string('x', 70_000), out ImmutableArray<SpecProblem> problems));
        Assert.Contains("at most 65,536 bytes", Assert.Single(problems).Message);
    }

    private static DemoScript? Read(string text, out ImmutableArray<SpecProblem> problems) => DemoReader.Read("demo.txt", Encoding.UTF8.GetBytes(text), out problems);
}

using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Tui.Commands;
using Sandbox.Tui.Commands.Lessons;
using Sandbox.Tui.Commands.Printing;

namespace Sandbox.Tui.Tests.Commands;

public class LessonLinesTests
{
    [Fact]
    public void A_question_for_the_verdict_says_what_each_word_means()
    {
        using StringWriter output = new() { NewLine = "\n" };
        CommandContext context = new(() => throw new InvalidOperationException(), output, TextWriter.Null, Look.Plain with { Width = 200 }, new Dictionary<string, string>(), "/nowhere");

        LessonLines.Ask(context, new Prediction.OfVerdict("Which verdict?", "here"));

        Assert.Equal(
            ["", "  Which verdict?", .. OutcomeWords.Verdicts.Select(row => $"    {row.Word}: {row.Means}"), ""],
            output.ToString().Split('\n'));
    }
}

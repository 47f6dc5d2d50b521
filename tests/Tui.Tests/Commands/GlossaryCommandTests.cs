using System.Text.Json;
using System.Text.RegularExpressions;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Signals;
using Sandbox.Core.Status;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Tests.Commands;

public partial class GlossaryCommandTests
{
    [Fact]
    public void The_words_are_an_array_in_the_order_of_the_glossary()
    {
        JsonElement[] terms = [.. new Shell().Run("glossary --json").Json.EnumerateArray()];

        Assert.Equal(Glossary.All.Select(term => (term.Word, term.Means)), terms.Select(term => (Text(term, "word"), Text(term, "means"))));
        Assert.All(terms, term => Assert.Equal("word kind means", string.Join(' ', term.EnumerateObject().Select(field => field.Name))));
    }

    [Fact]
    public void The_words_that_are_asked_for_are_told_in_that_order()
    {
        Said said = new Shell().RunWords("glossary", "zombies", "core bit", "lost");

        Assert.Equal(0, said.Code);
        Assert.Equal(["zombie", "core", "lost", "lost"], said.Lines[1..].Where(line => line.Length > 0 && line[0] != ' ').Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void An_unknown_word_is_exit_2_with_the_nearest()
    {
        Said said = new Shell().Run("glossary zombei");

        Assert.Equal((2, ""), (said.Code, said.Output));
        Assert.StartsWith("sandbox: there is no word \"zombei\"; the nearest is zombie (see sandbox glossary)\n", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_technical_word_in_a_lessons_questions_and_choices_is_explained()
    {
        string[] texts =
        [
            .. from lesson in LessonLibrary.Read([LessonLibrary.OwnFolder(AppContext.BaseDirectory)]).Lessons
               from prediction in lesson.Predictions
               from text in (string[])[prediction.Ask, .. prediction is Prediction.OfChoice { Choices: var choices } ? choices.Select(choice => choice.Text) : []]
               select text,
        ];
        string[] words = [.. texts.SelectMany(text => Technical().Matches(text)).Select(match => match.Value.TrimEnd('(', ')')).Distinct()];

        Assert.True(words.Length > 20, string.Join(' ', words));
        string[] macros = [.. Macro.Of(new WaitStatus(0)).Select(macro => macro.Name)];
        Assert.All(words, word => Assert.True(!Glossary.Find(word).IsEmpty || SignalTable.Find(word) is not null || macros.Contains(word), word));
    }

    /// <summary>Names of C, calls, and the words of this field that lessons use.</summary>
    [GeneratedRegex(@"\b[A-Z][A-Z_]{3,}\b|\b\w+\(\)|\b(zombies?|orphans?|intruder|verdict|workers?|threads?|process(es)?|pages?|frames?|fork|reap(ed|s)?|slices?|host|parent|child|signals?|wait status|status|exit code|core bit|lock|kernel|limit|array)\b")]
    private static partial Regex Technical();

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;
}

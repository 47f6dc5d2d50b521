using System.Text.Json;
using System.Text.RegularExpressions;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Scenarios;

/// <summary>
/// No lesson gives an answer away before it is asked for: not in its title, not in its summary, and not in what it asks and offers elsewhere. Looked for
/// is what an answer is told by: signals, errors, verdicts, numbers of two digits or more. What stands in the question itself is no secret.
/// </summary>
public partial class GivenAwayTests
{
    private static readonly string[] Verdicts = [.. Enum.GetValues<Verdict>().Select(verdict => verdict.Word)];

    public static TheoryData<string> Lessons() => LessonsTests.Lessons();

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task What_a_question_asks_for_stands_nowhere_else_in_the_lesson(string id)
    {
        JsonElement lesson = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(SandboxProgram.Beside("scenarios"), id, "scenario.json"), TestContext.Current.CancellationToken)).RootElement;
        JsonElement played = (await SandboxProgram.Run("scenario", "run", id, "--json")).AssertExit(0).Json;
        JsonElement[] questions = Predictions(lesson), truths = Predictions(played);
        Assert.Equal(questions.Length, truths.Length);
        string[] texts = [.. questions.Select(Text)];
        string heading = $"{lesson.GetProperty("title").GetString()} {lesson.GetProperty("summary").GetString()}";

        for (int asked = 0; asked < questions.Length; asked++)
        {
            HashSet<string> secrets = [.. Secrets(questions[asked], truths[asked].GetProperty("actual").GetString()!)];
            secrets.ExceptWith(Words(Asked(questions[asked])));
            Assert.True(!secrets.Overlaps(Words(heading)), $"{id}: title or summary has {Shared(secrets, heading)}, which \"{Asked(questions[asked])}\" asks for");
            for (int other = 0; other < questions.Length; other++)
                Assert.True(other == asked || !secrets.Overlaps(Words(texts[other])), $"{id}: \"{texts[other]}\" has {Shared(secrets, texts[other])}, which \"{Asked(questions[asked])}\" asks for");
        }
    }

    [Theory]
    [InlineData("signal", "SIGKILL", "The timeout sends SIGKILL. Whom does it end?", true)]
    [InlineData("signal", "SIGSEGV", "a signal ended it: WTERMSIG is 11", true)]
    [InlineData("number", "255", "exit(-1) is 255", true)]
    [InlineData("signal", "SIGSEGV", "it exited with code 11", false)]
    [InlineData("number", "0", "waitpid(pid, NULL, 0)", false)]
    [InlineData("number", "25", "exit(-1) is 255, and 2.5 is no 2 5", false)]
    [InlineData("number", "1000000", "1,000,000 updates", true)]
    [InlineData("verdict", "hung", "it hung at its locks", true)]
    [InlineData("verdict", "hung", "it was hungry", false)]
    public void A_text_that_gives_an_answer_away_is_found(string kind, string actual, string text, bool found)
    {
        JsonElement question = JsonDocument.Parse($$"""{"ask": "Which?", "kind": "{{kind}}"}""").RootElement;
        Assert.Equal(found, Secrets(question, actual).Intersect(Words(text)).Any());
    }

    /// <summary>The words that tell the right answer.</summary>
    private static IEnumerable<string> Secrets(JsonElement question, string actual) => question.GetProperty("kind").GetString() switch
    {
        "choice" => ChosenWords(question, actual),
        "signal" => [actual, $"#{Core.Signals.SignalTable.Find(actual)!.Number}"],
        // Workers are named in all questions.
        "worker" => [],
        _ => [actual],
    };

    /// <summary>What only the right choice says.</summary>
    private static IEnumerable<string> ChosenWords(JsonElement question, string letter)
    {
        string[] choices = [.. question.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("text").GetString()!)];
        int right = letter[0] - 'a';
        return Words(choices[right]).Except(choices.Where((_, index) => index != right).SelectMany(Words));
    }

    /// <summary>The names and numbers in a text; numbers without the commas of their thousands, those of signals with a # before them.</summary>
    private static IEnumerable<string> Words(string text) =>
    [
        .. Telling().Matches(Thousands().Replace(text, "")).Select(match => match.Value).Where(word => char.IsDigit(word[0]) || char.IsUpper(word[0]) || Verdicts.Contains(word)),
        .. OfSignal().Matches(text).Select(match => $"#{match.Groups["number"].Value}"),
    ];

    private static string Text(JsonElement question) => string.Join(
        " | ",
        [Asked(question), .. question.TryGetProperty("choices", out JsonElement choices) ? choices.EnumerateArray().Select(choice => choice.GetProperty("text").GetString()!) : []]);

    private static string Asked(JsonElement question) => question.GetProperty("ask").GetString()!;

    private static string Shared(HashSet<string> secrets, string text) => string.Join(", ", secrets.Intersect(Words(text)));

    private static JsonElement[] Predictions(JsonElement of) =>
        [.. of.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("predictions").EnumerateArray())];

    [GeneratedRegex(@"\bSIG[A-Z0-9]+\b|\bE[A-Z]{3,}\b|\b[a-z]+\b|(?<![\w.-])\d{2,}(?![\w.]*\d)\b")]
    private static partial Regex Telling();

    [GeneratedRegex(@"\b(?:signal|WTERMSIG is) (?<number>\d+)\b")]
    private static partial Regex OfSignal();

    [GeneratedRegex(@"(?<=\d),(?=\d{3})")]
    private static partial Regex Thousands();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Sandbox.Core.Runs;

namespace Sandbox.EndToEnd.Tests.Scenarios;

/// <summary>
/// No lesson gives an answer away before it is asked for: not in its title, not in its summary, not in what it says to watch, and not in what it asks and
/// offers elsewhere. Looked for is what an answer is told by: signals, errors, verdicts, numbers of two digits or more; in title, summary and what to watch
/// also every word that only the right choice has. What stands in the question itself is no secret, and neither is what the lesson is called by.
/// </summary>
public partial class GivenAwayTests
{
    private static readonly string[] Verdicts = [.. Enum.GetValues<Verdict>().Select(verdict => verdict.Word)];

    // A column's name, a parent that does nothing, and what means nothing alone.
    private static readonly string[] Plain = ["page", "noth", "that", "what", "with"];

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
        string heading = $"{lesson.GetProperty("title").GetString()} {lesson.GetProperty("summary").GetString()} {await ToWatch(id)}";

        for (int asked = 0; asked < questions.Length; asked++)
        {
            HashSet<string> secrets = [.. Secrets(questions[asked], truths[asked].GetProperty("actual").GetString()!)];
            secrets.ExceptWith(Words(Asked(questions[asked])));
            Assert.True(!secrets.Overlaps(Words(heading)), $"{id}: title, summary or what to watch has {Shared(secrets, heading)}, which \"{Asked(questions[asked])}\" asks for");
            string[] told = questions[asked].GetProperty("kind").GetString() == "choice"
                ? [.. ChosenStems(questions[asked], truths[asked].GetProperty("actual").GetString()!).Except(Stems(id)).Intersect(Stems(heading))]
                : [];
            Assert.True(told.Length == 0, $"{id}: title, summary or what to watch has {string.Join(", ", told)}, as the right answer to \"{Asked(questions[asked])}\"");
            for (int other = 0; other < questions.Length; other++)
                Assert.True(other == asked || !secrets.Overlaps(Words(texts[other])), $"{id}: \"{texts[other]}\" has {Shared(secrets, texts[other])}, which \"{Asked(questions[asked])}\" asks for");
        }
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task A_title_names_what_a_lesson_is_about_and_states_nothing(string id)
    {
        JsonElement lesson = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(SandboxProgram.Beside("scenarios"), id, "scenario.json"), TestContext.Current.CancellationToken)).RootElement;
        string title = lesson.GetProperty("title").GetString()!;
        Assert.True(title.EndsWith('?') || !Statement().IsMatch(title), title);
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

    /// <summary>The beginnings of the words that only the right choice has.</summary>
    private static IEnumerable<string> ChosenStems(JsonElement question, string letter)
    {
        string[] choices = [.. question.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("text").GetString()!)];
        int right = letter[0] - 'a';
        return Stems(choices[right]).Except(choices.Where((_, index) => index != right).SelectMany(Stems)).Except(Stems(Asked(question))).Except(Plain);
    }

    private static IEnumerable<string> Stems(string text) => LongWord().Matches(text.ToLowerInvariant()).Select(match => match.Value);

    /// <summary>What a lesson's text says to watch: it stands right before the questions.</summary>
    private static async Task<string> ToWatch(string id)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(SandboxProgram.Beside("scenarios"), id, "lesson.md"), TestContext.Current.CancellationToken);
        int begin = text.IndexOf("## What to watch", StringComparison.Ordinal), end = begin < 0 ? -1 : text.IndexOf("\n## ", begin, StringComparison.Ordinal);
        return begin < 0 ? "" : end < 0 ? text[begin..] : text[begin..end];
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

    // Four letters tell most words from others, and not a word from its forms.
    [GeneratedRegex(@"\b[a-z]{4}")]
    private static partial Regex LongWord();

    [GeneratedRegex(@"\b(?:are|is|ha(?:s|ve)|costs?|los(?:t|es?)|gets?|does|cannot|fault)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(?:signal|WTERMSIG is) (?<number>\d+)\b")]
    private static partial Regex OfSignal();

    [GeneratedRegex(@"(?<=\d),(?=\d{3})")]
    private static partial Regex Thousands();
}

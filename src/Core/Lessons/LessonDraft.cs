using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Core.Lessons;

/// <summary>A lesson of one run and one question that is being made: written out, it is complete, and says in comments what can be changed.</summary>
/// <param name="Id">Its id.</param>
public sealed record LessonDraft(string Id)
{
    /// <summary>What stands between the text of a choice and the condition that makes it right.</summary>
    public const string Mark = ":=";

    private const string DefaultRun = "--model processes --fault segfault --length 100000";

    /// <summary>Its title.</summary>
    public string Title { get; init; } = TitleOf(Id);

    /// <summary>What it asks, in one line.</summary>
    public string Summary { get; init; } = "One run. What will be left of it?";

    /// <summary>How hard it is.</summary>
    public string Level { get; init; } = Lesson.Levels[0];

    /// <summary>What is run, as options of <c>sandbox run</c>.</summary>
    public string Run { get; init; } = DefaultRun;

    /// <summary>The question.</summary>
    public string Ask { get; init; } = "Which verdict will this run get?";

    /// <summary>What can be chosen, as <c>TEXT := FIELD=VALUE</c>, several conditions with <c>and</c> between them; without any, the question is one for a verdict.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>The verdict that the run really got; empty before it was made.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>What is wrong with <see cref="Run"/> as options; <c>null</c> where nothing is. Values are looked at when the lesson is read.</summary>
    public string? RunProblem => Settings(out string? problem) is null ? problem : null;

    /// <summary>What is wrong with the choices as they are written; <c>null</c> where nothing is.</summary>
    public string? ChoiceProblem
    {
        get
        {
            foreach (string choice in Choices)
            {
                if (TextOf(choice).Length == 0 || WhenOf(choice).Length == 0)
                    return $"{Quoted.Of(choice)} is no choice; expected TEXT {Mark} FIELD=VALUE, such as 'it dies {Mark} workers[2].status.signal=11'";
                if (Conditions(WhenOf(choice)) is null)
                    return $"{Quoted.Of(WhenOf(choice))} is no condition; expected FIELD=VALUE, such as verdict=contained or workers[2].status.signal=11, several with \" and \" between them";
            }
            return Choices.Length == 1 ? "there is one choice; expected at least two, or none for a question for the verdict" : null;
        }
    }

    /// <summary>The text of <c>scenario.json</c>.</summary>
    public string Json()
    {
        StringBuilder text = new();
        text.Append($$"""
            {
              // What the list shows. Texts of the lesson itself are in lesson.md.
              "title": {{Said(Title)}},
              "summary": {{Said(Summary)}},
              "level": {{Said(Level)}}, // {{string.Join(", ", Lesson.Levels)}}
              "minutes": 5,
              // "place": 10, where it stands; "path": "lab"; "exercise": what it answers; "teacher": a note for you.
              "steps": [
                {
                  // Settings of a run, by the names of the options of sandbox run. No program, no path.
                  "run": { {{string.Join(", ", Settings(out _) ?? [])}} },
                  "predictions": [
                    {
                      // No right answer is written down: what the run leaves behind decides.
                      "ask": {{Said(Ask)}},

            """);
        if (Choices.Length == 0)
            text.Append("          // Or choice, number, signal, worker.\n          \"kind\": \"verdict\"\n");
        else
            AddChoices(text);
        text.Append("        }\n      ]");
        if (Verdict.Length > 0)
        {
            text.Append($$"""
                ,
                      // Said after the run. What has a proof is held against the report: the cells that it names are shown beside it.
                      "explanation": [
                        { "text": "Say here why it is so.", "proof": { "path": "verdict", "equals": {{Said(Verdict)}} } }
                      ]
                """);
        }
        return text.Append("""

                }
              ]
              // "followUps": [{ "title": "what to change and try", "run": { "model": "threads" } }]
            }

            """).ToString();
    }

    /// <summary>The text of <c>lesson.md</c>.</summary>
    public string Text() => $"""
        # {Title}

        Say here what is about to happen, and what a learner has to know for it. This is Markdown: headings, lists, `code`, *emphasis*, tables.

        ## What to watch

        Say here where to look. Do not give the answer away.

        """;

    private static string TitleOf(string id) => id.Length == 0 ? id : char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');

    private void AddChoices(StringBuilder text)
    {
        text.Append("          \"kind\": \"choice\",\n          // Exactly one condition must hold. sandbox run --json shows which fields there are. \"because\" says why a wrong choice tempts.\n          \"choices\": [\n");
        for (int at = 0; at < Choices.Length; at++)
            text.Append($"            {{ \"text\": {Said(TextOf(Choices[at]))}, \"when\": {When(WhenOf(Choices[at]))} }}{(at + 1 < Choices.Length ? ",\n" : "\n")}");
        text.Append("          ]\n");
    }

    private static string TextOf(string choice) => choice.LastIndexOf(Mark, StringComparison.Ordinal) is > 0 and var at ? choice[..at].Trim() : "";

    private static string WhenOf(string choice) => choice.LastIndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? choice[(at + Mark.Length)..].Trim() : "";

    private static string When(string text) => Conditions(text) is [var only] ? only : $"{{ \"all\": [{string.Join(", ", Conditions(text) ?? [])}] }}";

    private static string[]? Conditions(string text)
    {
        List<string> conditions = [];
        foreach (string part in text.Split(" and "))
        {
            int at = part.IndexOf('=');
            if (at < 1 || ReportPath.Parse(part[..at].Trim()) is not { } path || part[(at + 1)..].Trim() is not { Length: > 0 } value)
                return null;
            conditions.Add($"{{ \"path\": {Said(path.Text)}, \"equals\": {Value(value)} }}");
        }
        return [.. conditions];
    }

    /// <summary>The members of the run, as JSON.</summary>
    private string[]? Settings(out string? problem)
    {
        problem = null;
        List<string> settings = [];
        Queue<string> words = new(Run.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        ImmutableArray<RunSetting> known = RunSettings.All.RemoveAll(row => !row.InLessons);
        while (words.TryDequeue(out string? word))
        {
            string[] parts = word.Split('=', 2);
            if (known.FirstOrDefault(row => row.Option == parts[0]) is not { } setting)
                problem = UnknownWord.Message("option of a lesson's run", word, [.. known.Select(row => row.Option)], "sandbox run --help");
            else if (setting.IsSwitch)
                settings.Add($"{Said(setting.Name)}: true");
            else if (parts.Length == 2 || words.TryDequeue(out word))
                settings.Add($"{Said(setting.Name)}: {ValueOf(setting, parts.Length == 2 ? parts[1] : word!)}");
            else
                problem = $"{parts[0]} has no value behind it; expected one";
            if (problem is not null)
                return null;
        }
        return [.. settings];
    }

    private static string ValueOf(RunSetting setting, string value)
    {
        string[] items = value.Split(',');
        if (setting.Takes(JsonShape.List) && items.All(IsNumber))
            return $"[{string.Join(", ", items)}]";
        return setting.Takes(JsonShape.Number) && IsNumber(value) ? value : Said(value);
    }

    private static string Value(string value) => value is "true" or "false" or "null" || IsNumber(value) ? value : Said(value);

    private static bool IsNumber(string text) => text.Length is > 0 and < 20 && text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or '-')
        && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) && !text.StartsWith('.') && !text.EndsWith('.') && (text.Length == 1 || text[0] != '0' || text[1] == '.');

    private static string Said(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

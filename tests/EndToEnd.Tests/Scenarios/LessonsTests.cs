using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Scenarios;

/// <summary>Every lesson that comes with the program, played to its end on the real kernel.</summary>
public class LessonsTests
{
    private static readonly string Folder = SandboxProgram.Beside("scenarios");

    public static TheoryData<string> Lessons() => [.. Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)!).Order()];

    [Fact]
    public async Task There_are_sixteen_lessons_at_least_and_a_path_leads_through_them()
    {
        JsonElement[] lessons = [.. (await SandboxProgram.Run("scenario", "list", "--json")).AssertExit(0).Json.EnumerateArray()];
        Assert.True(lessons.Length >= 16, $"{lessons.Length}");
        Assert.Equal("wait-for-it", lessons[0].GetProperty("id").GetString());
        Assert.Equal(["id", "title", "summary", "level", "minutes", "path", "exercise", "teacher", "course"], lessons[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(lessons.Length, lessons.Select(lesson => lesson.GetProperty("title").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Every_lesson_is_on_a_path_and_names_its_exercise_and_only_a_teacher_is_told_the_note()
    {
        JsonElement[] lessons = [.. (await SandboxProgram.Run("scenario", "list", "--json")).AssertExit(0).Json.EnumerateArray()];
        string[] paths = [.. lessons.Select(lesson => lesson.GetProperty("path").GetString()!)];
        Assert.Equal(["lab", "further"], paths.Distinct());
        // Those of one path stand together.
        Assert.Equal(1, paths.Zip(paths.Skip(1)).Count(pair => pair.First != pair.Second));
        Assert.All(lessons, lesson => Assert.NotEqual(0, lesson.GetProperty("exercise").GetString()?.Length ?? 0));
        JsonElement noted = lessons.First(lesson => lesson.GetProperty("teacher").ValueKind == JsonValueKind.String);
        string id = noted.GetProperty("id").GetString()!, note = noted.GetProperty("teacher").GetString()!;
        Assert.DoesNotContain(note[..20], (await SandboxProgram.Run("scenario", "show", id)).AssertExit(0).Output);
        Assert.Contains(note[..20], (await SandboxProgram.Run("scenario", "show", id, "--teacher")).AssertExit(0).Output);
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task A_lesson_is_played_with_wrong_answers_and_then_with_right_ones(string id)
    {
        // What really happens is not known before: a first play learns it, and answers what is wrong as often as not.
        JsonElement first = (await SandboxProgram.Run("scenario", "run", id, "--json")).AssertExit(0).Json;
        (string Kind, string Actual)[] truths = [.. Predictions(first).Select(one => (one.GetProperty("kind").GetString()!, one.GetProperty("actual").GetString()!))];
        Assert.NotEmpty(truths);
        Assert.All(Claims(first), claim => Assert.NotEqual(JsonValueKind.False, claim.GetProperty("holds").ValueKind));
        Assert.Contains(Claims(first), claim => claim.GetProperty("holds").ValueKind == JsonValueKind.True);

        // Side by side: most of what a lesson takes is waiting.
        JsonElement[] played = await Task.WhenAll(Play(id, truths.Select(truth => truth.Actual)), Play(id, truths.Select(Other)));
        (JsonElement right, JsonElement wrong) = (played[0], played[1]);
        Assert.Equal(right.GetProperty("of").GetInt32(), right.GetProperty("right").GetInt32());
        Assert.All(Predictions(right), one => Assert.True(one.GetProperty("correct").GetBoolean()));

        Assert.Equal(0, wrong.GetProperty("right").GetInt32());
        // Whoever is wrong is told why.
        Assert.All(Predictions(wrong), one => Assert.True(one.GetProperty("because").GetString()?.Length > 20, one.GetProperty("ask").GetString()));
        Assert.All(Predictions(right), one => Assert.Equal(JsonValueKind.Null, one.GetProperty("because").ValueKind));
        Assert.All(Claims(wrong), claim => Assert.NotEqual(JsonValueKind.False, claim.GetProperty("holds").ValueKind));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task A_lesson_passes_its_own_check_and_shows_its_text(string id)
    {
        Assert.StartsWith($"{id}: ", (await SandboxProgram.Run("scenario", "check", Path.Combine(Folder, id))).AssertExit(0).Output);
        Finished shown = (await SandboxProgram.Run("scenario", "show", id)).AssertExit(0);
        Assert.DoesNotContain(shown.Output, letter => char.IsControl(letter) && letter != '\n');
        int lines = File.ReadAllLines(Path.Combine(Folder, id, "lesson.md")).Length;
        Assert.InRange(lines, 20, 60);
    }

    private static async Task<JsonElement> Play(string id, IEnumerable<string> answers) =>
        (await SandboxProgram.Run("scenario", "run", id, "--json", "--answers", string.Join(',', answers))).AssertExit(0).Json;

    private static IEnumerable<JsonElement> Predictions(JsonElement result) =>
        result.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("predictions").EnumerateArray());

    private static IEnumerable<JsonElement> Claims(JsonElement result) =>
        result.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("explanation").EnumerateArray());

    private static string Other((string Kind, string Actual) truth) => truth.Kind switch
    {
        "choice" => truth.Actual == "a" ? "b" : "a",
        "signal" => truth.Actual == "SIGHUP" ? "SIGINT" : "SIGHUP",
        "verdict" => truth.Actual == "clean" ? "hung" : "clean",
        "worker" => truth.Actual == "0" ? "1" : "0",
        _ => truth.Actual == "4242" ? "4243" : "4242",
    };
}

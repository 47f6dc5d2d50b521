using System.Collections.Immutable;
using System.Text.Json;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Core.Grades;

/// <summary>What was read from a file that somebody handed in.</summary>
/// <param name="HandIns">The lessons in it, in order.</param>
/// <param name="Problems">Everything that is wrong with it, with file and line.</param>
public sealed record HandInReading(HandIn[] HandIns, ImmutableArray<SpecProblem> Problems);

/// <summary>
/// Reads what <c>sandbox scenario run --json</c> printed, one object or several, also in a list. Anybody may have written the file: nothing of it is
/// believed but what was answered and what happened.
/// </summary>
/// <param name="path">How messages name the file.</param>
/// <param name="bytes">What is in it.</param>
public sealed class HandInReader(string path, byte[] bytes)
{
    /// <summary>The most bytes of a file.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>The most lessons of a file.</summary>
    public const int MostLessons = 1000;

    private const int LongestStudent = 100;
    private const int LongestAnswer = 40;
    private const string Wanted = "what sandbox scenario run --json prints";

    private readonly TextPositions _positions = new(bytes);
    private readonly List<HandIn> _found = [];
    private readonly List<SpecProblem> _problems = [];
    private string _origin = "";

    /// <summary>Reads it.</summary>
    /// <param name="student">Who handed it in, where it does not say so itself.</param>
    /// <param name="field">The field of each object that names the student; <c>null</c> where none does.</param>
    public HandInReading Read(string student, string? field)
    {
        _origin = path;
        if (bytes.Length > MostBytes)
            Complain($"is larger than {MostBytes:#,0} bytes, and nothing of it was read; expected {Wanted}");
        else if (_positions.IsBlank)
            Complain($"is empty; expected {Wanted}");
        else if (_positions.FirstInvalid() is var invalid && invalid < bytes.Length)
            Complain("is not UTF-8 here", invalid);
        else
            Values(student, field);
        return new HandInReading(_found.ToArray(), [.. SpecProblems.Told(_problems, path)]);
    }

    private void Values(string student, string? field)
    {
        int start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        Utf8JsonReader reader = new(bytes.AsSpan(start), new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (reader.Read())
            {
                _origin = At(start + reader.TokenStartIndex);
                using JsonDocument value = JsonDocument.ParseValue(ref reader);
                Take(value.RootElement, student, field);
            }
        }
        catch (JsonException broken)
        {
            long offset = start + new TextPositions(bytes.AsSpan(start)).OffsetOf(broken.LineNumber ?? 0, broken.BytePositionInLine ?? 0);
            _origin = At(offset);
            Complain("this is not JSON, and nothing behind it was read");
        }
    }

    private void Take(JsonElement value, string student, string? field)
    {
        if (_found.Count >= MostLessons)
        {
            if (_found.Count == MostLessons && _problems.Count == 0)
                Complain($"has more than {MostLessons:#,0} lessons; the others are passed over");
            return;
        }
        if (value.ValueKind == JsonValueKind.Array)
        {
            // One more than there may be, so that it is told of.
            for (int at = 0; at < Math.Min(value.GetArrayLength(), MostLessons + 1); at++)
                Take(value[at], student, field);
            return;
        }
        int before = _problems.Count;
        string id = Text(value, "id", 40) ?? "", title = Text(value, "title", LessonCaps.Title) ?? "";
        string? who = field is null ? student : Text(value, field, LongestStudent);
        if (_problems.Count == before && !Lesson.IsId(id))
            Complain($"\"id\" is {Quoted.Of(id)}; expected the id of a lesson");
        List<HandedAnswer> answers = [];
        for (int step = 0; step < Count(value, "steps", out JsonElement steps); step++)
        {
            for (int at = 0; at < Count(steps[step], "predictions", out JsonElement predictions); at++)
                answers.Add(Answer(predictions[at]));
        }
        if (_problems.Count == before && answers.Count == 0)
            Complain("there is no question in it");
        if (_problems.Count == before)
            _found.Add(new HandIn(who!, id, title, _origin, answers.ToArray()));
    }

    private HandedAnswer Answer(JsonElement value) => new(
        Text(value, "ask", LessonCaps.Text) ?? "", Text(value, "kind", 10) ?? "", Text(value, "answer", LongestAnswer, orNull: true), Text(value, "actual", LongestAnswer, orNull: true));

    /// <summary>How many items a list has that is a member; 0 where it is none, and that is complained of.</summary>
    private int Count(JsonElement value, string name, out JsonElement list)
    {
        list = default;
        if (Member(value, name) is not { } member)
            return 0;
        list = member;
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is <= LessonCaps.Items and var count)
            return count;
        Complain($"\"{name}\" is {(list.ValueKind == JsonValueKind.Array ? $"a list of {list.GetArrayLength():#,0}" : "no list")}; expected a list of at most {LessonCaps.Items}");
        return 0;
    }

    private string? Text(JsonElement value, string name, int longest, bool orNull = false)
    {
        if (Member(value, name) is not { } text || orNull && text.ValueKind == JsonValueKind.Null)
            return null;
        if (text.ValueKind == JsonValueKind.String && Read(text) is { } words && words.Length > 0 && words.EnumerateRunes().Count() <= longest)
            return words;
        Complain($"{Quoted.Of(name)} is {(text.ValueKind == JsonValueKind.String ? "empty, too long, or no text" : "no text")}; expected a text of at most {longest} characters");
        return null;
    }

    private JsonElement? Member(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Complain($"this is no object; expected {Wanted}");
            return null;
        }
        try
        {
            if (value.TryGetProperty(name, out JsonElement member))
                return member;
            Complain($"there is no {Quoted.Of(name)}; expected {Wanted}");
        }
        catch (InvalidOperationException)
        {
            Complain($"a name in it is half a character, where {Quoted.Of(name)} was looked for; expected {Wanted}");
        }
        return null;
    }

    private static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character, written as an escape.
            return null;
        }
    }

    private string At(long offset) => $"{path}:{_positions.Of(offset)}";

    private void Complain(string message, long? offset = null) => _problems.Add(new SpecProblem(offset is { } at ? At(at) : _origin, message));
}

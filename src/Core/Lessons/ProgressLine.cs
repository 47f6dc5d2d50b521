using System.Buffers;
using System.Text.Json;

namespace Sandbox.Core.Lessons;

/// <summary>
/// One line of a learner's progress. It is about one lesson, and says one of three things: that it was played to its end, where it is, or which questions
/// were known and missed. Versions that knew only the first pass the other two over.
/// </summary>
public sealed class ProgressLine
{
    private const int Longest = 16 << 10;
    private const int LongestAnswer = 40;
    private const int MarkLength = 8;

    // The members of a line: the first three say which kind it is.
    private const string EndedName = "scenario", HalfwayName = "halfway", AskedName = "asked";

    private readonly string _kind;

    private ProgressLine(string kind, string lesson) => (_kind, Lesson) = (kind, lesson);

    /// <summary>The lesson.</summary>
    public string Lesson { get; }

    /// <summary>What was reached at its end; <c>null</c> where the line says something else.</summary>
    public LessonScore? Score { get; private init; }

    /// <summary>Where it is; <c>null</c> where the line says something else.</summary>
    public LessonPlace? Place { get; private init; }

    /// <summary>The marks of the questions that were answered rightly.</summary>
    public string[] Known { get; private init; } = [];

    /// <summary>The marks of the questions that were missed.</summary>
    public string[] Missed { get; private init; } = [];

    /// <summary>The line that a lesson was played to its end.</summary>
    public static ProgressLine OfEnd(string lesson, LessonScore score) => new(EndedName, lesson) { Score = score };

    /// <summary>The line that a lesson is at a place.</summary>
    public static ProgressLine OfPlace(string lesson, LessonPlace place) => new(HalfwayName, lesson) { Place = place };

    /// <summary>The line of what was asked.</summary>
    public static ProgressLine OfMarks(string lesson, string[] known, string[] missed) => new(AskedName, lesson) { Known = known, Missed = missed };

    /// <summary>The line of what was asked; <c>null</c> where no question was answered.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="questions">Its questions, and what became of them.</param>
    public static ProgressLine? OfQuestions(string lesson, IEnumerable<Graded> questions)
    {
        List<string> known = [], missed = [];
        foreach (Graded question in questions)
        {
            if (question.Correct is { } correct)
                (correct ? known : missed).Add(question.Prediction.Mark);
        }
        return known.Count + missed.Count == 0 ? null : OfMarks(lesson, [.. known], [.. missed]);
    }

    /// <summary>Reads a line; <c>null</c> where it is none.</summary>
    public static ProgressLine? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > Longest)
            return null;
        try
        {
            Utf8JsonReader reader = new(text);
            using JsonDocument line = JsonDocument.ParseValue(ref reader);
            return reader.Read() || line.RootElement.ValueKind != JsonValueKind.Object ? null : Of(line.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // No JSON, or a text that is half a character.
            return null;
        }
    }

    /// <summary>The line, with its end.</summary>
    /// <param name="when">When it is written.</param>
    public ReadOnlySpan<byte> Write(DateTimeOffset when)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            writer.WriteString("when", when);
            writer.WriteString(_kind, Lesson);
            if (Score is { } score)
            {
                writer.WriteNumber("right", score.Right);
                writer.WriteNumber("of", score.Of);
            }
            else if (Place is { } place)
            {
                writer.WriteNumber("step", place.Step);
                writer.WriteNumber("right", place.Right);
                Write(writer, "answers", place.Answers);
            }
            else
            {
                Write(writer, "known", Known);
                Write(writer, "missed", Missed);
            }
            writer.WriteEndObject();
        }
        line.Write("\n"u8);
        return line.WrittenSpan;
    }

    /// <summary>What a learner has done, with what this line says of it.</summary>
    public LessonProgress After(LessonProgress before) =>
        Score is not null ? before.Ended(Lesson, Score) : Place is not null ? before.At(Lesson, Place) : before.Asked(Lesson, Known, Missed);

    private static ProgressLine? Of(JsonElement line)
    {
        (string? ended, string? halfway, string? asked) = (Text(line, EndedName), Text(line, HalfwayName), Text(line, AskedName));
        return (ended, halfway, asked) switch
        {
            ({ } id, null, null) when Lessons.Lesson.IsId(id) && Number(line, "right") is { } right && Number(line, "of") is { } of && right <= of => OfEnd(id, new LessonScore(right, of)),
            (null, { } id, null) when Lessons.Lesson.IsId(id) && Number(line, "step") is { } step && Number(line, "right") is { } right && Texts(line, "answers", LongestAnswer) is { } answers =>
                OfPlace(id, new LessonPlace(step, right, answers)),
            (null, null, { } id) when Lessons.Lesson.IsId(id) && Texts(line, "known", MarkLength) is { } known && Texts(line, "missed", MarkLength) is { } missed => OfMarks(id, known, missed),
            _ => null,
        };
    }

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static int? Number(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 ? number : null;

    private static string[]? Texts(JsonElement line, string name, int longest)
    {
        if (!line.TryGetProperty(name, out JsonElement list))
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > LessonCaps.Items)
            return null;
        string[] texts = new string[list.GetArrayLength()];
        for (int at = 0; at < texts.Length; at++)
        {
            if (list[at].GetString() is not { } text || text.Length > longest)
                return null;
            texts[at] = text;
        }
        return texts;
    }

    private static void Write(Utf8JsonWriter writer, string name, string[] texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}

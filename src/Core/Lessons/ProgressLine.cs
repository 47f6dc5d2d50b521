using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Core.Lessons;

/// <summary>
/// One line of a learner's progress. It is about one lesson, and says one of three things: that it was played to its end, where it is, or which questions
/// were known and missed. Versions that knew only the first pass the other two over.
/// </summary>
public sealed record ProgressLine
{
    private const int Longest = 16 << 10;
    private const int LongestAnswer = 40;
    private const int MarkLength = 8;

    /// <summary>When it was written.</summary>
    public DateTimeOffset When { get; init; }

    /// <summary>The lesson that was played to its end; <c>scenario</c> in the file.</summary>
    [JsonPropertyName("scenario")]
    public string? Ended { get; init; }

    /// <summary>The lesson that is under way.</summary>
    public string? Halfway { get; init; }

    /// <summary>The lesson whose questions were asked.</summary>
    public string? Asked { get; init; }

    /// <summary>How many predictions came true: of all, or before the place.</summary>
    public int? Right { get; init; }

    /// <summary>How many predictions there were.</summary>
    public int? Of { get; init; }

    /// <summary>The run that it is at.</summary>
    public int? Step { get; init; }

    /// <summary>The answers to the questions of that run so far.</summary>
    public string[]? Answers { get; init; }

    /// <summary>The marks of the questions that were answered rightly.</summary>
    public string[]? Known { get; init; }

    /// <summary>The marks of the questions that were missed.</summary>
    public string[]? Missed { get; init; }

    /// <summary>The line that a lesson was played to its end.</summary>
    public static ProgressLine OfEnd(string lesson, LessonScore score) => new() { Ended = lesson, Right = score.Right, Of = score.Of };

    /// <summary>The line that a lesson is at a place.</summary>
    public static ProgressLine OfPlace(string lesson, LessonPlace place) =>
        new() { Halfway = lesson, Right = place.Right, Step = place.Step, Answers = [.. place.Answers] };

    /// <summary>The line of what was asked; <c>null</c> where no question was answered.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="questions">Its questions, and what became of them.</param>
    public static ProgressLine? OfQuestions(string lesson, IEnumerable<Graded> questions)
    {
        Graded[] told = [.. questions.Where(question => question.Correct is not null)];
        return told.Length == 0 ? null : new ProgressLine
        {
            Asked = lesson,
            Known = [.. told.Where(question => question.Correct == true).Select(question => question.Prediction.Mark)],
            Missed = [.. told.Where(question => question.Correct == false).Select(question => question.Prediction.Mark)],
        };
    }

    /// <summary>Reads a line; <c>null</c> where it is none.</summary>
    public static ProgressLine? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return text.Length is > 0 and <= Longest && JsonSerializer.Deserialize(text, ProgressJsonContext.Default.ProgressLine) is { IsSound: true } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a learner has done, with what this line says of it.</summary>
    public LessonProgress After(LessonProgress before)
    {
        if (Ended is not null)
            return before.Ended(Ended, new LessonScore(Right ?? 0, Of ?? 0));
        return Halfway is not null
            ? before.At(Halfway, new LessonPlace(Step ?? 0, Right ?? 0, [.. Answers ?? []]))
            : before.Asked(Asked!, Known ?? [], Missed ?? []);
    }

    private bool IsSound => (Ended, Halfway, Asked) switch
    {
        ({ } id, null, null) => Lesson.IsId(id) && Right >= 0 && Of >= Right,
        (null, { } id, null) => Lesson.IsId(id) && Right >= 0 && Step is >= 0 && AreShort(Answers, LongestAnswer, LessonCaps.Items),
        (null, null, { } id) => Lesson.IsId(id) && AreShort(Known, MarkLength, LessonCaps.Items) && AreShort(Missed, MarkLength, LessonCaps.Items),
        _ => false,
    };

    private static bool AreShort(string[]? texts, int length, int most) => texts is null || texts.Length <= most && texts.All(text => text?.Length <= length);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProgressLine))]
internal sealed partial class ProgressJsonContext : JsonSerializerContext;

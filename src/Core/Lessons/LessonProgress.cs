using System.Collections.Immutable;

namespace Sandbox.Core.Lessons;

/// <summary>What was reached in a lesson.</summary>
/// <param name="right">How many predictions came true.</param>
/// <param name="of">How many there were.</param>
public sealed class LessonScore(int right, int of)
{
    /// <summary>How many predictions came true.</summary>
    public int Right => right;

    /// <summary>How many there were.</summary>
    public int Of => of;
}

/// <summary>Where in a lesson somebody left off.</summary>
/// <param name="step">The run that comes next, or is predicted.</param>
/// <param name="right">How many predictions came true before it.</param>
/// <param name="answers">The answers to its questions so far, in their one written form.</param>
public sealed class LessonPlace(int step, int right, string[] answers)
{
    /// <summary>The beginning of every lesson.</summary>
    public static LessonPlace Beginning { get; } = new(0, 0, []);

    /// <summary>The run that comes next, or is predicted.</summary>
    public int Step => step;

    /// <summary>How many predictions came true before it.</summary>
    public int Right => right;

    /// <summary>The answers to its questions so far.</summary>
    public string[] Answers => answers;

    /// <summary>Whether a lesson has such a place: it may have changed since.</summary>
    public bool IsIn(Lesson lesson)
    {
        if (step >= lesson.Steps.Length || answers.Length > lesson.Steps[step].Predictions.Length)
            return false;
        for (int at = 0; at < answers.Length; at++)
        {
            if (Lessons.Answers.Read(lesson.Steps[step].Predictions[at], answers[at]) != answers[at])
                return false;
        }
        int before = 0;
        for (int at = 0; at < step; at++)
            before += lesson.Steps[at].Predictions.Length;
        return right <= before;
    }
}

/// <summary>How somebody stands with one lesson.</summary>
/// <param name="best">The best that was reached; <c>null</c> where it was not played to its end.</param>
/// <param name="place">Where it was left; <c>null</c> where it is not under way.</param>
/// <param name="missed">The marks of the questions that were missed the last time that they were asked.</param>
public sealed class LessonStanding(LessonScore? best, LessonPlace? place, string[] missed)
{
    /// <summary>Nothing was done.</summary>
    public static LessonStanding None { get; } = new(null, null, []);

    /// <summary>The best that was reached.</summary>
    public LessonScore? Best => best;

    /// <summary>Where it was left.</summary>
    public LessonPlace? Place => place;

    /// <summary>The marks of the questions that were missed.</summary>
    public string[] Missed => missed;
}

/// <summary>
/// What a learner has done: the best in each lesson, where one was left, and which questions were missed the last time that they were asked. Lessons are
/// known by id, questions by <see cref="Prediction.Mark"/>, so that what is kept fits a lesson that was changed since, or is passed over.
/// </summary>
public sealed class LessonProgress
{
    private readonly ImmutableDictionary<string, LessonStanding> _lessons;

    private LessonProgress(ImmutableDictionary<string, LessonStanding> lessons) => _lessons = lessons;

    /// <summary>Nothing was done yet.</summary>
    public static LessonProgress None { get; } = new(ImmutableDictionary<string, LessonStanding>.Empty);

    /// <summary>The lessons of which anything is known.</summary>
    public IEnumerable<string> Known => _lessons.Keys;

    /// <summary>How somebody stands with a lesson.</summary>
    public LessonStanding Of(string lesson) => _lessons.TryGetValue(lesson, out LessonStanding? standing) ? standing : LessonStanding.None;

    /// <summary>A lesson was played to its end.</summary>
    public LessonProgress Ended(string lesson, LessonScore score) =>
        With(lesson, new LessonStanding(Of(lesson).Best is { } before && before.Right > score.Right ? before : score, null, Of(lesson).Missed));

    /// <summary>A lesson is at a place; at its very beginning it is not under way.</summary>
    public LessonProgress At(string lesson, LessonPlace place) =>
        With(lesson, new LessonStanding(Of(lesson).Best, place is { Step: 0, Answers: [] } ? null : place, Of(lesson).Missed));

    /// <summary>Questions were asked.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="known">The marks of those that were answered rightly.</param>
    /// <param name="missed">The marks of the others.</param>
    public LessonProgress Asked(string lesson, string[] known, string[] missed)
    {
        List<string> marks = [.. missed];
        foreach (string mark in Of(lesson).Missed)
        {
            if (!known.Contains(mark) && !marks.Contains(mark))
                marks.Add(mark);
        }
        return With(lesson, new LessonStanding(Of(lesson).Best, Of(lesson).Place, [.. marks.Take(MostMarks)]));
    }

    /// <summary>Where a lesson was left; <c>null</c> where it was not, or has changed so that there is no such place.</summary>
    public LessonPlace? PlaceIn(Lesson lesson) => Of(lesson.Id).Place is { } place && place.IsIn(lesson) ? place : null;

    /// <summary>Whether a question of a lesson was missed.</summary>
    public bool IsMissed(Lesson lesson, Prediction question) => Of(lesson.Id).Missed is { Length: > 0 } missed && missed.Contains(question.Mark);

    /// <summary>How many questions of a lesson were missed.</summary>
    public int CountMissed(Lesson lesson)
    {
        int count = 0;
        foreach (LessonStep step in lesson.Steps)
        {
            foreach (Prediction question in step.Predictions)
                count += IsMissed(lesson, question) ? 1 : 0;
        }
        return count;
    }

    // A lesson cannot have more questions than that.
    private const int MostMarks = LessonCaps.Items * LessonCaps.Items;

    private LessonProgress With(string lesson, LessonStanding standing) => new(_lessons.SetItem(lesson, standing));
}

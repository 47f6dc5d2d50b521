using System.Collections.Immutable;

namespace Sandbox.Core.Lessons;

/// <summary>What was reached in a lesson.</summary>
/// <param name="Right">How many predictions came true.</param>
/// <param name="Of">How many there were.</param>
public sealed record LessonScore(int Right, int Of);

/// <summary>Where in a lesson somebody left off.</summary>
/// <param name="Step">The run that comes next, or is predicted.</param>
/// <param name="Right">How many predictions came true before it.</param>
/// <param name="Answers">The answers to its questions so far, in their one written form.</param>
public sealed record LessonPlace(int Step, int Right, ImmutableArray<string> Answers);

/// <summary>Questions of one run that were missed.</summary>
/// <param name="Step">The run.</param>
/// <param name="Questions">Which of its questions.</param>
public sealed record MissedStep(int Step, ImmutableArray<int> Questions);

/// <summary>
/// What a learner has done: the best in each lesson, where one was left, and which questions were missed the last time that they were asked. Lessons are
/// known by id, questions by <see cref="Prediction.Mark"/>, so that what is kept fits a lesson that was changed since, or is passed over.
/// </summary>
public sealed record LessonProgress
{
    /// <summary>Nothing was done yet.</summary>
    public static LessonProgress None { get; } = new();

    /// <summary>The best that was reached in each lesson.</summary>
    public ImmutableDictionary<string, LessonScore> Best { get; init; } = ImmutableDictionary<string, LessonScore>.Empty;

    /// <summary>Where lessons were left that were not played to their end.</summary>
    public ImmutableDictionary<string, LessonPlace> Places { get; init; } = ImmutableDictionary<string, LessonPlace>.Empty;

    /// <summary>The marks of the questions that were missed, by lesson.</summary>
    public ImmutableDictionary<string, ImmutableHashSet<string>> Marks { get; init; } = ImmutableDictionary<string, ImmutableHashSet<string>>.Empty;

    /// <summary>A lesson was played to its end.</summary>
    public LessonProgress Ended(string lesson, LessonScore score) => this with
    {
        Best = Best.TryGetValue(lesson, out LessonScore? before) && before.Right > score.Right ? Best : Best.SetItem(lesson, score),
        Places = Places.Remove(lesson),
    };

    /// <summary>A lesson is at a place; at its very beginning it is not under way.</summary>
    public LessonProgress At(string lesson, LessonPlace place) =>
        this with { Places = place is { Step: 0, Answers.IsEmpty: true } ? Places.Remove(lesson) : Places.SetItem(lesson, place) };

    /// <summary>Questions were asked.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="known">The marks of those that were answered rightly.</param>
    /// <param name="missed">The marks of the others.</param>
    public LessonProgress Asked(string lesson, IEnumerable<string> known, IEnumerable<string> missed)
    {
        ImmutableHashSet<string> marks = Marks.GetValueOrDefault(lesson, []).Except(known).Union(missed);
        return this with { Marks = marks.IsEmpty ? Marks.Remove(lesson) : Marks.SetItem(lesson, marks) };
    }

    /// <summary>Where a lesson was left; <c>null</c> where it was not, or has changed so that there is no such place.</summary>
    public LessonPlace? PlaceIn(Lesson lesson) =>
        Places.GetValueOrDefault(lesson.Id) is { } place && place.Step < lesson.Steps.Length
        && lesson.Steps[place.Step].Predictions is var questions && place.Answers.Length <= questions.Length
        && place.Answers.Zip(questions).All(pair => Answers.Read(pair.Second, pair.First) == pair.First)
        && place.Right <= lesson.Steps.Take(place.Step).Sum(step => step.Predictions.Length)
            ? place
            : null;

    /// <summary>The questions of a lesson that were missed, run by run.</summary>
    public IEnumerable<MissedStep> MissedIn(Lesson lesson)
    {
        if (!Marks.TryGetValue(lesson.Id, out ImmutableHashSet<string>? marks))
            yield break;
        foreach ((int index, LessonStep step) in lesson.Steps.Index())
        {
            ImmutableArray<int> missed = [.. Enumerable.Range(0, step.Predictions.Length).Where(at => marks.Contains(step.Predictions[at].Mark))];
            if (!missed.IsEmpty)
                yield return new MissedStep(index, missed);
        }
    }

    /// <summary>How many questions of a lesson were missed.</summary>
    public int CountMissed(Lesson lesson) => MissedIn(lesson).Sum(step => step.Questions.Length);

    /// <summary>How far somebody is with some lessons.</summary>
    public PathProgress Of(IReadOnlyCollection<Lesson> lessons) => new(
        lessons.Count, lessons.Count(lesson => Best.ContainsKey(lesson.Id)), lessons.Count(lesson => PlaceIn(lesson) is not null), lessons.Sum(CountMissed));
}

/// <summary>How far somebody is with the lessons of a path.</summary>
/// <param name="Lessons">How many lessons there are.</param>
/// <param name="Done">How many were played to their end.</param>
/// <param name="Halfway">How many were left before their end.</param>
/// <param name="Missed">How many questions were missed.</param>
public sealed record PathProgress(int Lessons, int Done, int Halfway, int Missed)
{
    /// <summary>What is open, for people: <c>1 halfway, 2 questions missed</c>; empty where nothing is.</summary>
    public string Open => string.Join(", ", new[] { Halfway > 0 ? $"{Halfway} halfway" : "", MissedWords(Missed) }.Where(part => part.Length > 0));

    /// <summary>How many questions were missed, in words; empty where none was.</summary>
    public static string MissedWords(int missed) => missed switch { 0 => "", 1 => "1 question missed", _ => $"{missed} questions missed" };
}

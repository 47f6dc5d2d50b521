namespace Sandbox.Core.Lessons;

/// <summary>How far somebody is with the lessons of a path.</summary>
public sealed class PathProgress
{
    /// <param name="progress">What was done.</param>
    /// <param name="all">All lessons.</param>
    /// <param name="path">The title of the path.</param>
    public PathProgress(LessonProgress progress, IReadOnlyList<Lesson> all, string path)
    {
        foreach (Lesson lesson in all)
        {
            if (LessonPaths.TitleOf(lesson) != path)
                continue;
            Lessons++;
            Done += progress.Of(lesson.Id).Best is null ? 0 : 1;
            Halfway += progress.PlaceIn(lesson) is null ? 0 : 1;
            Missed += progress.CountMissed(lesson);
        }
    }

    /// <summary>How many lessons there are.</summary>
    public int Lessons { get; }

    /// <summary>How many were played to their end.</summary>
    public int Done { get; }

    /// <summary>How many were left before their end.</summary>
    public int Halfway { get; }

    /// <summary>How many questions were missed.</summary>
    public int Missed { get; }

    /// <summary>What is open, for people: <c>, 1 halfway, 2 questions missed</c>; empty where nothing is.</summary>
    public string Open =>
        (Halfway > 0 ? $", {Halfway} halfway" : "") + (Missed > 0 ? $", {Missed} {(Missed == 1 ? "question" : "questions")} missed" : "");
}

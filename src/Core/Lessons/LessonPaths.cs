namespace Sandbox.Core.Lessons;

/// <summary>Paths: lessons that are best taken one after the other. The program has two; a teacher's lessons may be on them too, or on a path of another name.</summary>
public static class LessonPaths
{
    /// <summary>The path through the exercises of the course, as files name it.</summary>
    public const string Lab = "lab";

    /// <summary>The path for afterwards.</summary>
    public const string Further = "further";

    /// <summary>What is said of lessons that are on no path.</summary>
    public const string Other = "others";

    /// <summary>What people call the path of a lesson; lessons of a course are on the path that the course is.</summary>
    public static string TitleOf(Lesson lesson) => lesson.Course ?? (lesson.Path == Lab ? "the lab" : lesson.Path ?? Other);

    /// <summary>The titles of the paths, in the order of their first lessons.</summary>
    public static List<string> TitlesOf(IEnumerable<Lesson> lessons)
    {
        List<string> titles = [];
        foreach (Lesson lesson in lessons)
        {
            if (!titles.Contains(TitleOf(lesson)))
                titles.Add(TitleOf(lesson));
        }
        return titles;
    }

    /// <summary>Lessons in the order in which they are taken: by place and id, and those of one path together.</summary>
    public static IEnumerable<Lesson> InOrder(IEnumerable<Lesson> lessons)
    {
        Lesson[] ordered = [.. lessons.OrderBy(lesson => lesson.Place ?? int.MaxValue).ThenBy(lesson => lesson.Id, StringComparer.Ordinal)];
        List<string> titles = TitlesOf(ordered);
        return ordered.OrderBy(lesson => titles.IndexOf(TitleOf(lesson)));
    }
}

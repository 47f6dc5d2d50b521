using System.Collections.Immutable;

namespace Sandbox.Core.Lessons;

/// <summary>A path: lessons that are best taken one after the other.</summary>
/// <param name="Id">What a lesson's file calls it.</param>
/// <param name="Title">What people call it.</param>
public sealed record LessonPathRow(string Id, string Title);

/// <summary>The paths of the program's own lessons. A teacher's lessons may be on them too, or on a path of another name.</summary>
public static class LessonPaths
{
    /// <summary>The program's own paths.</summary>
    public static ImmutableArray<LessonPathRow> All { get; } = [new("lab", "the lab"), new("further", "further")];

    /// <summary>What is said of lessons that are on no path.</summary>
    public const string Other = "others";

    /// <summary>What people call the path of a lesson; lessons of a course are on the path that the course is.</summary>
    public static string TitleOf(Lesson lesson) => lesson.Course ?? All.FirstOrDefault(row => row.Id == lesson.Path)?.Title ?? lesson.Path ?? Other;

    /// <summary>Lessons in the order in which they are taken: by place and id, and those of one path together.</summary>
    public static IEnumerable<Lesson> InOrder(IEnumerable<Lesson> lessons) =>
        lessons.OrderBy(lesson => lesson.Place ?? int.MaxValue).ThenBy(lesson => lesson.Id, StringComparer.Ordinal).GroupBy(TitleOf).SelectMany(path => path);
}

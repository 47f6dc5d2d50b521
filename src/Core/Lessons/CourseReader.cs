using System.Collections.Immutable;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;

namespace Sandbox.Core.Lessons;

/// <summary>
/// Understands a course that anybody may have written: one object of JSON that holds each lesson's fields and the lines of its texts. It starts nothing and
/// opens nothing, and nothing in it is a path.
/// </summary>
public static class CourseReader
{
    private const string See = "docs/teachers.md";

    /// <summary>Reads a course.</summary>
    /// <param name="path">How messages name the file.</param>
    /// <param name="bytes">What is in it.</param>
    public static CourseReading Read(string path, byte[] bytes)
    {
        LessonSource source = new(path, LessonReader.WithoutMark(bytes), See, LessonCaps.CourseBytes);
        List<string> broken = [];
        Course? course = source.IsText("an object in braces") && source.Json() is { } root ? Of(source, root, broken) : null;
        return new CourseReading(course, [.. broken], SpecProblems.Told(source.Problems, path));
    }

    private static Course? Of(LessonSource source, PlacedJson root, List<string> broken)
    {
        if (source.Members(root, "the course", ["course", "title", "lessons"], "$schema") is not { } members)
            return null;
        if (members.TryGetValue("course", out PlacedJson? version))
            source.Whole(version, "course", Course.Version, Course.Version);
        string title = members.TryGetValue("title", out PlacedJson? given) ? source.Text(given, "title", LessonCaps.Title) : "";
        if (source.Problems.Count > 0 || !members.TryGetValue("lessons", out PlacedJson? list))
            return null;
        ImmutableArray<PlacedJson> items = source.Items(list, "lessons", 1, LessonCaps.CourseLessons);
        Dictionary<string, Lesson> lessons = [];
        var demos = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (PlacedJson item in items)
        {
            int before = source.Problems.Count;
            (string id, Lesson? lesson, string? demo) = OneOf(source, item);
            if (lessons.ContainsKey(id) || broken.Contains(id))
                source.Complain(item.Offset, $"there is a lesson {Quoted.Of(id)} already; expected another id");
            if (lesson is null || source.Problems.Count > before)
            {
                broken.Add(id);
                continue;
            }
            lessons.Add(id, lesson with { Course = title });
            if (demo is not null)
                demos.Add(id, demo);
        }
        return new Course(title, [.. lessons.Values], demos.ToImmutable());
    }

    private static (string Id, Lesson? Lesson, string? Demo) OneOf(LessonSource source, PlacedJson item)
    {
        if (source.Members(item, "a lesson", ["id", "scenario", "text"], "demo") is not { } members)
            return ("", null, null);
        string id = members.TryGetValue("id", out PlacedJson? name) && name.Shape == JsonShape.Text ? name.Text : "";
        if (name is not null && !Lesson.IsId(id))
            source.Wrong(name, "id", "small letters, digits and dashes, at most 40 of them");
        string text = members.TryGetValue("text", out PlacedJson? lines) ? source.Lines(lines, "text") : "";
        string? demo = members.TryGetValue("demo", out PlacedJson? script) ? source.Lines(script, "demo") : null;
        Lesson? lesson = members.TryGetValue("scenario", out PlacedJson? fields) ? LessonReader.Read(source, id, fields, text) : null;
        return (id, lesson, demo);
    }
}

using System.Text;
using Sandbox.Core.Lessons;
using Sandbox.Tui.Lessons;

namespace Sandbox.Tui.Tests.Lessons;

/// <summary>Courses among the lessons that there are.</summary>
public sealed class CourseLibraryTests : IDisposable
{
    private const string Fields =
        """{ "title": "T", "summary": "S", "level": "beginner", "minutes": 5, "steps": [{ "run": {}, "predictions": [{ "ask": "Which?", "kind": "verdict" }] }] }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("courses").FullName;

    [Fact]
    public void What_lies_in_the_machines_folder_is_there_for_everybody()
    {
        Assert.Empty(Machine().Problems);
        string courses = Directory.CreateDirectory(Path.Combine(_folder, "courses")).FullName;
        Write(courses, "b", "Lab 9", "two", "one");
        Write(courses, "a", "Lab 8", "three");
        Directory.CreateDirectory(Path.Combine(courses, "plain"));
        File.WriteAllText(Path.Combine(courses, "plain", "scenario.json"), Fields);
        File.WriteAllText(Path.Combine(courses, "plain", "lesson.md"), "# P");
        File.WriteAllText(Path.Combine(courses, "README"), "no course");
        LessonLibrary library = Machine();
        Assert.Empty(library.Problems);
        Assert.Equal([("plain", null), ("three", "Lab 8"), ("one", "Lab 9"), ("two", "Lab 9")], library.Lessons.Select(lesson => (lesson.Id, lesson.Course)));
    }

    [Fact]
    public void An_id_that_is_there_already_and_a_course_that_is_none_are_told_of_and_cost_only_themselves()
    {
        string one = Write(_folder, "one", "Lab 8", "same", "mine"), two = Write(_folder, "two", "Lab 9", "same", "yours");
        string none = Path.Combine(_folder, "none.course.json");
        File.WriteAllText(none, "{ \"course\": 1 }\n");
        LessonLibrary library = LessonLibrary.Read([new LessonsFolder(one, "o"), new LessonsFolder(none, "o"), new LessonsFolder(two, "o"), new LessonsFolder(Path.Combine(_folder, "no.course.json"), "o")]);
        Assert.Equal(["mine", "same", "yours"], library.Lessons.Select(lesson => lesson.Id));
        Assert.Contains(library.Problems, problem => problem.Origin == two && problem.Message.Contains("there is a scenario same already"));
        Assert.Contains(library.Problems, problem => problem.Origin == $"{none}:1:1" && problem.Message.Contains("the course has no \"title\""));
        Assert.Contains(library.Problems, problem => problem.Origin.EndsWith("no.course.json") && problem.Message.Contains("cannot be read"));
    }

    [Fact]
    public void Neither_a_link_nor_a_file_with_a_second_name_is_read()
    {
        string course = Write(_folder, "one", "Lab 8", "mine"), link = Path.Combine(_folder, "link.course.json");
        File.CreateSymbolicLink(link, course);
        LessonLibrary library = LessonLibrary.Read([new LessonsFolder(link, "o")]);
        Assert.Empty(library.Lessons);
        Assert.Contains("is a link", Assert.Single(library.Problems).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Write(string folder, string name, string title, params string[] ids)
    {
        string path = Path.Combine(folder, $"{name}{Course.Extension}");
        CourseWriter writer = new(title);
        foreach (string id in ids)
            writer.Add(id, Encoding.UTF8.GetBytes(Fields), "# T"u8.ToArray(), null);
        File.WriteAllBytes(path, writer.Bytes());
        return path;
    }

    private LessonLibrary Machine() => LessonLibrary.Read([LessonLibrary.CoursesOf(_folder)]);
}

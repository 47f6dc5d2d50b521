using System.Text;
using Sandbox.Core.Lessons;

namespace Sandbox.Core.Tests.Lessons;

/// <summary>Courses that somebody packed or wrote.</summary>
public class CourseTests
{
    private const string Scenario =
        """
        {
          // A comment stays.
          "title": "T", "summary": "S", "level": "beginner", "minutes": 5,
          "steps": [{ "run": { "model": "threads" }, "predictions": [{ "ask": "Which?", "kind": "verdict" }] }], // and this one
        } // the last
        """;

    [Fact]
    public void What_is_packed_is_read_back_and_the_same_lessons_give_the_same_bytes()
    {
        byte[] packed = Packed();
        Assert.Equal(packed, Packed());
        CourseReading reading = CourseReader.Read("c", packed);
        Assert.Empty(reading.Problems);
        Course course = reading.Course!;
        Assert.Equal(("Lab 8", "a b"), (course.Title, string.Join(' ', course.Lessons.Select(lesson => lesson.Id))));
        Assert.Equal("# A\n\n\tcode \"quoted\" \\ \u00e9\n", course.Lessons[0].Text);
        Assert.Equal("title X\n", Assert.Single(course.Demos).Value);
        Assert.All(course.Lessons, lesson => Assert.Equal("Lab 8", LessonPaths.TitleOf(lesson)));
        Assert.Contains("// A comment stays.", Encoding.UTF8.GetString(packed));
    }

    [Fact]
    public void The_programs_own_lessons_make_a_course()
    {
        string[] folders = Directory.GetDirectories(Path.Combine(SourceTree.Root, "scenarios"));
        CourseWriter writer = new("All");
        foreach (string folder in folders)
            writer.Add(Path.GetFileName(folder), Of(folder, "scenario.json")!, Of(folder, "lesson.md")!, Of(folder, "demo.txt"));
        byte[] packed = writer.Bytes();
        CourseReading reading = CourseReader.Read("c", packed);
        Assert.Empty(reading.Problems);
        Assert.Equal(folders.Length, reading.Course!.Lessons.Length);
        Assert.InRange(packed.Length, 1, LessonCaps.CourseBytes / 4);

        static byte[]? Of(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? File.ReadAllBytes(Path.Combine(folder, name)) : null;
    }

    [Theory]
    [InlineData("\"course\": 1", "\"course\": 2", "c:2:13", "\"course\" is 2; expected a whole number from 1 to 1")]
    [InlineData("\"Lab 8\"", "\"\\u001b[2J\"", "c:3:12", "there is a control character, \\u001b")]
    [InlineData("\"threads\"", "\"threds\"", "c:11:33", "the nearest is threads")]
    [InlineData("\"id\": \"a\"", "\"id\": \"../a\"", "c:6:13", "\"id\" is the text \"../a\"; expected small letters, digits and dashes")]
    [InlineData("\"id\": \"a\"", "\"id\": \"b\"", "c:23:5", "there is a lesson \"b\" already")]
    [InlineData("\"id\": \"a\"", "\"file\": \"/etc/passwd\", \"id\": \"a\"", "c:6:7", "there is no key of a lesson \"file\"")]
    [InlineData("\"# A\"", "\"# \\u202e\"", "c:15:9", "\"text\": there is a control character, \\u202e")]
    [InlineData("\"# A\"", "7", "c:15:9", "a list of lines, each a text in quotes")]
    [InlineData("\"lessons\": [", "\"lessons\": [,", "c:4:15", "this is not JSON")]
    public void Whatever_is_wrong_is_said_with_its_place_in_the_course(string found, string replaced, string origin, string message)
    {
        string text = Encoding.UTF8.GetString(Packed());
        int at = text.IndexOf(found, StringComparison.Ordinal);
        Assert.True(at >= 0, found);
        CourseReading reading = CourseReader.Read("c", Encoding.UTF8.GetBytes(text[..at] + replaced + text[(at + found.Length)..]));
        Assert.Contains(reading.Problems, problem => problem.Origin == origin && problem.Message.Contains(message));
    }

    [Fact]
    public void A_lesson_with_a_problem_costs_only_itself()
    {
        string text = Encoding.UTF8.GetString(Packed());
        int at = text.IndexOf("\"threads\"", StringComparison.Ordinal);
        CourseReading reading = CourseReader.Read("c", Encoding.UTF8.GetBytes(text[..at] + "\"x\"" + text[(at + 9)..]));
        Assert.Equal("b", Assert.Single(reading.Course!.Lessons).Id);
        Assert.Equal(["a"], reading.Broken);
    }

    [Fact]
    public void Caps_hold()
    {
        Assert.Contains("larger than 2,097,152 bytes", Assert.Single(CourseReader.Read("c", new byte[LessonCaps.CourseBytes + 1]).Problems).Message);
        CourseWriter writer = new("M");
        for (int number = 0; number < 101; number++)
            writer.Add($"l{number}", "{}"u8.ToArray(), "x"u8.ToArray(), null);
        CourseReading many = CourseReader.Read("c", writer.Bytes());
        Assert.Contains("\"lessons\" has 101 items; expected 1 to 100", Assert.Single(many.Problems).Message);
        CourseReading workers = CourseReader.Read("c", One(Scenario.Replace("\"threads\"", "\"threads\", \"workers\": 129")));
        Assert.Contains("expected at most 128 in a scenario", Assert.Single(workers.Problems).Message);
    }

    [Fact]
    public void Ten_thousand_mutated_courses_crash_nothing_and_no_message_has_a_control_character()
    {
        Random random = new(11);
        byte[] good = Packed();
        for (int round = 0; round < 10_000; round++)
        {
            byte[] bytes = [.. good];
            for (int count = random.Next(1, 4); count > 0; count--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            CourseReading reading = CourseReader.Read("c", bytes);
            Assert.True(reading.Course is not null || !reading.Problems.IsEmpty);
            Assert.DoesNotContain(reading.Problems, problem => (problem.Origin + problem.Message).Any(char.IsControl));
        }
    }

    private static byte[] Packed()
    {
        CourseWriter writer = new("Lab 8");
        writer.Add("a", Encoding.UTF8.GetBytes(Scenario.Replace("\n", "\r\n")), Encoding.UTF8.GetBytes("\ufeff# A\r\n\r\n\tcode \"quoted\" \\ \u00e9\r\n"), "title X\n"u8.ToArray());
        writer.Add("b", Encoding.UTF8.GetBytes(Scenario), "# B"u8.ToArray(), null);
        return writer.Bytes();
    }

    private static byte[] One(string scenario)
    {
        CourseWriter writer = new("W");
        writer.Add("a", Encoding.UTF8.GetBytes(scenario), "# A"u8.ToArray(), null);
        return writer.Bytes();
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sandbox.Core.Lessons;

/// <summary>Writes a course. The same lessons give the same bytes, whenever and wherever; a lesson's fields stay as they were written, with their comments.</summary>
public static class CourseWriter
{
    /// <summary>The file.</summary>
    /// <param name="title">The course's title.</param>
    /// <param name="lessons">Lessons that read well.</param>
    public static byte[] Write(string title, IEnumerable<PackedLesson> lessons)
    {
        StringBuilder text = new();
        text.Append($"{{\n  \"course\": {Course.Version},\n  \"title\": {Said(title)},\n  \"lessons\": [");
        string between = "\n";
        foreach (PackedLesson lesson in lessons.OrderBy(lesson => lesson.Id, StringComparer.Ordinal))
        {
            text.Append(between).Append($"    {{\n      \"id\": {Said(lesson.Id)},\n      \"scenario\":\n");
            // Where the last line is a comment, what follows must not be part of it.
            text.Append(TextOf(lesson.Fields).TrimEnd()).Append('\n').Append("      ,\n");
            Lines(text, "text", lesson.Text);
            if (lesson.Demo is { } demo)
                Lines(text.Append(",\n"), "demo", demo);
            text.Append("\n    }");
            between = ",\n";
        }
        return Encoding.UTF8.GetBytes(text.Append("\n  ]\n}\n").ToString());
    }

    private static void Lines(StringBuilder into, string name, byte[] bytes)
    {
        string text = TextOf(bytes);
        string[] lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        into.Append($"      \"{name}\": [\n").AppendJoin(",\n", lines.Select(line => $"        {Said(line)}")).Append("\n      ]");
    }

    private static string TextOf(byte[] bytes) =>
        Encoding.UTF8.GetString(LessonReader.WithoutMark(bytes)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Said(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sandbox.Core.Lessons;

/// <summary>Writes a course. The same lessons give the same bytes, whenever and wherever; a lesson's fields stay as they were written, with their comments.</summary>
/// <param name="title">The course's title.</param>
public sealed class CourseWriter(string title)
{
    private readonly StringBuilder _text = new($"{{\n  \"course\": {Course.Version},\n  \"title\": {Said(title)},\n  \"lessons\": [");
    private string _between = "\n";

    /// <summary>Adds a lesson that reads well.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="fields">What is in its <c>scenario.json</c>.</param>
    /// <param name="text">What is in its <c>lesson.md</c>.</param>
    /// <param name="demo">What is in its <c>demo.txt</c>; <c>null</c> where there is none.</param>
    public void Add(string id, byte[] fields, byte[] text, byte[]? demo)
    {
        _text.Append(_between).Append($"    {{\n      \"id\": {Said(id)},\n      \"scenario\":\n");
        // Where the last line is a comment, what follows must not be part of it.
        _text.Append(TextOf(fields).TrimEnd()).Append("\n      ,\n");
        Lines(_text, "text", text);
        if (demo is not null)
            Lines(_text.Append(",\n"), "demo", demo);
        _text.Append("\n    }");
        _between = ",\n";
    }

    /// <summary>The file.</summary>
    public byte[] Bytes() => Encoding.UTF8.GetBytes($"{_text}\n  ]\n}}\n");

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

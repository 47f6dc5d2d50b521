using System.Text;
using Sandbox.Core.Lessons;
using Sandbox.Tui.Lessons;
using static Sandbox.Tui.Tests.Documents.Markdown;

namespace Sandbox.Tui.Tests.Documents;

/// <summary>The path of the lessons, as documents list it.</summary>
internal static class LessonPath
{
    public static string Table() => new StringBuilder().Table(
        ["", "lesson", "path", "id", "what it asks", "level", "minutes"],
        LessonLibrary.Read([LessonLibrary.OwnFolder(SourceTree.Root)]).Lessons.Select((lesson, at) => new[]
        {
            $"{at + 1}", lesson.Title, LessonPaths.TitleOf(lesson), Code(lesson.Id), lesson.Summary, lesson.Level, $"{lesson.Minutes}",
        })).ToString();
}

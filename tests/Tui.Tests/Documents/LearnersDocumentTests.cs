namespace Sandbox.Tui.Tests.Documents;

/// <summary>The list of lessons in docs/learners.md stands between two marks, and is made of the lessons.</summary>
public class LearnersDocumentTests
{
    private const string Path = "docs/learners.md";
    private const string Begin = "<!-- made from the lessons by LearnersDocumentTests -->\n";
    private const string End = "<!-- end -->\n";

    [Fact]
    public void The_list_of_lessons_for_learners_is_that_of_the_lessons()
    {
        string document = File.ReadAllText(System.IO.Path.Combine(SourceTree.Root, Path));
        int from = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, until = document.IndexOf(End, StringComparison.Ordinal);
        Assert.InRange(until, from, document.Length);
        Golden.CheckFile(Path, document[..from] + LessonPath.Table() + document[until..]);
    }
}

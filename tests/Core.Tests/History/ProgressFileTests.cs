using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;

namespace Sandbox.Core.Tests.History;

public sealed class ProgressFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("progress").FullName;

    private string Place => Path.Combine(_folder, "state", "progress.jsonl");

    [Fact]
    public void The_best_of_each_lesson_is_kept_beside_what_came_later()
    {
        ProgressFile file = new(Place);
        Add(file, "a", 2);
        Add(file, "b", 1);
        Add(file, "a", 1);
        Assert.Equal(2, file.Read().Of("a").Best!.Right);
        Assert.Equal(1, file.Read().Of("b").Best!.Right);
    }

    [Fact]
    public void A_line_that_was_torn_off_swallows_no_other()
    {
        ProgressFile file = new(Place);
        Add(file, "a", 3);
        File.AppendAllText(Place, "{\"when\":\"2026-01-0");
        Add(file, "b", 2);
        File.AppendAllText(Place, "null\n7\n{}\n{\"scenario\":\"\u001b[2J\",\"right\":1,\"of\":1}\n{\"scenario\":\"c\",\"right\":9,\"of\":1}");
        Assert.Equal(["a", "b"], file.Read().Known.Order());
    }

    [Fact]
    public void What_the_first_release_kept_is_read_and_the_file_looks_the_same_now()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.WriteAllText(Place, "{\"when\":\"2026-11-22T10:00:00+00:00\",\"scenario\":\"wait-for-it\",\"right\":3,\"of\":4}\n");
        ProgressFile file = new(Place);
        LessonScore kept = file.Read().Of("wait-for-it").Best!;
        Assert.Equal((3, 4), (kept.Right, kept.Of));
        file.Append(ProgressLine.OfEnd("wait-for-it", kept), new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        string[] lines = File.ReadAllLines(Place);
        Assert.Equal(lines[0], lines[1]);
    }

    [Fact]
    public void Where_a_lesson_was_left_is_kept_until_its_end()
    {
        ProgressFile file = new(Place);
        file.Append(ProgressLine.OfPlace("a", new LessonPlace(0, 0, ["b"])), DateTimeOffset.UnixEpoch);
        file.Append(ProgressLine.OfPlace("a", new LessonPlace(1, 2, ["c", "SIGSEGV"])), DateTimeOffset.UnixEpoch);
        LessonPlace kept = file.Read().Of("a").Place!;
        Assert.Equal((1, 2, "c SIGSEGV"), (kept.Step, kept.Right, string.Join(' ', kept.Answers)));
        Add(file, "a", 1);
        Assert.Null(file.Read().Of("a").Place);
        Assert.Equal(1, file.Read().Of("a").Best!.Right);
    }

    [Fact]
    public void A_question_is_missed_until_it_is_known()
    {
        ProgressFile file = new(Place);
        file.Append(ProgressLine.OfMarks("a", ["00000001"], ["00000002", "00000003"]), DateTimeOffset.UnixEpoch);
        file.Append(ProgressLine.OfMarks("a", ["00000002"], []), DateTimeOffset.UnixEpoch);
        Assert.Equal(["00000003"], file.Read().Of("a").Missed);
        file.Append(ProgressLine.OfMarks("a", ["00000003"], []), DateTimeOffset.UnixEpoch);
        Assert.Empty(file.Read().Of("a").Missed);
    }

    [Theory]
    [InlineData("""{"halfway":"A b","step":1,"right":0}""")]
    [InlineData("""{"halfway":"a","step":-1,"right":0}""")]
    [InlineData("""{"halfway":"a","right":0}""")]
    [InlineData("""{"halfway":"a","step":1,"right":-2}""")]
    [InlineData("""{"halfway":"a","step":1,"right":0,"answers":[null]}""")]
    [InlineData("""{"halfway":"a","step":1,"right":0,"answers":["12345678901234567890123456789012345678901"]}""")]
    [InlineData("""{"halfway":"a","step":1,"right":0,"answers":["a","a","a","a","a","a","a","a","a","a","a","a","a"]}""")]
    [InlineData("""{"halfway":"a","asked":"a","step":1,"right":0}""")]
    [InlineData("""{"asked":"a","missed":["123456789"]}""")]
    [InlineData("""{"asked":"a","missed":"12345678"}""")]
    [InlineData("""{"asked":7}""")]
    [InlineData("""{"asked":"a","missed":["\ud800"]}""")]
    [InlineData("""{"scenario":"a","right":2147483648,"of":2147483648}""")]
    [InlineData("""{"scenario":"a","right":1,"of":2} {}""")]
    [InlineData("""[{"scenario":"a","right":1,"of":2}]""")]
    public void A_line_that_somebody_broke_costs_only_itself(string broken)
    {
        ProgressFile file = new(Place);
        Add(file, "a", 1);
        File.AppendAllText(Place, broken + "\n");
        Add(file, "b", 2);
        LessonProgress read = file.Read();
        Assert.Equal(["a", "b"], read.Known.Order());
        Assert.True(read.Of("a") is { Place: null, Missed: [] });
    }

    [Fact]
    public void A_version_that_knew_only_ends_finds_no_lesson_in_the_other_lines()
    {
        ProgressFile file = new(Place);
        file.Append(ProgressLine.OfPlace("a", new LessonPlace(1, 2, ["c"])), DateTimeOffset.UnixEpoch);
        file.Append(ProgressLine.OfMarks("a", [], ["00000002"]), DateTimeOffset.UnixEpoch);
        Assert.All(File.ReadAllLines(Place), line => Assert.DoesNotContain("\"scenario\"", line));
    }

    [Fact]
    public void Of_a_file_of_a_gigabyte_the_end_is_read()
    {
        ProgressFile file = new(Place);
        Add(file, "a", 3);
        using (FileStream whole = new(Place, FileMode.Open))
            whole.SetLength(1 << 30);
        Add(file, "b", 2);
        Assert.Equal(["b"], file.Read().Known);
    }

    [Fact]
    public void Nobody_else_may_read_it_and_where_there_is_none_nothing_was_done()
    {
        Assert.Empty(new ProgressFile(Place).Read().Known);
        Add(new ProgressFile(Place), "a", 0);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Add(ProgressFile file, string lesson, int right) => file.Append(ProgressLine.OfEnd(lesson, new LessonScore(right, 3)), DateTimeOffset.UnixEpoch);
}

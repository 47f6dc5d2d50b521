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
        file.Append(Entry("a", 2));
        file.Append(Entry("b", 1));
        file.Append(Entry("a", 1));
        Assert.Equal(2, file.Read().Best["a"].Right);
        Assert.Equal(1, file.Read().Best["b"].Right);
    }

    [Fact]
    public void A_line_that_was_torn_off_swallows_no_other()
    {
        ProgressFile file = new(Place);
        file.Append(Entry("a", 3));
        File.AppendAllText(Place, "{\"when\":\"2026-01-0");
        file.Append(Entry("b", 2));
        File.AppendAllText(Place, "null\n7\n{}\n{\"scenario\":\"\u001b[2J\",\"right\":1,\"of\":1}\n{\"scenario\":\"c\",\"right\":9,\"of\":1}");
        Assert.Equal(["a", "b"], file.Read().Best.Keys.Order());
    }

    [Fact]
    public void What_the_first_release_kept_is_read_and_the_file_looks_the_same_now()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.WriteAllText(Place, "{\"when\":\"2026-11-22T10:00:00+00:00\",\"scenario\":\"wait-for-it\",\"right\":3,\"of\":4}\n");
        ProgressFile file = new(Place);
        Assert.Equal(new LessonScore(3, 4), Assert.Single(file.Read().Best).Value);
        file.Append(ProgressLine.OfEnd("wait-for-it", new LessonScore(3, 4)) with { When = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero) });
        string[] lines = File.ReadAllLines(Place);
        Assert.Equal(lines[0], lines[1]);
    }

    [Fact]
    public void Where_a_lesson_was_left_is_kept_until_its_end()
    {
        ProgressFile file = new(Place);
        file.Append(ProgressLine.OfPlace("a", new LessonPlace(0, 0, ["b"])));
        file.Append(ProgressLine.OfPlace("a", new LessonPlace(1, 2, ["c", "SIGSEGV"])));
        LessonPlace kept = file.Read().Places["a"];
        Assert.Equal((1, 2, "c SIGSEGV"), (kept.Step, kept.Right, string.Join(' ', kept.Answers)));
        file.Append(Entry("a", 1));
        Assert.Empty(file.Read().Places);
        Assert.Single(file.Read().Best);
    }

    [Fact]
    public void A_question_is_missed_until_it_is_known()
    {
        ProgressFile file = new(Place);
        file.Append(new ProgressLine { Asked = "a", Known = ["00000001"], Missed = ["00000002", "00000003"] });
        file.Append(new ProgressLine { Asked = "a", Known = ["00000002"] });
        Assert.Equal(["00000003"], file.Read().Marks["a"]);
        file.Append(new ProgressLine { Asked = "a", Known = ["00000003"] });
        Assert.Empty(file.Read().Marks);
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
    public void A_line_that_somebody_broke_costs_only_itself(string broken)
    {
        ProgressFile file = new(Place);
        file.Append(Entry("a", 1));
        File.AppendAllText(Place, broken + "\n");
        file.Append(Entry("b", 2));
        LessonProgress read = file.Read();
        Assert.Equal(["a", "b"], read.Best.Keys.Order());
        Assert.True(read.Places.IsEmpty && read.Marks.IsEmpty);
    }

    [Fact]
    public void A_version_that_knew_only_ends_finds_no_lesson_in_the_other_lines()
    {
        ProgressFile file = new(Place);
        file.Append(ProgressLine.OfPlace("a", new LessonPlace(1, 2, ["c"])));
        file.Append(new ProgressLine { Asked = "a", Missed = ["00000002"] });
        Assert.All(File.ReadAllLines(Place), line => Assert.DoesNotContain("\"scenario\"", line));
    }

    [Fact]
    public void Of_a_file_of_a_gigabyte_the_end_is_read()
    {
        ProgressFile file = new(Place);
        file.Append(Entry("a", 3));
        using (FileStream whole = new(Place, FileMode.Open))
            whole.SetLength(1 << 30);
        file.Append(Entry("b", 2));
        Assert.Equal(["b"], file.Read().Best.Keys);
    }

    [Fact]
    public void Nobody_else_may_read_it_and_where_there_is_none_nothing_was_done()
    {
        Assert.Empty(new ProgressFile(Place).Read().Best);
        new ProgressFile(Place).Append(Entry("a", 0));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ProgressLine Entry(string scenario, int right) => ProgressLine.OfEnd(scenario, new LessonScore(right, 3));
}

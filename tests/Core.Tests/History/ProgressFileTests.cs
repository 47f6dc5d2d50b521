using Sandbox.Core.Kernel.Files;

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
        Assert.Equal(2, file.Best()["a"].Right);
        Assert.Equal(1, file.Best()["b"].Right);
    }

    [Fact]
    public void A_line_that_was_torn_off_swallows_no_other()
    {
        ProgressFile file = new(Place);
        file.Append(Entry("a", 3));
        File.AppendAllText(Place, "{\"when\":\"2026-01-0");
        file.Append(Entry("b", 2));
        File.AppendAllText(Place, "null\n7\n{}\n{\"scenario\":\"\u001b[2J\",\"right\":1,\"of\":1}\n{\"scenario\":\"c\",\"right\":9,\"of\":1}");
        Assert.Equal(["a", "b"], file.Best().Keys.Order());
    }

    [Fact]
    public void What_the_first_release_kept_is_read_and_the_file_looks_the_same_now()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.WriteAllText(Place, "{\"when\":\"2026-11-22T10:00:00+00:00\",\"scenario\":\"wait-for-it\",\"right\":3,\"of\":4}\n");
        ProgressFile file = new(Place);
        ProgressEntry kept = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), "wait-for-it", 3, 4);
        Assert.Equal(kept, Assert.Single(file.Best()).Value);
        file.Append(kept);
        string[] lines = File.ReadAllLines(Place);
        Assert.Equal(lines[0], lines[1]);
    }

    [Fact]
    public void Of_a_file_of_a_gigabyte_the_end_is_read()
    {
        ProgressFile file = new(Place);
        file.Append(Entry("a", 3));
        using (FileStream whole = new(Place, FileMode.Open))
            whole.SetLength(1 << 30);
        file.Append(Entry("b", 2));
        Assert.Equal(["b"], file.Best().Keys);
    }

    [Fact]
    public void Nobody_else_may_read_it_and_where_there_is_none_nothing_was_done()
    {
        Assert.Empty(new ProgressFile(Place).Best());
        new ProgressFile(Place).Append(Entry("a", 0));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ProgressEntry Entry(string scenario, int right) => new(DateTimeOffset.UnixEpoch, scenario, right, 3);
}

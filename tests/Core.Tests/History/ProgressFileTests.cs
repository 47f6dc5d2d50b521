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
    public void Nobody_else_may_read_it_and_where_there_is_none_nothing_was_done()
    {
        Assert.Empty(new ProgressFile(Place).Best());
        new ProgressFile(Place).Append(Entry("a", 0));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ProgressEntry Entry(string scenario, int right) => new(DateTimeOffset.UnixEpoch, scenario, right, 3);
}

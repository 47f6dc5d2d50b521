using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core.History;

namespace Sandbox.Core.Tests.History;

/// <summary>Lines that are JSON of the right form, and do not hold together.</summary>
public class SoundLineTests
{
    private static readonly string Good = Encoding.UTF8.GetString(HistoryLine.Write(HistoryMutations.Runs[1])).TrimEnd('\n');

    [Fact]
    public void Every_run_as_it_was_written_holds_together() =>
        Assert.All(HistoryMutations.Runs, run => Assert.NotNull(HistoryLine.Read(HistoryLine.Write(run).AsSpan()[..^1], out _)));

    [Theory]
    [InlineData("\"index\":1,", "\"index\":99,", "its worker 1 does not hold together")]
    [InlineData("\"index\":1,", "\"index\":-1,", "its worker 1 does not hold together")]
    [InlineData("\"index\":1,", "\"index\":0,", "its worker 1 does not hold together")]
    [InlineData("\"workers\":3,", "\"workers\":0,", "the numbers of its spec are out of range")]
    [InlineData("\"workers\":3,", "\"workers\":2147483647,", "it has 3 workers, and its spec 2,147,483,647")]
    [InlineData("\"workers\":3,", "\"workers\":4,", "it has 3 workers, and its spec 4")]
    [InlineData("\"faulty\":[2]", "\"faulty\":[3]", "its faulty workers are none of its workers")]
    [InlineData("\"faulty\":[2]", "\"faulty\":[2,1]", "its faulty workers are none of its workers")]
    [InlineData("\"length\":10000000", "\"length\":-1", "the numbers of its spec are out of range")]
    [InlineData("\"timeout\":10", "\"timeout\":1e300", "a setting of it is out of range, \"timeout=1E+300\"")]
    [InlineData("\"pageSize\":4096", "\"pageSize\":0", "a number of it is out of range")]
    [InlineData("\"totalMs\":3", "\"totalMs\":1e300", "a number of it is out of range")]
    [InlineData("\"totals\":{\"expected\":3000", "\"totals\":{\"expected\":3001", "its totals are not those of its workers")]
    [InlineData("\"call\":\"waitpid", "\"kall\":\"waitpid", "a wait call of it is none")]
    [InlineData("\"atMs\":1.5", "\"atMs\":-1.5", "a wait call of it has a number that no call has")]
    [InlineData("\"beganMs\":0.75", "\"beganMs\":1.75", "a wait call of it has a number that no call has")]
    [InlineData("\"beganMs\":0.75", "\"beganMs\":-1", "a wait call of it has a number that no call has")]
    [InlineData("\"role\":\"sum\"", "\"role\":\"intruder\"", "its worker 0 does not hold together")]
    [InlineData("\"kind\":\"process\"", "\"kind\":\"thread\"", "its worker 0 does not hold together")]
    public void A_line_that_does_not_hold_together_is_none_and_says_why(string ours, string theirs, string why)
    {
        Assert.Contains(ours, Good, StringComparison.Ordinal);
        int at = Good.IndexOf(ours, StringComparison.Ordinal);
        string line = string.Concat(Good.AsSpan(0, at), theirs, Good.AsSpan(at + ours.Length));

        Assert.Null(HistoryLine.Read(Encoding.UTF8.GetBytes(line), out string? problem));
        Assert.Equal(why, problem);
    }

    [Fact]
    public void A_command_of_a_megabyte_is_none_and_a_long_one_is_cut_where_it_is_listed()
    {
        string command = "sandbox run " + string.Concat(Enumerable.Repeat("\U0001f600", 1000));
        HistoryEntry entry = HistoryMutations.Runs[0] with { Command = command };
        HistoryEntry read = HistoryLine.Read(HistoryLine.Write(entry).AsSpan()[..^1], out _)!;

        Assert.InRange(read.ShownCommand.Length, 390, 400);
        Assert.EndsWith("\U0001f600...", read.ShownCommand, StringComparison.Ordinal);
        Assert.Null(HistoryLine.Read(HistoryLine.Write(entry with { Command = new string('x', 1 << 20) }).AsSpan()[..^1], out string? problem));
        Assert.Equal("a text of it is longer than 4,096 characters", problem);
    }

    [Fact]
    public void Whatever_is_changed_in_a_line_it_is_read_or_it_is_none()
    {
        int read = 0, none = 0;
        Prop.ForAll<int, int, int>((seed, changes, run) =>
        {
            byte[] line = HistoryMutations.Of(HistoryMutations.Runs[Math.Abs(run % HistoryMutations.Runs.Count)], seed, 1 + Math.Abs(changes % 3));
            HistoryEntry? entry = HistoryLine.Read(line, out string? problem);
            Assert.True(entry is null != problem is null);
            if (entry is null)
            {
                none++;
                return;
            }
            read++;
            Assert.NotNull(Comparison.Of(entry, HistoryMutations.Runs[0]));
            Assert.NotNull(HistoryLine.Read(HistoryLine.Write(entry).AsSpan()[..^1], out _));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
        // Both happen, or the test would say nothing.
        Assert.True(read > 100 && none > 100, $"{read} read, {none} not");
    }
}

using System.Text;
using Sandbox.Core.History;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Runs;
using static System.IO.UnixFileMode;

namespace Sandbox.Core.Tests.History;

public sealed class HistoryFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-history-").FullName;

    private string FilePath => Path.Combine(_folder, "state", "sandbox", "history.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_is_read_back_oldest_first()
    {
        HistoryFile history = new(FilePath);
        HistoryEntry[] kept = [Entry(0, "--fault segfault"), Entry(1, "--model threads --fault exit-code:3"), Entry(2, "--fault corrupt-array")];
        foreach (HistoryEntry entry in kept)
            Assert.Equal(0, history.Append(entry));

        HistoryReading reading = history.Read();

        Assert.Empty(reading.Problems);
        Assert.Equal(kept.Select(Text), reading.Entries.Select(Text));
    }

    [Fact]
    public void A_history_that_does_not_exist_is_empty()
    {
        HistoryReading reading = new HistoryFile(FilePath).Read();

        Assert.Empty(reading.Entries);
        Assert.Empty(reading.Problems);
        Assert.False(Directory.Exists(Path.Combine(_folder, "state")));
    }

    [Fact]
    public void Each_run_is_one_line()
    {
        HistoryFile history = new(FilePath);
        history.Append(Entry(0));
        history.Append(Entry(1));

        Assert.Equal(2, File.ReadAllText(FilePath).Count(letter => letter == '\n'));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(-1)]
    public void A_torn_last_line_is_passed_over_and_the_next_run_starts_on_a_new_one(int length)
    {
        HistoryFile history = new(FilePath);
        history.Append(Entry(0));
        byte[] line = HistoryLine.Write(Entry(1));
        Add(length < 0 ? line[..^1] : line[..length]);
        // Without its line end alone it is whole.
        int whole = length < 0 ? 2 : 1;

        Assert.Equal(whole, history.Read().Entries.Length);
        Assert.Equal(2 - whole, history.Read().Problems.Count(problem => problem.Origin == $"{FilePath}:2" && problem.Message.Contains("torn off", StringComparison.Ordinal)));
        history.Append(Entry(2));

        Assert.Equal(whole + 1, history.Read().Entries.Length);
        Assert.Equal(Text(Entry(2)), Text(history.Read().Entries[^1]));
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"abcdef\"}")]
    [InlineData("{\"id\":\"abcdef\",\"when\":\"2026-03-01T12:00:00+00:00\",\"command\":\"x\",\"report\":null}")]
    public void A_line_that_is_no_run_is_named_and_passed_over(string junk)
    {
        HistoryFile history = new(FilePath);
        history.Append(Entry(0));
        Add([.. Encoding.UTF8.GetBytes(junk), (byte)'\n']);
        history.Append(Entry(1));

        HistoryReading reading = history.Read();

        Assert.Equal(2, reading.Entries.Length);
        Assert.Equal($"{FilePath}:2", Assert.Single(reading.Problems).Origin);
    }

    [Theory]
    [InlineData("\"fault\":\"none\"", "\"fault\":\"headache\"")]
    [InlineData("\"model\":\"processes\"", "\"model\":\"fibres\"")]
    [InlineData("\"kernel\":\"6.1.0\"", "\"kernel\":\"\\u001b[2J\"")]
    [InlineData("\"kernel\":\"6.1.0\"", "\"kernel\":\"\u009b2J\"")]
    [InlineData("\"kernel\":\"6.1.0\"", "\"kernel\":\"\u202e\"")]
    [InlineData("\"schema\":1", "\"schema\":2")]
    [InlineData("\"waits\":[", "\"waits\":[null,")]
    [InlineData("\"workers\":[", "\"workers\":[null,")]
    [InlineData("\"faulty\":[]", "\"faulty\":null")]
    [InlineData("\"totals\":{", "\"totals\":null,\"x\":{")]
    public void A_line_that_could_do_harm_when_it_is_shown_is_passed_over(string ours, string theirs)
    {
        string line = Text(Entry(0));
        Assert.Contains(ours, line, StringComparison.Ordinal);

        Assert.Null(HistoryLine.Read(Encoding.UTF8.GetBytes(line.Replace(ours, theirs, StringComparison.Ordinal)), out string? problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_passed_over()
    {
        Add([0xff, 0x00, (byte)'"', 0x80, (byte)'\n']);
        new HistoryFile(FilePath).Append(Entry(0));

        HistoryReading reading = new HistoryFile(FilePath).Read();

        Assert.Single(reading.Entries);
        Assert.Single(reading.Problems);
    }

    [Fact]
    public void A_line_of_the_first_release_can_still_be_read() =>
        // What a later version adds to specs and reports must be optional for who reads.
        Assert.NotNull(HistoryLine.Read(Encoding.UTF8.GetBytes(FirstRelease.Line), out _));

    [Fact]
    public void The_file_and_its_folder_are_their_owners_alone()
    {
        new HistoryFile(FilePath).Append(Entry(0));

        Assert.Equal(UserRead | UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Equal(UserRead | UserWrite | UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(FilePath)!));
    }

    [Fact]
    public void A_file_that_was_open_to_others_is_closed_to_them()
    {
        Add([]);
        File.SetUnixFileMode(FilePath, UserRead | UserWrite | GroupRead | OtherRead);
        new HistoryFile(FilePath).Append(Entry(0));

        Assert.Equal(UserRead | UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void A_full_file_becomes_the_older_one_and_what_goes_is_counted()
    {
        int line = HistoryLine.Write(Entry(0)).Length;
        HistoryFile history = new(FilePath, largest: 5 * line);
        int dropped = 0;
        for (int number = 0; number < 33; number++)
            dropped += history.Append(Entry(number));

        HistoryReading reading = history.Read();

        Assert.Empty(reading.Problems);
        Assert.Equal(33, reading.Entries.Length + dropped);
        Assert.InRange(reading.Entries.Length, 5, 10);
        Assert.InRange(new FileInfo(history.Current).Length, line, 5 * line);
        Assert.Equal(Enumerable.Range(dropped, 33 - dropped).Select(number => Text(Entry(number))), reading.Entries.Select(Text));
    }

    [Fact]
    public async Task Many_that_append_at_once_lose_nothing_when_the_file_gets_full_in_the_middle()
    {
        int line = HistoryLine.Write(Entry(0)).Length;
        HistoryFile history = new(FilePath, largest: 250 * line);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(() =>
        {
            for (int number = 0; number < 100; number++)
                Assert.Equal(0, history.Append(Entry((1000 * part) + number)));
        })));

        HistoryReading reading = history.Read();

        Assert.Empty(reading.Problems);
        Assert.Equal(400, reading.Entries.Select(Text).Distinct().Count());
        Assert.True(File.Exists(history.Older));
    }

    [Fact]
    public async Task Many_that_append_at_once_lose_nothing_that_is_not_counted_when_the_files_get_full_again_and_again()
    {
        const int Writers = 8, Each = 500;
        int line = HistoryLine.Write(Entry(0)).Length;
        HistoryFile history = new(FilePath, largest: 9 * line);
        int dropped = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(part => Task.Run(() =>
        {
            for (int number = 0; number < Each; number++)
                Interlocked.Add(ref dropped, history.Append(Entry((1000 * part) + number)));
        })));

        string[] kept = [.. File.ReadAllLines(history.Older), .. File.ReadAllLines(history.Current)];
        Assert.All(kept, text => Assert.NotNull(HistoryLine.Read(Encoding.UTF8.GetBytes(text), out _)));
        Assert.Equal([Path.GetFileName(history.Older), Path.GetFileName(history.Current)], Directory.EnumerateFiles(Path.GetDirectoryName(FilePath)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        // One that was counted with its file may have been added anew.
        Assert.InRange(kept.Length + dropped, Writers * Each, (Writers * Each) + (Writers * Each / 10));
        Assert.True(dropped > Writers * Each / 2, $"{dropped} dropped");
    }

    [Fact]
    public void Of_a_file_that_is_larger_than_it_can_get_only_the_end_is_read_and_that_is_said()
    {
        HistoryFile history = new(FilePath);
        history.Append(Entry(0));
        // A gigabyte of nothing, sparse; then a run.
        using (FileStream file = new(FilePath, FileMode.Open))
            file.SetLength(1 << 30);
        Add([(byte)'\n', .. HistoryLine.Write(Entry(1))]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        HistoryReading reading = history.Read();

        Assert.Equal(Text(Entry(1)), Text(Assert.Single(reading.Entries)));
        Assert.Equal([(FilePath, $"has {new FileInfo(FilePath).Length:#,0} bytes; only the last 33,554,432 are read")], reading.Problems.Select(problem => (problem.Origin, problem.Message)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 32 << 20, 36 << 20);
    }

    [Fact]
    public void A_run_that_is_larger_than_the_file_may_get_is_not_kept()
    {
        HistoryFile history = new(FilePath, largest: 1000);

        Assert.Contains("and it holds at most 1,000", Assert.Throws<IOException>(() => history.Append(Entry(0))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void Millions_of_lines_that_are_no_runs_are_counted_and_the_first_are_named()
    {
        const int Lines = 3_000_000;
        Add(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\"\n", Lines - 1)) + "{}"));
        new HistoryFile(FilePath).Append(Entry(0));

        HistoryReading reading = new HistoryFile(FilePath, largest: 1 << 30).Read();

        Assert.Single(reading.Entries);
        Assert.Equal((Lines, HistoryReading.MostProblems), (reading.PassedOver, reading.Problems.Length));
        Assert.Equal($"{FilePath}:1", reading.Problems[0].Origin);
    }

    [Theory]
    [InlineData("{\"id\":\"abcdef\",\"x\":\"\\ud800\", and so on and so on and so on and so on and so on and so on and so on and so on}")]
    [InlineData("{\"id\":\"abcdef\",\"when\":\"2026-03-01T12:00:00+00:00\",\"command\":\"\\ud800\",\"report\":{\"schema\":1,\"spec\":null}}  ")]
    [InlineData("{\"id\":\"abcdef\",\"when\":\"9999-99-99T12:00:00+00:00\",\"command\":\"x\",\"report\":{\"schema\":99,\"spec\":{\"model\":7}}}")]
    [InlineData("DEEP")]
    [InlineData("LONG")]
    public void Deep_nesting_lone_surrogates_and_ten_megabytes_are_passed_over(string line)
    {
        line = line switch { "DEEP" => "{\"id\":" + new string('[', 100_000), "LONG" => "{\"id\":\"" + new string('x', 10 << 20) + "\"}", _ => line };
        Add([.. Encoding.UTF8.GetBytes(line), (byte)'\n']);
        new HistoryFile(FilePath).Append(Entry(0));

        HistoryReading reading = new HistoryFile(FilePath).Read();

        Assert.Single(reading.Entries);
        Assert.Equal((1, $"{FilePath}:1"), (reading.PassedOver, Assert.Single(reading.Problems).Origin));
        Assert.InRange(reading.Problems[0].Message.Length, 10, 200);
    }

    [Fact]
    public void An_id_follows_from_the_run_and_is_short()
    {
        Assert.Equal(Entry(0).Id, Entry(0).Id);
        Assert.All(Enumerable.Range(0, 1000), number => Assert.True(HistoryEntry.IsId(Entry(number).Id)));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(number => Entry(number).Id).Distinct().Count());
    }

    [Theory]
    [InlineData("/state", "/home/x", "/state/sandbox/history.jsonl")]
    [InlineData("", "/home/x", "/home/x/.local/state/sandbox/history.jsonl")]
    [InlineData("relative", "/home/x", "/home/x/.local/state/sandbox/history.jsonl")]
    [InlineData("", "", null)]
    [InlineData("relative", "relative", null)]
    public void The_file_is_where_the_specification_of_base_directories_wants_it(string state, string home, string? file) =>
        Assert.Equal(file, HistoryPlace.Of(new Dictionary<string, string> { ["XDG_STATE_HOME"] = state, ["HOME"] = home }));

    private static HistoryEntry Entry(int number, string options = "")
    {
        RunReport report = Reports.Of(Reports.Spec(options), Verdict.Clean);
        return HistoryEntry.Of(report with { Host = report.Host with { Pid = number } }, Noon);
    }

    private static string Text(HistoryEntry entry) => Encoding.UTF8.GetString(HistoryLine.Write(entry)).TrimEnd('\n');

    private void Add(byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        using FileStream file = new(FilePath, FileMode.Append);
        file.Write(bytes);
    }
}

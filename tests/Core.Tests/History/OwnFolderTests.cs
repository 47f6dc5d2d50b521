using Sandbox.Core.History;
using Sandbox.Core.Kernel.Files;
using Sandbox.Core.Lessons;
using Sandbox.Core.Runs;
using static System.IO.UnixFileMode;

namespace Sandbox.Core.Tests.History;

/// <summary>What somebody put in the way of the history.</summary>
public sealed class OwnFolderTests : IDisposable
{
    private const string Words = "somebody else's\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-own-").FullName;

    private string Place => Path.Combine(_folder, "state", "sandbox");

    private HistoryFile History => new(Path.Combine(Place, "history.jsonl"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("history.jsonl")]
    [InlineData("progress.jsonl")]
    public void A_link_is_not_followed_and_what_it_leads_to_stays_as_it_is(string name)
    {
        string theirs = Theirs();
        File.CreateSymbolicLink(Path.Combine(Place, name), theirs);

        Assert.Equal($"{Path.Combine(Place, name)} is a link, and links are not followed; expected the file itself", Refusal(name));
        AssertUntouched(theirs);
    }

    [Theory]
    [InlineData("history.jsonl")]
    [InlineData("progress.jsonl")]
    public void A_link_that_leads_nowhere_makes_no_file(string name)
    {
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Place).FullName, name), Path.Combine(_folder, "new"));

        Assert.EndsWith("is a link, and links are not followed; expected the file itself", Refusal(name), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "new")));
    }

    [Theory]
    [InlineData("history.jsonl")]
    [InlineData("progress.jsonl")]
    public void A_file_with_another_name_too_is_not_written_to(string name)
    {
        string theirs = Theirs();
        Assert.Equal(0, LibC.link(theirs, Path.Combine(Place, name)));

        Assert.Equal($"{Path.Combine(Place, name)} has 2 names, hard links; expected a file with this one name", Refusal(name));
        AssertUntouched(theirs);
    }

    [Fact]
    public void A_history_that_is_a_link_or_a_folder_is_named_once_when_it_is_read()
    {
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Place).FullName, "history.jsonl"), "/etc/passwd");
        Assert.Equal([(History.Current, "is a link, and links are not followed; expected the file itself")], Problems());

        File.Delete(History.Current);
        Directory.CreateDirectory(History.Current);
        Assert.Equal([(History.Current, "is a folder; expected a file")], Problems());
        Assert.Equal($"{History.Current} is a folder; expected a file", Refusal("history.jsonl"));
    }

    [Fact]
    public void A_folder_that_is_a_link_of_the_users_own_is_used()
    {
        string elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        // From a folder of the way, by way of another link.
        File.CreateSymbolicLink(Path.Combine(_folder, "second"), elsewhere);
        File.CreateSymbolicLink(Place, "../second");
        History.Append(Entry());

        Assert.Single(History.Read().Entries);
        Assert.True(File.Exists(Path.Combine(elsewhere, "history.jsonl")));
    }

    [Fact]
    public void A_folder_that_is_a_link_to_nowhere_is_said_and_nothing_is_made_there()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.CreateSymbolicLink(Place, "../nowhere/deep");
        string why = $"is a link that leads to no folder: there is no {_folder}/nowhere";

        Assert.Equal($"{Place} {why}", Refusal("history.jsonl"));
        Assert.Equal([(Place, why)], Problems());
        Assert.False(Directory.Exists(Path.Combine(_folder, "nowhere")));
    }

    [Fact]
    public void A_link_to_itself_is_said()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.CreateSymbolicLink(Place, "sandbox");

        Assert.Equal($"{Place} is one of too many links; expected a folder", Refusal("history.jsonl"));
    }

    [Fact]
    public void A_file_in_the_place_of_a_folder_is_said()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        File.WriteAllText(Place, "");

        Assert.Equal($"{Place} is a file; expected a folder", Refusal("history.jsonl"));
        Assert.Equal([(Place, "is a file; expected a folder")], Problems());
    }

    [Fact]
    public void Every_folder_on_the_way_is_its_owners_alone_and_those_that_were_there_stay_as_they_are()
    {
        File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(_folder, "state")).FullName, UserRead | UserWrite | UserExecute | GroupRead | GroupExecute);
        HistoryFile deep = new(Path.Combine(_folder, "state", "a", "b", "history.jsonl"));
        deep.Append(Entry());

        Assert.Equal(UserRead | UserWrite | UserExecute | GroupRead | GroupExecute, File.GetUnixFileMode(Path.Combine(_folder, "state")));
        Assert.Equal(UserRead | UserWrite | UserExecute, File.GetUnixFileMode(Path.Combine(_folder, "state", "a")));
        Assert.Equal(UserRead | UserWrite | UserExecute, File.GetUnixFileMode(Path.Combine(_folder, "state", "a", "b")));
    }

    [Fact]
    public void A_path_that_is_not_UTF8_makes_no_folder_of_another_name()
    {
        HistoryFile odd = new(Path.Combine(_folder, "h\uFFFDme", "history.jsonl"));

        Assert.Contains("has a name that is not UTF-8", Assert.Throws<FileRefusedException>(() => odd.Append(Entry())).Message, StringComparison.Ordinal);
        Assert.Contains("has a name that is not UTF-8", Assert.Single(odd.Read().Problems).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("a new file")]
    [InlineData("one that is there")]
    [InlineData("a link")]
    [InlineData("a hard link")]
    public void A_file_that_was_asked_for_replaces_a_name_and_never_what_the_name_leads_to(string there)
    {
        string theirs = Theirs(), path = Path.Combine(_folder, "lab.c");
        if (there == "one that is there")
            File.WriteAllText(path, "old");
        else if (there == "a link")
            File.CreateSymbolicLink(path, theirs);
        else if (there == "a hard link")
            Assert.Equal(0, LibC.link(theirs, path));
        if (there != "a new file")
            Assert.True(Assert.Throws<FileRefusedException>(() => NewFile.Write(path, "new"u8, replace: false)).IsThere);
        NewFile.Write(path, "new"u8, replace: there != "a new file");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Null(new FileInfo(path).LinkTarget);
        AssertUntouched(theirs);
        Assert.Equal(["lab.c", "state", "theirs"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_that_was_asked_for_is_said()
    {
        string path = Directory.CreateDirectory(Path.Combine(_folder, "lab.c")).FullName;

        Assert.Equal($"{path} is a folder; expected a file", Assert.Throws<FileRefusedException>(() => NewFile.Write(path, "new"u8, replace: true)).Message);
    }

    private static HistoryEntry Entry() => HistoryEntry.Of(Reports.Of(Reports.Spec(), Verdict.Clean), DateTimeOffset.UnixEpoch);

    private string Refusal(string name) => Assert.Throws<FileRefusedException>(() =>
    {
        if (name == "history.jsonl")
            History.Append(Entry());
        else
            new ProgressFile(Path.Combine(Place, name)).Append(ProgressLine.OfEnd("a", new LessonScore(1, 1)), DateTimeOffset.UnixEpoch);
    }).Message;

    private (string, string)[] Problems() => [.. History.Read().Problems.Select(problem => (problem.Origin, problem.Message))];

    private string Theirs()
    {
        Directory.CreateDirectory(Place);
        string theirs = Path.Combine(_folder, "theirs");
        File.WriteAllText(theirs, Words);
        File.SetUnixFileMode(theirs, UserRead | UserWrite | GroupRead | OtherRead);
        return theirs;
    }

    private static void AssertUntouched(string theirs)
    {
        Assert.Equal(Words, File.ReadAllText(theirs));
        Assert.Equal(UserRead | UserWrite | GroupRead | OtherRead, File.GetUnixFileMode(theirs));
    }
}

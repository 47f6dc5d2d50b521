namespace Sandbox.EndToEnd.Tests.Starting;

/// <summary>
/// Where other users may write to the folder of TMPDIR, they could put a program of theirs in the place of one that was compiled, or have another folder removed: then nothing is made there.
/// </summary>
public class WorkFolderTests
{
    private const string Compiled = "check --program program.c wait-for-it", Cores = "run --length 1000 --fault segfault --core";

    private static readonly string Words = "set TMPDIR to a folder of yours, or to one with mode 1777 as /tmp has it";

    [Theory]
    [InlineData(Cores, "777", ".", false)]
    [InlineData(Cores, "1777", ".", true)]
    [InlineData(Cores, "700", ".", true)]
    [InlineData(Cores, "775", ".", true)]
    [InlineData(Cores, "777", "..", false)]
    [InlineData(Compiled, "777", ".", false)]
    [InlineData(Compiled, "1777", ".", true)]
    [InlineData("run --length 1000 --fault cold-file", "777", ".", true)]
    [InlineData("run --length 1000", "777", ".", true)]
    public async Task A_folder_that_others_may_write_to_is_used_only_where_it_is_sticky(string command, string mode, string which, bool used)
    {
        string folder = TestFolders.Create(), above = Directory.CreateDirectory(Path.Combine(folder, "above")).FullName;
        string work = Directory.CreateDirectory(Path.Combine(above, "work")).FullName;
        File.WriteAllText(Path.Combine(folder, "program.c"), "int main(void) { return 0; }\n");
        (await new SandboxProgram { Program = "chmod" }.RunWith(mode, Path.GetFullPath(which, work))).AssertExit(0);

        Finished finished = await With(work, folder).RunWith(command.Split(' '));

        if (used)
            Assert.DoesNotContain("TMPDIR", finished.Error);
        else
            Assert.Contains($"{Path.GetFullPath(which, work)} can be written to by other users and has no sticky bit, who could put their own files in the place of the run's; {Words}", finished.AssertExit(3).Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
    }

    [Theory]
    [InlineData("0:54399", "775")]
    [InlineData("54399:54399", "755")]
    public async Task A_folder_of_another_user_or_of_a_group_that_is_not_ones_own_is_not_used(string owner, string mode)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a folder away");
        string work = TestFolders.Create();
        (await new SandboxProgram { Program = "chmod" }.RunWith(mode, work)).AssertExit(0);
        (await new SandboxProgram { Program = "chown" }.RunWith(owner, work)).AssertExit(0);

        Finished finished = (await With(work, null).RunWith(Cores.Split(' '))).AssertExit(3);

        Assert.Contains(Words, finished.Error);
    }

    /// <summary>acl(5): who is named in a list may write, though the mode is that of a folder whose own group may; where the mask takes it away, they may not.</summary>
    [Theory]
    [InlineData(2, 6, 7, false)]
    [InlineData(8, 6, 7, false)]
    [InlineData(2, 5, 7, true)]
    [InlineData(2, 6, 5, true)]
    public async Task A_folder_with_an_access_control_list_that_lets_another_user_write_is_not_used(int tag, int given, int mask, bool used)
    {
        string work = Directory.CreateDirectory(Path.Combine(TestFolders.Create(), "work")).FullName;
        const string Set = """
            import os, struct, sys
            work, tag, given, mask = sys.argv[1], *map(int, sys.argv[2:])
            none = 0xffffffff
            rows = [(1, 7, none), (4, 5, none), (16, mask, none), (32, 0, none), (tag, given, 54399)]
            os.setxattr(work, "system.posix_acl_access", struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *row) for row in sorted(rows)))
            """;
        (await new SandboxProgram { Program = "python3" }.RunWith("-c", Set, work, $"{tag}", $"{given}", $"{mask}")).AssertExit(0);

        Finished finished = await With(work, null).RunWith(Cores.Split(' '));

        if (used)
            Assert.DoesNotContain("TMPDIR", finished.Error);
        else
            Assert.Contains($"{work} can be written to by other users and has no sticky bit", finished.AssertExit(3).Error);
    }

    private static SandboxProgram With(string work, string? directory) => new() { Directory = directory, Variables = new Dictionary<string, string?> { ["TMPDIR"] = work } };
}

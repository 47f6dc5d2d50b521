namespace Sandbox.EndToEnd.Tests.Launcher;

/// <summary><c>./release --check</c>: what there is to do before a version is tagged, looked at in a checkout made for it.</summary>
public class ReleaseCheckTests
{
    private const string Cut = "# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-11-28\n\n- all of it\n";

    [Theory]
    [InlineData(Cut, 0)]
    [InlineData("# Changelog\n\n## [0.1.0] - 2026-11-28\n\n- all of it\n", 0)]
    [InlineData("# Changelog\n\n## Unreleased\n\n- something\n\n## 0.1.0 - 2026-11-28\n", 1)]
    [InlineData("# Changelog\n\n## 0.1.0\n\n- no day\n", 1)]
    [InlineData("# Changelog\n\n## 0.2.0 - 2026-11-28\n\n## 0.1.0 - 2026-11-01\n", 1)]
    [InlineData("# Changelog\n", 1)]
    public async Task The_chapter_of_the_version_is_the_newest_and_has_a_day(string changelog, int code)
    {
        string folder = TestFolders.Create();
        File.WriteAllText(Path.Combine(folder, "CHANGELOG.md"), changelog);
        (await Bash(folder, "source \"$0/eng/check.sh\"; root=$PWD version=0.1.0; changelog_is_cut", SourceTree.Root)).AssertExit(code);
    }

    [Fact]
    public async Task It_says_what_is_to_do_and_nothing_where_all_is_done()
    {
        string folder = TestFolders.Create();
        File.WriteAllText(Path.Combine(folder, "CHANGELOG.md"), Cut);
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project><PropertyGroup><Version>0.1.0</Version></PropertyGroup></Project>");
        File.WriteAllText(Path.Combine(folder, ".gitignore"), "artifacts/\n");
        // What asks the SDK is its own affair here: it is looked at where a release is made.
        const string Look = """
            source "$0/eng/check.sh"; root=$PWD maintainer='Somebody <somebody@example.org>'
            locks_hold() { :; }
            no_package_is_weak() { :; }
            git init -q . && git add -A && git -c user.name=test -c user.email=test@localhost commit -qm test || exit 9
            mkdir -p artifacts/test-results && git rev-parse HEAD >artifacts/test-results/passed
            check_before_tag && maintainer='Somebody <sandbox@localhost>' && touch new && git tag v0.1.0 && echo other >artifacts/test-results/passed && check_before_tag
            """;
        string said = (await Bash(folder, Look, SourceTree.Root)).AssertExit(1).Output;

        Assert.Contains("\nnothing is to do before v0.1.0 is tagged\n", said);
        string second = said[said.IndexOf("nothing is to do", StringComparison.Ordinal)..];
        Assert.Contains("\nto do  what is committed is all there is\n       commit it, or take it away: git status says what it is\n", second);
        Assert.Contains("\nto do  no tag v0.1.0 is there yet\n       raise <Version> in Directory.Build.props: that version is out\n", second);
        Assert.Contains("\nto do  every test has passed with this commit\n       ./test --all\n", second);
        Assert.Contains("\nto do  Debian's package names somebody who can be reached\n       write an address of the project into eng/package.sh: maintainer\n", second);
        Assert.EndsWith("\n5 things to do before v0.1.0 is tagged\n", second);
    }

    private static Task<Finished> Bash(string folder, string script, params string[] arguments) =>
        new SandboxProgram { Program = "bash", Directory = folder }.RunWith(["-c", script, .. arguments]);
}

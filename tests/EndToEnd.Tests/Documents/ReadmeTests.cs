using System.Text.RegularExpressions;

namespace Sandbox.EndToEnd.Tests.Documents;

/// <summary>What the README says of the project, and where documents point to.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void Every_package_that_the_tests_install_is_named()
    {
        MatchCollection packages = Package().Matches(Read("eng/tools.sh"));
        Assert.InRange(packages.Count, 10, 100);
        string readme = Read("README.md");
        Assert.All(packages, package => Assert.Matches($@"\b{Regex.Escape(package.Groups["name"].Value)}\b", readme[readme.IndexOf("## Tests", StringComparison.Ordinal)..]));
    }

    public static TheoryData<string> Documents() =>
    [
        "README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "scenarios/README.md", "tasks/README.md", "docs/demos/README.md",
        .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}"),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_of_the_project_leads_to_one_and_to_a_heading_in_it(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, document))!;
        foreach (Match link in Link().Matches(Read(document)))
        {
            string target = link.Groups["path"].Value is { Length: > 0 } path ? Path.GetFullPath(Path.Combine(folder, path)) : Path.Combine(SourceTree.Root, document);
            Assert.True(File.Exists(target), $"{document}: {link.Value} leads nowhere");
            if (link.Groups["heading"] is { Success: true, Value: var heading })
                Assert.Contains(heading, Headings(File.ReadAllText(target)));
        }
    }

    /// <summary>The headings as links name them: small letters, blanks as dashes, other signs left out.</summary>
    private static IEnumerable<string> Headings(string text) =>
        Heading().Matches(text).Select(heading => NoWord().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));

    [GeneratedRegex("(?:^ +|tools_of_Slow\\+=\\()'[^']+' (?<name>[a-z0-9+.-]+)\\)?$", RegexOptions.Multiline)]
    private static partial Regex Package();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#\s]*)(?:#(?<heading>[^)]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NoWord();
}

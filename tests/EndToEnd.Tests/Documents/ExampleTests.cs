
namespace Sandbox.EndToEnd.Tests.Documents;

/// <summary>What the documents show on a command line is what comes of it.</summary>
public class ExampleTests
{
    public static TheoryData<string> Documents() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md")
            .Where(path => File.ReadAllText(path).Contains("```console\n"))
            .Select(path => $"docs/{Path.GetFileName(path)}").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public Task Every_example_prints_what_the_document_says(string document) => Session.Play(document);
}

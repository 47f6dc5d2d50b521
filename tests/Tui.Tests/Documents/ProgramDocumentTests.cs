using Sandbox.Core.Catalogue;
using static Sandbox.Tui.Tests.Documents.Markdown;

namespace Sandbox.Tui.Tests.Documents;

/// <summary>docs/program.md says of each fault from outside what the catalogue says.</summary>
public class ProgramDocumentTests
{
    [Fact]
    public void The_table_of_faults_from_outside_is_the_catalogues()
    {
        string document = File.ReadAllText(SourceTree.At("docs", "program.md"));
        string[] rows = [.. document[document.IndexOf("## Faults from outside", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.Equal(FaultCatalogue.All.Where(fault => fault.FromOutside is not null).Select(fault => $"| {Code(fault.Id)} | {fault.FromOutside} |"), rows);
    }
}

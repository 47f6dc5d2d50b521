using System.Reflection;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>The namespaces of the program <c>sandbox</c> are layers: each uses those below it and none above.</summary>
public class ProgramNamespaceTests
{
    private const string Program = "Sandbox.Tui";

    private static readonly NamespaceGraph Graph = NamespaceGraph.Of(Assembly.Load("sandbox"));

    [Fact]
    public void No_namespace_uses_itself_by_way_of_others()
    {
        Assert.NotEmpty(Graph.Uses);
        Assert.True(Graph.Circle().IsEmpty, string.Join('\n', Graph.Circle().Select(use => $"{use.From} uses {use.To}, in {use.By}")));
    }

    [Theory]
    [InlineData("Terminal", "")]
    [InlineData("Contract", "")]
    [InlineData("Lessons", "Terminal")]
    [InlineData("Configuration", "Terminal Lessons")]
    [InlineData("Toolkit", "Terminal")]
    [InlineData("Screens", "Terminal Toolkit")]
    [InlineData("App", "Terminal Toolkit Lessons Screens")]
    [InlineData("Views", "Terminal Toolkit Screens App")]
    [InlineData("Recording", "Terminal App")]
    [InlineData("Commands.Printing", "")]
    public void A_layer_uses_no_more_than_it_should(string layer, string may)
    {
        string[] allowed = [.. may.Split(' ').Select(name => $"{Program}.{name}")];
        NamespaceUse[] uses = [.. Graph.Uses.Where(use => use.From == $"{Program}.{layer}")];

        Assert.DoesNotContain(uses, use => !allowed.Contains(use.To));
        Assert.Equal(may.Length == 0 ? 0 : allowed.Length, uses.Length);
    }

    [Fact]
    public void A_view_knows_the_model_and_neither_the_loop_nor_a_command() => Assert.DoesNotContain(
        Graph.Uses,
        use => use.From.StartsWith($"{Program}.Screens.", StringComparison.Ordinal)
            && (use.To is $"{Program}.Interactive" or $"{Program}.Demos" or $"{Program}.Commands" or Program));

    [Fact]
    public void A_made_up_circle_is_found() => Assert.Equal(
        [("MadeUp.ByField", "MadeUp.Hub", "User"), ("MadeUp.Hub", "MadeUp.ByField", "Thing")],
        NamespaceGraph.Of(typeof(ProgramNamespaceTests).Assembly).Circle().Select(use => (use.From, use.To, use.By)).Order());
}

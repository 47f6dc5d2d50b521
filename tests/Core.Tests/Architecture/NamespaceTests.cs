using System.Reflection;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>The namespaces of the compiled programs: who uses whom.</summary>
public class NamespaceTests
{
    private const string Kernel = "Sandbox.Core.Kernel.";

    private static readonly NamespaceGraph Core = NamespaceGraph.Of(typeof(RunSpec).Assembly);

    public static TheoryData<string> Assemblies() =>
    [
        "Sandbox.Core",
        "sandbox",
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_namespace_uses_itself_by_way_of_others(string assembly)
    {
        NamespaceGraph graph = NamespaceGraph.Of(Assembly.Load(assembly));
        Assert.NotEmpty(graph.Uses);
        Assert.True(graph.Circle().IsEmpty, string.Join('\n', graph.Circle().Select(use => $"{use.From} uses {use.To}, in {use.By}")));
    }

    [Fact]
    public void The_pure_part_of_Core_does_not_use_the_kernel_part() =>
        Assert.DoesNotContain(Core.Uses, use => IsOfKernel(use.To) && !IsOfKernel(use.From));

    [Fact]
    public void The_kernel_part_is_read_to_be_found_out() =>
        Assert.Contains(Core.Uses, use => IsOfKernel(use.From) && use.To == "Sandbox.Core.Catalogue");

    [Theory]
    [InlineData("ByField")]
    [InlineData("ByGenericArgument")]
    [InlineData("ByAttribute")]
    [InlineData("ByAttributesType")]
    [InlineData("ByBody")]
    [InlineData("ByGenericCall")]
    public void A_use_is_seen(string way) =>
        Assert.Contains(MadeUp().Uses, use => use.From == $"MadeUp.{way}" && use.To == "MadeUp.Hub");

    [Fact]
    public void A_circle_is_found_and_told_in_order() => Assert.Equal(
        [("MadeUp.ByField", "MadeUp.Hub", "User"), ("MadeUp.Hub", "MadeUp.ByField", "Thing")],
        MadeUp().Circle().Select(use => (use.From, use.To, use.By)).Order());

    private static NamespaceGraph MadeUp() => NamespaceGraph.Of(typeof(NamespaceTests).Assembly);

    private static bool IsOfKernel(string name) => name.StartsWith(Kernel, StringComparison.Ordinal);
}

using System.Reflection;
using System.Runtime.InteropServices;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>The functions of C that the compiled programs call: each is bound once, and all of them in one namespace.</summary>
public class BindingTests
{
    private const string Home = "Sandbox.Core.Kernel.Bindings";

    private static readonly (string Function, Type Owner)[] Bound = [.. Of(typeof(RunSpec).Assembly), .. Of(Assembly.Load("sandbox"))];

    [Fact]
    public void Every_binding_is_in_the_one_namespace() =>
        Assert.Empty(Bound.Where(binding => binding.Owner.Namespace != Home).Select(binding => $"{binding.Owner}: {binding.Function}"));

    [Fact]
    public void No_function_is_bound_twice() => Assert.Empty(Bound
        .GroupBy(binding => binding.Function)
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(binding => binding.Owner.Name))}"));

    [Theory]
    [InlineData("fork", "fork")]
    [InlineData("what keeps errno", "poll")]
    [InlineData("what spawns", "posix_spawn")]
    [InlineData("the terminal's", "tcgetattr")]
    public void A_binding_is_found(string what, string function) => Assert.True(Bound.Count(binding => binding.Function == function) == 1, what);

    // What the generator makes of a binding that keeps errno is an import inside the method, with the function's name.
    private static IEnumerable<(string Function, Type Owner)> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let import = method.GetCustomAttribute<DllImportAttribute>()
        where import is not null
        select (import.EntryPoint ?? method.Name, type);
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sandbox.Core.Checking;
using Sandbox.Core.Text;

namespace Sandbox.Tui.Commands.Robust;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Robustness[]))]
internal sealed partial class RobustnessJsonContext : JsonSerializerContext;

/// <summary>The matrix of a program as JSON: one array, an injection an object.</summary>
internal static class RobustnessJson
{
    public static string Of(ImmutableArray<Robustness> rows) => JsonText.Of([.. rows], RobustnessJsonContext.Default.RobustnessArray);
}

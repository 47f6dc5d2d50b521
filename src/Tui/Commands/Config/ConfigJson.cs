using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sandbox.Tui.Commands.Config;

/// <summary>One item of <c>sandbox config --json</c>; see docs/scripts.md.</summary>
internal sealed record ConfigRow(string Name, JsonNode? Value, string Layer, string? Place);

/// <summary>What <c>sandbox config</c> prints as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConfigRow[]))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ConfigJson : JsonSerializerContext;

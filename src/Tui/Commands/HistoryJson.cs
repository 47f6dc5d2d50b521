using System.Text.Json.Serialization;

namespace Sandbox.Tui.Commands;

internal sealed record HistoryRow(string Id, DateTimeOffset When, string Command, string? Verdict, string Kind);

internal sealed record ComparisonObject(string A, string B, DifferenceRow[] Differs, SameRow[] Same);

internal sealed record DifferenceRow(string What, string A, string B);

internal sealed record SameRow(string What, string Value);

/// <summary>What the commands of the history print with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(HistoryRow[]))]
[JsonSerializable(typeof(ComparisonObject))]
internal sealed partial class HistoryJson : JsonSerializerContext;

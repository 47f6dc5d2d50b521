using System.Text.Json.Serialization;

namespace Sandbox.Tui.Commands;

internal sealed record ModelRow(string Id, string Summary, string Workers, string Array);

internal sealed record FaultRow(string Id, string Summary, string Actor, ArgumentRow? Argument, string ChildEndsWith, RefusalRow[] Refusals, string? FromOutside);

internal sealed record RefusalRow(string Model, string Reason);

internal sealed record ArgumentRow(string Name, string Summary, string Default);

internal sealed record WaitRow(string Id, string Summary, string Call);

internal sealed record SignalRow(int Number, string Name, string Action, string Meaning);

internal sealed record TermRow(string Word, string Kind, string Means);

/// <summary>The arrays that commands print with <c>--json</c>; the report has its own.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(ModelRow[]))]
[JsonSerializable(typeof(FaultRow[]))]
[JsonSerializable(typeof(WaitRow[]))]
[JsonSerializable(typeof(SignalRow[]))]
[JsonSerializable(typeof(TermRow[]))]
[JsonSerializable(typeof(StatusText[]))]
internal sealed partial class CatalogueJson : JsonSerializerContext;

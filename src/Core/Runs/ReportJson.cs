using System.Text.Json;
using System.Text.Json.Serialization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Runs;

/// <summary>The report as JSON: camelCase, every field there, unknown ones <c>null</c>.</summary>
public static class ReportJson
{
    /// <summary>One object, indented, without a line end.</summary>
    public static string Write(RunReport report) => JsonText.Of(report, ReportWriter.Default.RunReport);

    /// <summary>The report that <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such report.</exception>
    public static RunReport Read(string json) =>
        JsonSerializer.Deserialize(json, ReportReader.Default.RunReport) ?? throw new JsonException("no report, but null");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class ReportReader : JsonSerializerContext;

// Straight code for each type: what can also read is put together at run time, out of generic methods that have to be compiled then.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class ReportWriter : JsonSerializerContext;
